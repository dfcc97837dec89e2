"""The journal of a sync: what is about to be written into Anki, on disk before it is asked for.

Its lines are JSON in ASCII, so a line that was cut off is none, wherever it was cut.
"""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ankiflask.problems import Problem, Source
from ankiflask.sync.ankiconnect.greeting import Greeting
from ankiflask.sync.ankiconnect.replies import is_ids, is_texts
from ankiflask.sync.operation import Operation
from ankiflask.sync.operations import parse_operation
from ankiflask.text import excerpt

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Which sync it was.

    `began` is when, in seconds since 1970; `url` is without credentials; `profile` is None where
    the add-on could not name it; `home` is Anki's media folder, and empty where it is unknown.
    """

    began: int
    url: str
    profile: str | None
    home: str
    uids: tuple[str, ...]

    @classmethod
    def of(cls, began: int, url: str, greeting: Greeting, uids: Iterable[str]) -> "Header":
        """Return the header of a sync with the Anki that greeted."""
        return cls(
            began=began, url=url, profile=greeting.profile, home=greeting.home, uids=tuple(uids)
        )


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is about to be written. Steps are numbered from 1."""

    number: int
    operation: Operation


@dataclass(frozen=True, slots=True)
class Done:
    """The steps of these numbers were carried out."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """A journal that was read. A step that is not `done` may have been carried out all the same.

    `is_torn`: its writer was stopped within its last line.
    """

    header: Header
    steps: tuple[Step, ...] = ()
    done: frozenset[int] = frozenset()
    is_torn: bool = False

    @property
    def operations(self) -> tuple[Operation, ...]:
        """What was written, or was about to be, in order."""
        return tuple(step.operation for step in self.steps)

    @property
    def nids(self) -> tuple[int, ...]:
        """The ids of all notes that were written, sorted: an undo looks them up."""
        return tuple(sorted({nid for each in self.operations for nid in each.nids}))

    @property
    def suspended(self) -> tuple[int, ...]:
        """All cards that were suspended, sorted: an undo asks whether they still are."""
        return tuple(sorted({card for each in self.operations for card in each.suspended}))


def entry_line(entry: Header | Step | Done) -> str:
    """Return one line, with its end. A journal begins with its header."""
    return f"{json.dumps(_to_json(entry))}\n"


def _to_json(entry: Header | Step | Done) -> dict[str, Any]:
    match entry:
        case Step(number, operation):
            return {"step": number, **operation.entry}
        case Done(numbers):
            return {"done": numbers}
    return {
        "format": FORMAT,
        "second": entry.began,
        "url": entry.url,
        "profile": entry.profile,
        "home": entry.home,
        "uids": entry.uids,
    }


class JournalWriter:
    """The journal of one sync, as it is written. `append` returns when the disk has the text."""

    def __init__(self, append: Callable[[str], None], header: Header) -> None:
        self._append = append
        self._numbers = itertools.count(1)
        self.is_blank = True
        append(entry_line(header))

    @contextmanager
    def record(self, operations: Sequence[Operation]) -> Iterator[None]:
        """Record what is done inside, and that it was done only where nothing was raised."""
        numbers = tuple(itertools.islice(self._numbers, len(operations)))
        steps = (Step(number, each) for number, each in zip(numbers, operations, strict=True))
        self._append("".join(map(entry_line, steps)))
        self.is_blank = False
        yield
        self._append(entry_line(Done(numbers)))


_REMEDY = "Nothing was taken back. If you changed the file, bring back what was there."


def read_journal(source: Source) -> tuple[Journal | None, tuple[Problem, ...]]:
    """Return the journal, or None and the problems of a text that is none.

    A last line without an end, or only zeros, is what a crash leaves: it is let go.
    """
    lines = source.text.split("\n")
    entries = [_entry(line) for line in lines]
    is_torn = entries[-1] is None and bool(lines[-1])
    if entries[-1] is None:
        del entries[-1]
    problems = tuple(_problems(source, lines, entries))
    header = entries[0] if entries else None
    if problems or not isinstance(header, Header):
        return None, problems or (_no_journal(source),)
    steps = tuple(entry for entry in entries if isinstance(entry, Step))
    done = frozenset(n for entry in entries if isinstance(entry, Done) for n in entry.numbers)
    return Journal(header=header, steps=steps, done=done, is_torn=is_torn), ()


def _problems(
    source: Source, lines: Sequence[str], entries: Sequence[Header | Step | Done | None]
) -> Iterator[Problem]:
    if not entries or not isinstance(entries[0], Header):
        yield _no_journal(source)
        return
    for number, entry in enumerate(entries[1:], start=2):
        if entry is None or isinstance(entry, Header):
            yield Problem(
                file=source.file,
                line=number,
                rule="journal-line",
                message=f'"{excerpt(lines[number - 1])}" is no line of a journal.',
                remedy=_REMEDY,
            )


def _no_journal(source: Source) -> Problem:
    return Problem(
        file=source.file,
        line=1,
        rule="journal-header",
        message="The file does not begin as a journal that this ankiflask can read.",
        remedy="Update ankiflask, if a newer one wrote it.",
    )


def _entry(line: str) -> Header | Step | Done | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match entry:
        case {"format": int(number), **header} if number == FORMAT:
            return _header(header)
        case {"step": int(number), **written}:
            operation = parse_operation(written)
            return None if operation is None else Step(number, operation)
        case {"done": numbers} if is_ids(numbers):
            return Done(tuple(numbers))
    return None


def _header(entry: Mapping[Any, Any]) -> Header | None:
    match entry:
        case {
            "second": int(began),
            "url": str(url),
            "profile": str() | None as profile,
            "home": str(home),
            "uids": uids,
        } if is_texts(uids):
            return Header(began=began, url=url, profile=profile, home=home, uids=tuple(uids))
    return None
