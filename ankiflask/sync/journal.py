"""Entries to lines of JSON, in ASCII: a line that was cut off is none, wherever it was cut."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ankiflask.anki.collection import CardTexts
from ankiflask.deck.model import Kind
from ankiflask.problems import Problem, Source
from ankiflask.sync.model import (
    CardsSuspended,
    Deed,
    Done,
    FieldsWritten,
    Header,
    Journal,
    MediaStored,
    NotesAdded,
    Step,
    StyleChange,
    StyleWritten,
    TagsChanged,
)
from ankiflask.text import excerpt

FORMAT = 1


def entry_line(entry: Header | Step | Done) -> str:
    """Return one line, with its end. A journal begins with its header."""
    return f"{json.dumps(_told(entry))}\n"


def _told(entry: Header | Step | Done) -> dict[str, Any]:
    match entry:
        case Header():
            return {
                "format": FORMAT,
                "second": entry.second,
                "url": entry.url,
                "profile": entry.profile,
                "home": entry.home,
                "uids": entry.uids,
            }
        case Step(number, deed):
            return {"step": number, **_deed(deed)}
        case Done(numbers):
            return {"done": numbers}


def _deed(deed: Deed) -> dict[str, Any]:
    match deed:
        case MediaStored(names):
            return {"media": names}
        case NotesAdded(rows):
            return {"notes": dict(rows)}
        case TagsChanged(note_id, row, added, removed):
            return {"tags": note_id, "row": row, "added": added, "removed": removed}
        case FieldsWritten(note_id, row, fields):
            return {"fields": note_id, "row": row, "texts": dict(fields)}
        case StyleWritten(change):
            return _style(change)
        case CardsSuspended(note_id, row, cards):
            return {"suspended": note_id, "row": row, "cards": cards}


def _style(change: StyleChange) -> dict[str, Any]:
    return {
        "style": change.kind,
        "name": change.name,
        "css": change.css,
        "templates": {
            name: [_sides(before), _sides(after)]
            for name, (before, after) in change.templates.items()
        },
    }


def _sides(texts: CardTexts) -> list[str]:
    return [texts.front, texts.back]


_BEFORE_AND_AFTER = 2


def as_deed(told: Mapping[Any, Any]) -> Deed | None:
    """Return what was written, or None where the line says nothing of the kind."""
    match told:
        case {"media": [*names]} if is_texts(names):
            return MediaStored(tuple(names))
        case {"notes": dict(rows)} if is_numbers(rows.values()):
            return NotesAdded(rows)
        case {"row": int(row)}:
            return _of_a_note(row, told)
        case {"style": str(kind), "name": str(name), "css": css, "templates": dict(templates)} if (
            kind in set(Kind)
            and (css is None or _is_pair(css))
            and all(_are_sides(sides) for sides in templates.values())
        ):
            return StyleWritten(_style_of(Kind(kind), name, css, templates))
    return None


def _of_a_note(row: int, told: Mapping[Any, Any]) -> Deed | None:
    match told:
        case {"tags": str(note_id), "added": [*added], "removed": [*removed]} if is_texts(
            [*added, *removed]
        ):
            return TagsChanged(note_id, row, tuple(added), tuple(removed))
        case {"fields": str(note_id), "texts": dict(texts)} if all(
            _is_pair(pair) for pair in texts.values()
        ):
            return FieldsWritten(note_id, row, {name: _pair(pair) for name, pair in texts.items()})
        case {"suspended": str(note_id), "cards": [*cards]} if is_numbers(cards):
            return CardsSuspended(note_id, row, tuple(cards))
    return None


def is_texts(found: Iterable[object]) -> bool:
    """Whether all are texts."""
    return all(isinstance(each, str) for each in found)


def is_numbers(found: Iterable[object]) -> bool:
    """Whether all are whole numbers."""
    return all(type(each) is int for each in found)


def _is_pair(found: object) -> bool:
    return isinstance(found, list) and len(found) == _BEFORE_AND_AFTER and is_texts(found)


def _pair(found: list[str]) -> tuple[str, str]:
    return found[0], found[1]


def _are_sides(found: object) -> bool:
    return (
        isinstance(found, list)
        and len(found) == _BEFORE_AND_AFTER
        and all(_is_pair(sides) for sides in found)
    )


def _style_of(
    kind: Kind, name: str, css: list[str] | None, templates: dict[str, list[list[str]]]
) -> StyleChange:
    return StyleChange(
        kind=kind,
        name=name,
        css=None if css is None else _pair(css),
        templates={
            template: (CardTexts(*before), CardTexts(*after))
            for template, (before, after) in templates.items()
        },
    )


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
