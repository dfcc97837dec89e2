"""Each file of tests/cases/quality is a deck for one rule: what it must find, and what none may find."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ankiflask.deck.model import Deck
from ankiflask.deck.reader import read_deck
from ankiflask.files.read import read_text
from ankiflask.problems import Severity, has_errors
from ankiflask.quality.judging import RULES, quality
from ankiflask.quality.rule import Checked

CASES = sorted((Path(__file__).parents[1] / "cases" / "quality").glob("Q*.yaml"))
ELSEWHERE = {"Q014", "Q015", "Q017", "Q020", "Q026"}  # of the whole deck: test_rules_of_a_deck.py


def deck_of(case: Path) -> Deck:
    deck, problems = read_deck(read_text(case))
    assert deck is not None
    assert not has_errors(problems), problems
    return deck


def found(deck: Deck) -> Mapping[str, set[str]]:
    """The rules that find something in each note, by the note's id. What is of the deck is left out."""
    starts = [(note.line(), note.id) for note in deck.notes]
    rules: dict[str, set[str]] = {note.id: set() for note in deck.notes}
    for problem in quality(Checked(deck=deck)):
        if above := [start for start in starts if start[0] <= problem.line]:
            rules[max(above)[1]].add(problem.rule)
    return rules


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_rule_finds_every_bad_note(case: Path) -> None:
    rules = found(deck_of(case))
    bad = [note for note in rules if note.startswith("bad-")]
    assert bad
    assert [note for note in bad if case.stem not in rules[note]] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_rule_finds_a_good_note(case: Path) -> None:
    rules = found(deck_of(case))
    assert {note: r for note, r in rules.items() if note.startswith("good-") and r} == {}


def test_every_rule_has_cases() -> None:
    assert {case.stem for case in CASES} | ELSEWHERE == {rule.id for rule in RULES}
    assert not {case.stem for case in CASES} & ELSEWHERE


def test_no_finding_is_an_error() -> None:
    assert all(rule.severity is not Severity.ERROR for rule in RULES)
