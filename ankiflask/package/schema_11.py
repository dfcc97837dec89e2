"""Note types and decks as the older forms of package hold them: JSON in the collection's row."""

from collections.abc import Iterable
from typing import Any

from ankiflask.anki.collection import (
    CollectionDeck,
    CollectionField,
    CollectionNoteType,
    CollectionTemplate,
)
from ankiflask.html import Html
from ankiflask.identity import AnkiDeckId
from ankiflask.package.read_database import Database, damaged
from ankiflask.package.refused import mapping
from ankiflask.package.unzip import MAX_TEXT

_CLOZE = 1
_FILTERED = 1


def note_types_and_decks(
    database: Database,
) -> tuple[list[CollectionNoteType], list[CollectionDeck]]:
    """Return them; raises RefusedError where they are not Anki's."""
    rows = database.rows("col", {"models": str, "decks": str})
    if len(rows) != 1 or any(len(text) > MAX_TEXT for text in rows[0]):
        raise damaged()
    models, decks = (mapping(text, "The collection") for text in rows[0])
    return (
        [note_type(key, each) for key, each in models.items()],
        [_deck(key, each) for key, each in decks.items()],
    )


def note_type(key: str, whole: Any) -> CollectionNoteType:
    """Return the note type that Anki describes so; raises RefusedError where it is none."""
    match whole:
        case {"name": str(name), "flds": [*fields], "tmpls": [*templates]}:
            return CollectionNoteType(
                id=_id(key),
                name=name,
                is_cloze=whole.get("type") == _CLOZE,
                sort_field=_number(whole.get("sortf")),
                second=_number(whole.get("mod")),
                fields=tuple(_fields(fields)),
                templates=tuple(_templates(templates)),
                css=str(whole.get("css", "")),
                whole=whole,
            )
    raise damaged()


def _fields(found: Iterable[Any]) -> Iterable[CollectionField]:
    for each in found:
        match each:
            case {"name": str(name)}:
                yield CollectionField(name, _own_id(each))
            case _:
                raise damaged()


def _templates(found: Iterable[Any]) -> Iterable[CollectionTemplate]:
    for each in found:
        match each:
            case {"name": str(name), "qfmt": str(front), "afmt": str(back)}:
                yield CollectionTemplate(name, _own_id(each), front, back)
            case _:
                raise damaged()


def _deck(key: str, whole: Any) -> CollectionDeck:
    match whole:
        case {"name": str(name)}:
            return CollectionDeck(
                id=AnkiDeckId(_id(key)),
                name=name,
                description=Html(str(whole.get("desc", ""))),
                is_filtered=whole.get("dyn") == _FILTERED,
            )
    raise damaged()


def _id(key: str) -> int:
    try:
        return int(key)
    except ValueError:
        raise damaged() from None


def _number(value: object) -> int:
    return value if type(value) is int else 0


def _own_id(whole: dict[str, Any]) -> int | None:
    found = whole.get("id")
    return found if type(found) is int else None
