"""Difficulties that tell nothing, notes that nobody reviewed, and files that are too large or not used."""

from collections import Counter
from collections.abc import Iterator

from ankiflask.deck.model import SOUNDS
from ankiflask.problems import Severity
from ankiflask.quality.rule import Checked, Finding, NoteView, QualityRule, of_notes

_ENOUGH = 20  # notes; of fewer no share says anything
_MOST_OF_ALL = 0.75


@QualityRule(
    id="Q017",
    name="lopsided-difficulty",
    severity=Severity.INFO,
    reason="New cards come easy first; where all are of one difficulty that orders nothing.",
    bad="(57 notes of 60 with `difficulty: medium`)",
    good="(20 easy, 25 medium, 15 hard)",
)
def _lopsided(checked: Checked) -> Iterator[Finding]:
    count = Counter(note.difficulty for note in checked.deck.notes)
    if count.total() < _ENOUGH:
        return
    level, number = count.most_common(1)[0]
    if number > _MOST_OF_ALL * count.total():
        yield Finding(
            key="difficulty",
            message=f"{number:,} of {count.total():,} notes are {level}, so the difficulty tells nothing.",
            remedy="Grade the notes against each other.",
        )


@QualityRule(
    id="Q018",
    name="difficulty-not-given",
    severity=Severity.INFO,
    reason="Where the others say how hard they are, a note without it was forgotten.",
    bad="- id: wren-song\n  cloze: A wren {{c1::sings}} to defend its territory.",
    good="- id: wren-song\n  difficulty: easy\n  cloze: A wren {{c1::sings}} to defend its territory.",
)
def _not_given(checked: Checked) -> Iterator[Finding]:
    without = [view for view in checked.views if "difficulty" not in view.note.lines]
    if not 0 < len(without) < len(checked.deck.notes) / 2:
        return
    for view in without:
        yield Finding(
            notes=(view.place,),
            message=f"The note gives no difficulty and counts as {view.note.difficulty}, "
            "where most notes of the deck give theirs.",
            remedy="Add `difficulty:`.",
        )


@QualityRule(
    id="Q022",
    name="not-reviewed",
    severity=Severity.INFO,
    reason="A drafted note that nobody has read may ask for the wrong thing.",
    bad="review: yes\ncloze: A {{c1::wren}} sings to defend its territory.",
    good="cloze: A wren sings to {{c1::defend its territory}}.",
)
@of_notes
def _unreviewed(view: NoteView) -> Iterator[Finding]:
    if view.note.review:
        yield Finding(
            key="review",
            message="The note was drafted, and the draft was not sure.",
            remedy="Read it, mend it, and remove `review`.",
        )


_MIB = 1024 * 1024
_MOST_PICTURE, _MOST_SOUND = _MIB, 4 * _MIB
_NOT_MEANT = frozenset(
    {"thumbs.db", "desktop.ini", "license", "readme.md", "licence", "sources.txt"}
)


@QualityRule(
    id="Q014",
    name="huge-media",
    reason="Every device of every learner loads the file and keeps it.",
    bad="picture: camera.png    # 14 MiB, as the camera wrote it",
    good="picture: camera.jpg    # 120 KiB, as wide as a screen",
)
def _huge(checked: Checked) -> Iterator[Finding]:
    for name, size in checked.media.items():
        most = _MOST_SOUND if name.lower().endswith(tuple(SOUNDS)) else _MOST_PICTURE
        if size > most:
            view = next((each for each in checked.views if _names(each, name)), None)
            keys = (key for key in ("picture", "audio") if view and getattr(view.note, key) == name)
            yield Finding(
                notes=(view.place,) if view else (),
                key=next(keys, "id"),
                message=f"{name!r} has {size / _MIB:.1f} MiB; {most // _MIB} MiB is much.",
                remedy="Make it smaller: every learner's every device loads and keeps it.",
            )


def _names(view: NoteView, name: str) -> bool:
    is_shown = name in (view.note.picture, view.note.audio)
    return is_shown or any(name in passage.raw for passage in view.passages.values())


@QualityRule(
    id="Q015",
    name="unused-media",
    reason="A file that no note names was forgotten there, or a note has lost it.",
    bad="(the folder media/ holds wren.png, and no note names it)",
    good="picture: wren.png",
)
def _unused(checked: Checked) -> Iterator[Finding]:
    for name in sorted(set(checked.folder) - set(checked.media)):
        if not name.startswith((".", "~")) and name.lower() not in _NOT_MEANT:
            yield Finding(
                file=f"{checked.folder_name}/{name}",
                message=f"No note shows or plays {name!r}, so it is in no package.",
                remedy="Name it in a note, or remove it.",
            )


DIFFICULTY_RULES = (_lopsided, _not_given)
REVIEW_RULES = (_unreviewed,)
MEDIA_RULES = (_huge, _unused)
