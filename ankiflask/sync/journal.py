"""The journal of a sync: what is about to be written into Anki, on disk before it is asked for.

Its lines are JSON in ASCII, so a line that was cut off is none, wherever it was cut.
"""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ankiflask.identity import AnkiCardId, AnkiNoteId
from ankiflask.problems import Problem, Source
from ankiflask.sync.ankiconnect.actions import is_ids, is_texts
from ankiflask.sync.ankiconnect.greeting import Greeting
from ankiflask.sync.operation import Operation
from ankiflask.sync.operations import CardsSuspended, parse_operation
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

    @property
    def entry(self) -> dict[str, Any]:
        """The first line of a journal as an object."""
        return {
            "format": FORMAT,
            "second": self.began,
            "url": self.url,
            "profile": self.profile,
            "home": self.home,
            "uids": self.uids,
        }


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal that was read.

    `operations` are what was about to be written, in order: each may have been carried out, even
    if no later line says so.
    """

    header: Header
    operations: tuple[Operation, ...] = ()

    @property
    def nids(self) -> tuple[AnkiNoteId, ...]:
        """The ids of all notes that were written, sorted: an undo looks them up."""
        return tuple(sorted({nid for each in self.operations for nid in each.nids}))

    @property
    def suspended(self) -> tuple[AnkiCardId, ...]:
        """All cards that were suspended, sorted: an undo asks whether they still are."""
        suspensions = (each for each in self.operations if isinstance(each, CardsSuspended))
        return tuple(sorted({card for each in suspensions for card in each.cards}))


def entry_line(entry: Mapping[str, Any]) -> str:
    """Return one line, with its end. A journal begins with its header."""
    return f"{json.dumps(entry)}\n"


class JournalWriter:
    """The journal of one sync, as it is written. `append` returns when the disk has the text."""

    def __init__(self, append: Callable[[str], None], header: Header) -> None:
        self._append = append
        self._numbers = itertools.count(1)
        self.is_blank = True
        append(entry_line(header.entry))

    @contextmanager
    def record(self, operations: Sequence[Operation]) -> Iterator[None]:
        """Record what is done inside, and that it was done only where nothing was raised."""
        steps = {next(self._numbers): each.entry for each in operations}
        self._append("".join(entry_line({"step": n, **entry}) for n, entry in steps.items()))
        self.is_blank = False
        yield
        self._append(entry_line({"done": tuple(steps)}))


def read_journal(source: Source) -> tuple[Journal | None, tuple[Problem, ...]]:
    """Return the journal, or None and the problems of a text that is none.

    A last line without an end, or only zeros, is what a crash leaves: it is let go.
    """
    lines = source.text.split("\n")
    entries = [_read_entry(line) for line in lines]
    if entries[-1] is None:
        del entries[-1]
    header = entries[0] if entries else None
    if not isinstance(header, Header):
        problem = Problem(
            file=source.file,
            line=1,
            rule="journal-header",
            message="The file does not begin as a journal that this ankiflask can read.",
            remedy="Update ankiflask, if a newer one wrote it.",
        )
        return None, (problem,)
    problems = tuple(
        Problem(
            file=source.file,
            line=number,
            rule="journal-line",
            message=f'"{excerpt(lines[number - 1])}" is no line of a journal.',
            remedy="Nothing was taken back. If you changed the file, bring back what was there.",
        )
        for number, entry in enumerate(entries[1:], start=2)
        if entry is None or isinstance(entry, Header)
    )
    if problems:
        return None, problems
    return Journal(header, tuple(each for each in entries if isinstance(each, Operation))), ()


def _read_entry(line: str) -> Header | Operation | tuple[int, ...] | None:
    """Return the header, an operation, or the numbers of those that were carried out."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match entry:
        case {
            "format": int(number),
            "second": int(began),
            "url": str(url),
            "profile": str() | None as profile,
            "home": str(home),
            "uids": uids,
        } if number == FORMAT and is_texts(uids):
            return Header(began=began, url=url, profile=profile, home=home, uids=tuple(uids))
        case {"step": int(), **written}:
            return parse_operation(written)
        case {"done": numbers} if is_ids(numbers):
            return tuple(numbers)
    return None
