"""`check --fix` writes an id into each note that has none, and changes no other byte."""

from pathlib import Path

import pytest

from ankiflask.clock import Clock
from ankiflask.files.places import Place
from ankiflask.files.read import BOM
from ankiflask.pipeline.build import build
from ankiflask.pipeline.check import mended
from ankiflask.pipeline.locks import Traces
from tests.cli.command_line import Run

HEAD = "deck: Snakes\nuid: snakes\ndifficulty: easy\nnotes:\n"
FIXES = {
    "two notes that ask the same, with comments": (
        "  - difficulty: hard   # mine\n    question: Why?\n    answer: So.\n\n  -   question: Why?\n      answer: Thus.\n",
        "  - id: why\n    difficulty: hard   # mine\n    question: Why?\n    answer: So.\n\n  -   id: why-2\n      question: Why?\n      answer: Thus.\n",
    ),
    "an id that is there": (
        "  - id: why\n    question: Why?\n    answer: So.\n  - question: Why?\n    answer: Thus.\n",
        "  - id: why\n    question: Why?\n    answer: So.\n  - id: why-2\n    question: Why?\n    answer: Thus.\n",
    ),
    "a block first, a comment behind the dash": (
        "  -  # the first\n    question: |\n      Why\n      not?\n    answer: So.\n",
        "  -  # the first\n    id: why-not\n    question: |\n      Why\n      not?\n    answer: So.\n",
    ),
    "braces": (
        "  - { question: Why?, answer: So }\n",
        "  - { id: why, question: Why?, answer: So }\n",
    ),
    "a cloze": (
        "- cloze: The {{c1::python::a snake}} is {{c2::long}}.\n",
        "- id: the-python-is-long\n  cloze: The {{c1::python::a snake}} is {{c2::long}}.\n",
    ),
    "letters that no id has": (
        "  - question: なぜ？\n    answer: So.\n",
        "  - id: note-6c98ab2d\n    question: なぜ？\n    answer: So.\n",
    ),
}
LEFT = {
    "several notes in a line": "  [{question: Why?, answer: So}, {question: How?, answer: Thus}]\n",
    "an id under another name": "  - ids: mine\n    question: Why?\n    answer: So.\n",
    "no question yet": "  - front: Why?\n    back: So.\n",
    "no table": "  - Why?\n",
    "an id that cannot be one": "  - id: Not_This\n    question: Why?\n    answer: So.\n",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deck.yaml"


@pytest.mark.parametrize(("before", "after"), FIXES.values(), ids=FIXES)
@pytest.mark.parametrize(("mark", "end"), [(b"", "\n"), (BOM, "\r\n")], ids=["unix", "windows"])
def test_a_note_gets_an_id_of_its_words(  # noqa: PLR0913, PLR0917 - fixtures and cases
    file: Path, clock: Clock, before: str, after: str, end: str, mark: bytes
) -> None:
    file.write_bytes(mark + (HEAD + before).replace("\n", end).encode())

    told = mended([Place(file)], clock, Traces(file.parent, {}))

    assert file.read_bytes() == mark + (HEAD + after).replace("\n", end).encode()
    assert {each.rule for each in told} == {"missing-key"}
    lines = file.read_text("utf-8-sig").splitlines()
    assert all("id: " in lines[each.line - 1] for each in told)
    assert mended([Place(file)], clock, Traces(file.parent, {})) == ()
    assert build([Place(file)], file.parent / "dist", clock).decks


@pytest.mark.parametrize("notes", LEFT.values(), ids=LEFT)
def test_what_is_not_clear_is_left_alone(file: Path, clock: Clock, notes: str) -> None:
    file.write_text(HEAD + notes, encoding="utf-8")
    assert mended([Place(file)], clock, Traces(file.parent, {})) == ()
    assert file.read_text(encoding="utf-8") == HEAD + notes


def test_a_note_that_lost_its_id_gets_no_other(file: Path, clock: Clock) -> None:
    notes = "  - id: the-old-one\n    question: Why?\n    answer: So.\n"
    file.write_text(HEAD + notes, encoding="utf-8")
    build([Place(file)], file.parent / "dist", clock)
    lost = HEAD + notes.replace("id: the-old-one\n    ", "")
    file.write_text(lost, encoding="utf-8")
    assert mended([Place(file)], clock, Traces(file.parent, {})) == ()
    assert file.read_text(encoding="utf-8") == lost


def test_an_id_that_was_made_of_the_words_comes_back(file: Path, clock: Clock) -> None:
    notes = "  - question: Why?\n    answer: So.\n"
    file.write_text(HEAD + notes, encoding="utf-8")
    mended([Place(file)], clock, Traces(file.parent, {}))
    whole = file.read_bytes()
    build([Place(file)], file.parent / "dist", clock)
    file.write_text(HEAD + notes, encoding="utf-8")
    mended([Place(file)], clock, Traces(file.parent, {}))
    assert file.read_bytes() == whole


def test_other_errors_do_not_keep_an_id_away(birds: Path, run: Run) -> None:
    file = birds / "deck.yaml"
    text = file.read_text(encoding="utf-8").replace("id: robin-egg\n    difficulty", "difficulty")
    file.write_text(text.replace("robins, eggs", "Robins"), encoding="utf-8")
    ran = run("check", "--fix")
    assert ran.code == 1
    assert "9: fixed: The note has the id 'a-robins-egg-is-blue' now. [missing-key]" in ran.err
    assert "[bad-topic]" in ran.err
    assert "  - id: a-robins-egg-is-blue\n    difficulty: hard\n" in file.read_text("utf-8")
