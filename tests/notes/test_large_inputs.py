"""Inputs at the limits, each in a process that may have half a gigabyte and no more.

They are written here and not kept: together they have 500 MB.
"""

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.cli.command_line import Ran
from tests.waiting import HANG_LIMIT

_MEMORY = 512 * 1024 * 1024  # bytes
_MILLION = 1_000_000
_HEAD = "deck: Birds\nuid: birds\ndifficulty: easy\nnotes:\n"
_NOTE = "  - id: robin-{}\n    question: What colour is a robin?\n"

Pieces = Iterator[str]


def _unknown_keys() -> Pieces:
    yield from (f"key{number}: value\n" for number in range(_MILLION))


def _repeated_keys() -> Pieces:
    yield "deck: Birds\n" * _MILLION


def _notes_with_faults() -> Pieces:
    yield _HEAD
    yield from (f"{_NOTE.format(number)}    answr: Orange.\n" for number in range(_MILLION // 3))


def _dropped_comments() -> Pieces:
    yield f"{_HEAD}{_NOTE.format(1)}    answer: |\n      Orange.\n"
    yield "     # red\n" * _MILLION


def _unclosed_quotation() -> Pieces:
    yield f'{_HEAD}{_NOTE.format(1)}    answer: "Orange.\n'
    yield "      more\n" * _MILLION


def _long_answer() -> Pieces:
    yield f"{_HEAD}{_NOTE.format(1)}    answer: Orange.\n"
    yield "      more\n" * _MILLION


FAULTS: Mapping[str, tuple[Callable[[], Pieces], str]] = {
    "50 MB of brackets": (
        lambda: iter(["[" * 1000 + "\n"] * 50_000),
        (
            "deck.yaml:1: error: Lists and tables are nested deeper than 6 levels. "
            "Put a text in quotes that begins with [, { or -. [too-deep]"
        ),
    ),
    "a line of 50 MB": (
        lambda: iter([_HEAD, "#" * 50_000_000]),
        "deck.yaml:5: error: The line is over 1 MiB. Break it into several. [line-too-long]",
    ),
    "50 MB of NUL": (
        lambda: iter(["\0" * 50_000_000]),
        "deck.yaml:1: error: The line is over 1 MiB. Break it into several. [line-too-long]",
    ),
    "50 MB of blank lines": (
        lambda: iter(["\n" * 50_000_000]),
        (
            "deck.yaml:1: error: The file holds no deck. Begin with `deck: NAME`. "
            "A text to draft from has another ending than .yaml. [empty-file]"
        ),
    ),
    "over 64 MiB": (
        lambda: iter(["# no deck\n" * 7_000_000]),
        "deck.yaml: error: 'deck.yaml' is over 64 MiB. Divide it. [file-too-large]",
    ),
    "20 million control characters": (
        lambda: iter([_HEAD, "\x01\n" * 20_000_000]),
        (
            "deck.yaml:5: error: The character U+0001 cannot be seen, and YAML or Anki would change it."
            " Remove it. [invisible-character]"
        ),
    ),
    "a sign that takes four bytes, and 50 MB": (
        lambda: iter(["# \N{BIRD}\n", "# no deck\n" * 5_000_000]),
        (
            "deck.yaml:1: error: The file holds no deck. Begin with `deck: NAME`. "
            "A text to draft from has another ending than .yaml. [empty-file]"
        ),
    ),
    "a million unknown keys": (
        _unknown_keys,
        (
            "deck.yaml:501: error: A table has more than 500 keys; a deck file needs a few. "
            "Begin each note with `- id: …`. [too-many-keys]"
        ),
    ),
    "a million repeated keys": (
        _repeated_keys,
        (
            "deck.yaml:501: error: A table has more than 500 keys; a deck file needs a few. "
            "Begin each note with `- id: …`. [too-many-keys]"
        ),
    ),
    "a million lines with faults": (
        _notes_with_faults,
        (
            "deck.yaml: info: There are more problems; these are the first 1,000. "
            "Mend these, and look again. [more-problems]"
        ),
    ),
    "a million dropped comments": (
        _dropped_comments,
        (
            "deck.yaml: info: There are more problems; these are the first 1,000. "
            "Mend these, and look again. [more-problems]"
        ),
    ),
    "a million lines of one quotation": (
        _unclosed_quotation,
        (
            "deck.yaml:7: error: The quotation does not end with its value. "
            "Put the whole value in quotes, or write it below the key as a `|` block. [yaml-syntax]"
        ),
    ),
    "a million lines of one answer": (
        _long_answer,
        (
            "deck.yaml:7: error: 'answer' has 5,000,007 characters; the limit is 65,536. "
            "Shorten it, or split the note. [text-too-long]"
        ),
    ),
    "a million items": (
        lambda: iter(["- robin\n" * _MILLION]),
        "deck.yaml:1: error: A deck file is a table of keys. Begin with `deck: NAME`. [not-a-table]",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_large_bad_deck_is_refused_in_a_moment_and_little_memory(
    fault: str, tmp_path: Path
) -> None:
    write, first_line = FAULTS[fault]
    ran = _build(tmp_path, "deck.yaml", write())
    assert ran.err.splitlines()[0] == first_line
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) <= 1001
    assert [path.name for path in tmp_path.iterdir()] == ["deck.yaml"]


def test_the_lines_of_a_good_deck_are_read_in_little_memory(tmp_path: Path, is_soak: bool) -> None:
    # A million lines in a soak, a tenth of them and of the memory above Python's own else.
    notes, memory = (333_333, _MEMORY) if is_soak else (33_333, _MEMORY // 5)
    pieces = (f"{_NOTE.format(number)}    answer: Orange.\n" for number in range(notes))
    with (tmp_path / "deck.yaml").open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        file.writelines(pieces)
    read = (
        "from pathlib import Path\n"
        "from ankiflask.files.read import read_text\n"
        "from ankiflask.deck.reader import read_deck\n"
        "deck, problems = read_deck(read_text(Path('deck.yaml')))\n"
        "print(len(deck.notes), problems)\n"
    )
    ran = _run(tmp_path, "-c", read, memory=memory)
    assert ran == Ran(f"{notes} ()\n", "", 0)


def test_a_text_of_a_line_of_50_mb_is_refused(tmp_path: Path) -> None:
    ran = _build(tmp_path, "notes.txt", iter(["A robin sings.\n", "x" * 50_000_000]))
    assert (
        ran.err
        == "notes.txt:2: error: The line is over 1 MiB. Break it into several. [line-too-long]\n"
    )
    assert ran.code == 1


def test_a_text_over_64_mib_is_refused(tmp_path: Path) -> None:
    ran = _build(tmp_path, "notes.txt", iter(["A robin sings.\n" * 5_000_000]))
    assert ran.err == "notes.txt: error: 'notes.txt' is over 64 MiB. Divide it. [file-too-large]\n"
    assert ran.code == 1


def _build(folder: Path, name: str, pieces: Pieces) -> Ran:
    with (folder / name).open("w", encoding="utf-8") as file:
        file.writelines(pieces)
    return _run(folder, "-m", "ankiflask", "build", name)


def _run(folder: Path, *words: str, memory: int = _MEMORY) -> Ran:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=HANG_LIMIT,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)),
    )
    return Ran(done.stdout, done.stderr, done.returncode)
