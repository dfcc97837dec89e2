"""A journal's text back to its entries."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ankiflask.journal.deeds import as_deed, is_texts
from ankiflask.journal.lines import FORMAT
from ankiflask.values.journal import Done, Header, Journal, Step
from ankiflask.values.problems import Problem
from ankiflask.values.source import Source
from ankiflask.values.text import beginning

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
                message=f'"{beginning(lines[number - 1])}" is no line of a journal.',
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
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match told:
        case {"format": int(number), **rest} if number == FORMAT:
            return _header(rest)
        case {"step": int(number), **rest}:
            deed = as_deed(rest)
            return None if deed is None else Step(number, deed)
        case {"done": [*numbers]} if all(type(number) is int for number in numbers):
            return Done(tuple(numbers))
    return None


def _header(told: Mapping[Any, Any]) -> Header | None:
    match told:
        case {
            "second": int(second),
            "url": str(url),
            "profile": str() | None as profile,
            "home": str(home),
            "uids": [*uids],
        } if is_texts(uids):
            return Header(second=second, url=url, profile=profile, home=home, uids=tuple(uids))
    return None
