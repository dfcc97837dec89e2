"""How the difficulties of a deck are given."""

from collections import Counter
from collections.abc import Iterator

from ankiflask.quality.finding import Checked, Finding, Ruled
from ankiflask.values.problems import Severity
from ankiflask.values.rules import Rule

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
    without = [sheet for sheet in checked.sheets if "difficulty" not in sheet.note.lines]
    if not 0 < len(without) < len(checked.deck.notes) / 2:
        return
    for sheet in without:
        yield Finding(
            notes=(sheet.place,),
            message=f"The note gives no difficulty and counts as {sheet.note.difficulty}, "
            "where most notes of the deck give theirs.",
            remedy="Add `difficulty:`.",
        )


RULES: tuple[Ruled, ...] = (
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
