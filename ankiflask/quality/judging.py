"""All rules of the quality check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import attrgetter

from ankiflask.problems import Problem, Rule, Severity
from ankiflask.quality import (
    answers,
    clozes,
    code_and_markup,
    deck_rules,
    glance,
    notations,
    questions,
    similar_questions,
    terms,
)
from ankiflask.quality.rule import Checked, Finding, Mend, Ruled

# They judge each note for itself, and may be asked of a part of a deck.
NOTE_TABLE: tuple[Ruled, ...] = (
    *questions.RULES,
    *answers.RULES,
    *clozes.RULES,
    *code_and_markup.RULES,
    *glance.RULES,
    *notations.RULES,
    *deck_rules.REVIEW_RULES,
)
# They compare notes with each other.
DECK_TABLE: tuple[Ruled, ...] = (
    *similar_questions.RULES,
    *deck_rules.MEDIA_RULES,
    *terms.RULES,
    *glance.DECK_RULES,
    *deck_rules.DIFFICULTY_RULES,
)
TABLE = NOTE_TABLE + DECK_TABLE

# It judges the others, and so is no check of its own.
NEEDLESS = Rule(
    id="Q020",
    name="needless-allow",
    severity=Severity.INFO,
    reason="What is allowed and finds nothing hides the next real finding.",
    bad="question: What is the capital of Peru?\nallow: [Q002]",
    good="question: What is the capital of Peru?",
    is_mended=True,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((*(rule for rule, _ in TABLE), NEEDLESS), key=lambda rule: rule.id)
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule and what it found."""

    rule: Rule
    finding: Finding


def judge(checked: Checked, most: int | None = None) -> tuple[Judged, ...]:
    """Return what the rules find and the deck does not allow, and what it allows needlessly.

    Of more than `most` problems it is sure to return the first ones of the file.
    """
    found = [*_found(checked, DECK_TABLE), *_found_in_notes(checked, most)]
    allowed = {(place, one.rule.id) for one in found for place in _allowing(checked, one)}
    found += [Judged(NEEDLESS, each) for each in _needless(checked, allowed)]
    return tuple(one for one in found if not _allowing(checked, one))


def _found_in_notes(checked: Checked, most: int | None) -> Iterator[Judged]:
    """Yield what is found in the notes, and nothing of later ones when there is more than `most`."""
    lines = [note.line() for note in checked.deck.notes]
    may_end = most is not None and not checked.deck.allow and lines == sorted(lines)
    problems: set[Problem] = set()
    for part in checked.parts():
        found = list(_found(part, NOTE_TABLE))
        yield from found
        if may_end and most is not None:
            problems |= {problem_of(checked, one) for one in found if not _allowing(checked, one)}
            if len(problems) > most:
                return


def _found(checked: Checked, table: tuple[Ruled, ...]) -> Iterator[Judged]:
    return (Judged(rule, each) for rule, check in table for each in check(checked))


def quality(checked: Checked, most: int | None = None) -> tuple[Problem, ...]:
    """Return what could be better in a deck, in the order of its file; see `judge` for `most`."""
    found = {problem_of(checked, one) for one in judge(checked, most)}
    return tuple(sorted(found, key=attrgetter(*Problem.__slots__)))  # as `<`, but faster


_DECK = -1  # the place of the deck among its notes


def _allowing(checked: Checked, judged: Judged) -> list[int]:
    """Return where the rule is allowed: places of notes, or the deck's."""
    rule, deck = judged.rule.id, checked.deck
    notes = [place for place in judged.finding.notes if rule in deck.notes[place].allow]
    return notes + ([_DECK] if rule in deck.allow else [])


def _needless(checked: Checked, allowed: set[tuple[int, str]]) -> Iterator[Finding]:
    for place, allow in (
        (_DECK, checked.deck.allow),
        *enumerate(n.allow for n in checked.deck.notes),
    ):
        for rule in allow:
            if (place, rule) not in allowed and rule != NEEDLESS.id:
                yield Finding(
                    notes=() if place == _DECK else (place,),
                    key="allow",
                    message=f"{rule!r} is allowed, and finds nothing here.",
                    remedy="Remove it.",
                    mend=Mend("allow", 0, 0, rule),
                )


def problem_of(checked: Checked, judged: Judged) -> Problem:
    """Return what was found as a problem of the deck's file."""
    finding = judged.finding
    return Problem(
        file=finding.file or checked.deck.file,
        line=0 if finding.file else place_of(checked, finding),
        rule=judged.rule.id,
        severity=finding.severity or judged.rule.severity,
        message=finding.message,
        remedy=finding.remedy,
    )


def place_of(checked: Checked, finding: Finding) -> int:
    """Return the line of what was found."""
    deck = checked.deck
    if not finding.notes:
        return deck.lines.get(finding.key, deck.lines.get("notes", 1))
    return deck.notes[finding.notes[0]].line(finding.key) + finding.line


@cache
def other_rules() -> Mapping[str, str]:
    """Return what each rule means and what to do about it, by its kebab-case name."""
    text = files(__package__).joinpath("other_rules.txt").read_text(encoding="utf-8")
    pairs = (line.split(": ", 1) for line in text.splitlines())
    return {name: meaning for name, meaning in pairs}  # noqa: C416 - dict() loses the types
