"""Each folder of tests/cases/decks is a tiny deck, named by its fault, with its whole report."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ankiflask.files.places import Place
from ankiflask.pipeline import inspect, problems_of
from ankiflask.values.clock import Clock
from ankiflask.values.package import Contents
from ankiflask.values.problems import has_errors

CASES = sorted((Path(__file__).parents[1] / "cases" / "decks").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_deck_gives_its_whole_expected_report(
    case: Path,
    tmp_path: Path,
    clock: Clock,
    holds: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(shutil.copytree(case, tmp_path / "deck"))
    holds(case / "expected.txt", "\n".join(_report(clock)) + "\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_good_deck_is_accepted_and_every_other_refused_or_warned_of(
    case: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case)
    problems = problems_of(inspect([Place(Path("deck.yaml"))], clock))
    assert case.name.startswith("good-") == (not problems)


def _report(clock: Clock) -> Iterator[str]:
    inspected = inspect([Place(Path("deck.yaml"))], clock)
    problems = problems_of(inspected)
    for problem in problems:
        place = f"{problem.file}:{problem.line}" if problem.line else problem.file
        yield f"{place}: {problem.severity}: {problem.words} [{problem.rule}]"
    for each in inspected:
        if each.contents and not has_errors(problems):
            yield from _notes(each.contents)


def _notes(contents: Contents) -> Iterator[str]:
    for note in contents.notes:
        yield f"{note.deck} #{note.position} cards {note.cards} tags {' '.join(note.tags)}"
        for field, html in zip(note.note_type.fields, note.fields, strict=True):
            if html:
                yield f"  {field.name}: {html}"
