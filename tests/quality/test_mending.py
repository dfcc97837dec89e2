"""`check --fix` changes just the bytes that it must, and only where the result is certain."""

from pathlib import Path

import pytest

from ankiflask.clock import Clock
from ankiflask.files.places import Place
from ankiflask.files.read import BOM
from ankiflask.pipeline.check import mended
from ankiflask.pipeline.locks import Traces

HEAD = "deck: Snakes\nuid: snakes\ndifficulty: easy\nnotes:\n  - id: one\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deck.yaml"


MENDS = {
    "a plain value": (
        "    question: What does one call?\n    answer: It is list.sort() here\n",
        "    question: What does one call?\n    answer: It is `list.sort()` here\n",
    ),
    "a plain value that begins with code": (
        "    question: What does one call?\n    answer: list.sort() sorts in place\n",
        "    question: What does one call?\n    answer: '`list.sort()` sorts in place'\n",
    ),
    "a plain value of nothing but code": (
        "    question: What does one call?\n    answer: list.sort()\n",
        "    question: What does one call?\n    answer: '`list.sort()`'\n",
    ),
    "several in one block": (
        "    question: What does one call?\n    answer: |-\n        The call list.sort(),\n\n        or use_this_one.\n",
        "    question: What does one call?\n    answer: |-\n        The call `list.sort()`,\n\n        or `use_this_one`.\n",
    ),
    "a quoted value": (
        '    question: "What calls os.path.join()?"  # mine\n    answer: Path.\n',
        '    question: "What calls `os.path.join()`?"  # mine\n    answer: Path.\n',
    ),
    "inside a deletion": (
        "    cloze: Sort a list in place with {{c1::list.sort()}}.\n",
        "    cloze: Sort a list in place with {{c1::`list.sort()`}}.\n",
    ),
    "blanks at an end": (
        "    question: Which snake is the longest?\n    answer: |\n      The python, \n      by far.   \n",
        "    question: Which snake is the longest?\n    answer: |\n      The python,\n      by far.\n",
    ),
    "a needless word among needed ones": (
        "    allow: [Q005, Q002]   \n    question: Is a python venomous?\n    answer: No.\n",
        "    allow: [Q002]   \n    question: Is a python venomous?\n    answer: No.\n",
    ),
    "a list of nothing but needless words": (
        "    question: Which snake is the longest?\n    allow: [Q005, Q002]\n    answer: The python.\n",
        "    question: Which snake is the longest?\n    answer: The python.\n",
    ),
}
LEFT = {
    "an escape": '    question: "What calls os.path.join()\\u003f"\n    answer: Path.\n',
    "a folded text": "    question: >\n      What does\n      os.path.join() do?\n    answer: It joins.\n",
    "a value of two lines": "    question: What does\n      os.path.join() do?\n    answer: It joins.\n",
    "an apostrophe beside code at the beginning": (
        "    question: What does one call?\n    answer: list.sort() on one's list\n"
    ),
    "a tag": "    question: What makes text bold?\n    answer: The element <b> does.\n",
    "a hard break": "    question: Which snakes?\n    answer: |\n      Pythons,  \n      boas.\n",
    "an allowed finding": (
        "    question: What does one call?\n    answer: The call list.sort().\n    allow: [Q012]\n"
    ),
    "a list on several lines": (
        "    question: Which snakes?\n    answer: Pythons.\n    allow:\n      - Q005\n"
    ),
    "an error": "    question: What calls os.path.join()?\n    answr: Path.\n",
}


@pytest.mark.parametrize(("before", "after"), MENDS.values(), ids=MENDS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_just_these_bytes_change(
    file: Path, clock: Clock, before: str, after: str, end: str
) -> None:
    mark = BOM if end == "\r\n" else b""

    def written(note: str) -> bytes:
        return mark + f"# mine\n{HEAD}{note}\n  # last\n".replace("\n", end).encode()

    file.write_bytes(written(before))
    assert mended([Place(file)], clock, Traces(file.parent, {}))
    assert file.read_bytes() == written(after)
    assert mended([Place(file)], clock, Traces(file.parent, {})) == ()
    assert file.read_bytes() == written(after)


@pytest.mark.parametrize("note", LEFT.values(), ids=LEFT)
def test_what_is_not_certain_is_left(file: Path, clock: Clock, note: str) -> None:
    file.write_text(HEAD + note, encoding="utf-8")
    assert mended([Place(file)], clock, Traces(file.parent, {})) == ()
    assert file.read_text(encoding="utf-8") == HEAD + note


def test_one_that_cannot_be_mended_hinders_no_other(file: Path, clock: Clock) -> None:
    bad = "    question: What does one call?\n    answer: list.sort() on one's list\n"
    good = "  - id: two\n    question: What joins paths?\n    answer: The call os.path.join().\n"
    file.write_text(HEAD + bad + good, encoding="utf-8")
    assert [problem.line for problem in mended([Place(file)], clock, Traces(file.parent, {}))] == [
        10
    ]
    assert "one's list\n" in file.read_text(encoding="utf-8")


def test_the_deck_s_own_needless_words_go(file: Path, clock: Clock) -> None:
    note = "    question: Which snakes?\n    answer: Pythons.\n"
    file.write_text(HEAD.replace("notes:", "allow: [Q001]\nnotes:") + note, encoding="utf-8")
    (told,) = mended([Place(file)], clock, Traces(file.parent, {}))
    assert (told.line, told.rule) == (4, "Q020")
    assert file.read_text(encoding="utf-8") == HEAD + note
