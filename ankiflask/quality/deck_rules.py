"""How the difficulties of a deck are given."""

from collections import Counter
from collections.abc import Iterator

from ankiflask.problems import Rule, Severity
from ankiflask.quality.rule import Checked, Finding, Ruled

_ENOUGH = 20  # notes; of fewer no share says anything
_MOST_OF_ALL = 0.75


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


DIFFICULTY_RULES: tuple[Ruled, ...] = (
    (
        Rule(
            id="Q017",
            name="lopsided-difficulty",
            severity=Severity.INFO,
            reason="New cards come easy first; where all are of one difficulty that orders nothing.",
            bad="(57 notes of 60 with `difficulty: medium`)",
            good="(20 easy, 25 medium, 15 hard)",
        ),
        _lopsided,
    ),
    (
        Rule(
            id="Q018",
            name="difficulty-not-given",
            severity=Severity.INFO,
            reason="Where the others say how hard they are, a note without it was forgotten.",
            bad="- id: wren-song\n  cloze: A wren {{c1::sings}} to defend its territory.",
            good="- id: wren-song\n  difficulty: easy\n  cloze: A wren {{c1::sings}} to defend its territory.",
        ),
        _not_given,
    ),
)


def _unreviewed(checked: Checked) -> Iterator[Finding]:
    for view in checked.views:
        if view.note.review:
            yield Finding(
                notes=(view.place,),
                key="review",
                message="The note was drafted, and the draft was not sure.",
                remedy="Read it, mend it, and remove `review`.",
            )


REVIEW_RULES: tuple[Ruled, ...] = (
    (
        Rule(
            id="Q022",
            name="not-reviewed",
            severity=Severity.INFO,
            reason="A drafted note that nobody has read may ask for the wrong thing.",
            bad="review: yes\ncloze: A {{c1::wren}} sings to defend its territory.",
            good="cloze: A wren sings to {{c1::defend its territory}}.",
        ),
        _unreviewed,
    ),
)


_MIB = 1024 * 1024
_SOUNDS = (".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav")
_MOST_PICTURE, _MOST_SOUND = _MIB, 4 * _MIB
_NOT_MEANT = frozenset(
    {"thumbs.db", "desktop.ini", "license", "readme.md", "licence", "sources.txt"}
)


def _huge(checked: Checked) -> Iterator[Finding]:
    for name, size in checked.media.items():
        most = _MOST_SOUND if name.lower().endswith(_SOUNDS) else _MOST_PICTURE
        if size > most:
            notes = tuple(_naming(checked, name))
            yield Finding(
                notes=notes[:1],
                key=_key(checked, notes, name),
                message=f"{name!r} has {size / _MIB:.1f} MiB; {most // _MIB} MiB is much.",
                remedy="Make it smaller: every learner's every device loads and keeps it.",
            )


def _naming(checked: Checked, name: str) -> Iterator[int]:
    for view in checked.views:
        note = view.note
        if name in (note.picture, note.audio) or any(name in p.raw for p in view.passages.values()):
            yield view.place


def _key(checked: Checked, notes: tuple[int, ...], name: str) -> str:
    note = checked.deck.notes[notes[0]] if notes else None
    return next((key for key in ("picture", "audio") if note and getattr(note, key) == name), "id")


def _unused(checked: Checked) -> Iterator[Finding]:
    for name in sorted(set(checked.folder) - set(checked.media)):
        if not name.startswith((".", "~")) and name.lower() not in _NOT_MEANT:
            yield Finding(
                file=f"{checked.folder_name}/{name}",
                message=f"No note shows or plays {name!r}, so it is in no package.",
                remedy="Name it in a note, or remove it.",
            )


MEDIA_RULES: tuple[Ruled, ...] = (
    (
        Rule(
            id="Q014",
            name="huge-media",
            severity=Severity.WARNING,
            reason="Every device of every learner loads the file and keeps it.",
            bad="picture: camera.png    # 14 MiB, as the camera wrote it",
            good="picture: camera.jpg    # 120 KiB, as wide as a screen",
        ),
        _huge,
    ),
    (
        Rule(
            id="Q015",
            name="unused-media",
            severity=Severity.WARNING,
            reason="A file that no note names was forgotten there, or a note has lost it.",
            bad="(the folder media/ holds wren.png, and no note names it)",
            good="picture: wren.png",
        ),
        _unused,
    ),
)
