"""A line of JSON back to what it says was written."""

from collections.abc import Iterable, Mapping
from typing import Any

from ankiflask.values.journal import (
    CardsSuspended,
    Deed,
    FieldsWritten,
    MediaStored,
    NotesAdded,
    StyleWritten,
    TagsChanged,
)
from ankiflask.values.live import CardTexts
from ankiflask.values.notes import Kind
from ankiflask.values.plan import StyleChange

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
            return StyleWritten(_style(Kind(kind), name, css, templates))
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


def _style(
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
