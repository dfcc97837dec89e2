"""Each folder of tests/cases/decks is a tiny deck, named by its fault, with its whole report."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ankiflask.cli.app import run
from ankiflask.clock import Clock
from ankiflask.files.places import Place
from ankiflask.package.model import Contents
from ankiflask.pipeline.inspect import inspect
from tests.notes.surroundings import surround

CASES = sorted((Path(__file__).parents[1] / "cases" / "decks").iterdir())


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Path:
    """The folder of one case."""
    folder: Path = request.param
    return folder


@pytest.fixture
def folder(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the case, as the working folder, with all that it needs around it."""
    copy = shutil.copytree(case, tmp_path / "deck", ignore=shutil.ignore_patterns("expected.txt"))
    surround(case.name, copy)
    monkeypatch.chdir(copy)
    return copy


def test_a_deck_gives_its_whole_expected_report_and_exit_code(
    case: Path,
    folder: Path,
    clock: Clock,
    holds: Callable[[Path, str], None],
    capfd: pytest.CaptureFixture[str],
) -> None:
    before = sorted(folder.rglob("*"))
    shown = list(_shown(clock))

    code = run(["build", "deck.yaml"])

    printed = capfd.readouterr()
    is_built = code == 0
    *said, first_lock = printed.err.splitlines() if is_built else (*printed.err.splitlines(), "")
    assert ("[new-lock]" in first_lock) == is_built
    assert case.name.startswith("good-") == (is_built and not said)
    assert is_built or sorted(folder.rglob("*")) == before
    assert is_built == any(folder.rglob("*.apkg"))
    lines = [f"exit {code}", *said, *printed.out.splitlines()]
    holds(case / "expected.txt", "\n".join(lines + shown * is_built) + "\n")


def _shown(clock: Clock) -> Iterator[str]:
    for each in inspect([Place(Path("deck.yaml"))], clock):
        if each.contents:
            yield from _notes(each.contents)


def _notes(contents: Contents) -> Iterator[str]:
    for note in contents.notes:
        yield f"{note.deck} #{note.position} cards {note.cards} tags {' '.join(note.tags)}"
        for field, html in zip(note.note_type.fields, note.fields, strict=True):
            if html:
                yield f"  {field.name}: {html}"
