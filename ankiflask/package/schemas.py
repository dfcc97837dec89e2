"""Note types and decks of a collection: JSON in the older forms of package, tables in the newest."""

from collections import defaultdict
from typing import Any

from ankiflask.anki.collection import (
    CollectionDeck,
    CollectionField,
    CollectionNoteType,
    CollectionTemplate,
)
from ankiflask.html import Html
from ankiflask.identity import AnkiDeckId
from ankiflask.package.protobuf import messages, numbers, texts
from ankiflask.package.read_database import Database
from ankiflask.package.refused import damaged, mapping
from ankiflask.package.unzip import MAX_TEXT

NoteTypesAndDecks = tuple[list[CollectionNoteType], list[CollectionDeck]]

_CLOZE = 1
_FILTERED = 1


def older(database: Database) -> NoteTypesAndDecks:
    """Return those of schema 11; raises RefusedError where they are not Anki's."""
    rows = database.rows("col", {"models": str, "decks": str})
    if len(rows) != 1 or any(len(text) > MAX_TEXT for text in rows[0]):
        raise damaged()
    models, decks = (mapping(text, "The collection") for text in rows[0])
    return (
        [_note_type(key, each) for key, each in models.items()],
        [_deck(key, each) for key, each in decks.items()],
    )


def _note_type(key: str, whole: Any) -> CollectionNoteType:
    match whole:
        case {"name": str(name), "flds": [*fields], "tmpls": [*templates]}:
            return CollectionNoteType(
                id=_id(key),
                name=name,
                is_cloze=whole.get("type") == _CLOZE,
                sort_field=_number(whole.get("sortf")) or 0,
                second=_number(whole.get("mod")) or 0,
                fields=tuple(map(_field, fields)),
                templates=tuple(map(_template, templates)),
                css=str(whole.get("css", "")),
                whole=whole,
            )
    raise damaged()


def _field(whole: Any) -> CollectionField:
    match whole:
        case {"name": str(name)}:
            return CollectionField(name, _number(whole.get("id")))
    raise damaged()


def _template(whole: Any) -> CollectionTemplate:
    match whole:
        case {"name": str(name), "qfmt": str(front), "afmt": str(back)}:
            return CollectionTemplate(name, _number(whole.get("id")), front, back)
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


def _number(value: object) -> int | None:
    return value if type(value) is int else None


_NAME_PARTS = "\x1f"
# Numbers of fields in Anki's messages.
_KIND, _SORT_FIELD, _CSS = 1, 2, 3
_FRONT, _BACK, _TEMPLATE_ID = 1, 2, 8
_FIELD_ID = 9
_NORMAL_DECK, _FILTERED_DECK = 1, 2
_DESCRIPTION = 4


def newest(database: Database) -> NoteTypesAndDecks:
    """Return those of schema 18; raises RefusedError where they are not Anki's."""
    part_columns = {"ntid": int, "ord": int, "name": str, "config": bytes}
    fields = defaultdict(list)
    for row, ordinal, name, config in database.rows("fields", part_columns):
        fields[row].append((ordinal, CollectionField(name, numbers(config).get(_FIELD_ID))))
    templates = defaultdict(list)
    for row, ordinal, name, config in database.rows("templates", part_columns):
        front, back = (texts(config).get(side, "") for side in (_FRONT, _BACK))
        template = CollectionTemplate(name, numbers(config).get(_TEMPLATE_ID), front, back)
        templates[row].append((ordinal, template))
    columns = {"id": int, "name": str, "mtime_secs": int, "config": bytes}
    note_types = [
        CollectionNoteType(
            id=row,
            name=name,
            is_cloze=numbers(config).get(_KIND) == 1,
            sort_field=numbers(config).get(_SORT_FIELD, 0),
            second=second,
            fields=tuple(field for _, field in sorted(fields[row], key=lambda pair: pair[0])),
            templates=tuple(each for _, each in sorted(templates[row], key=lambda pair: pair[0])),
            css=texts(config).get(_CSS, ""),
        )
        for row, name, second, config in database.rows("notetypes", columns)
    ]
    decks = [
        CollectionDeck(
            id=row,
            name=name.replace(_NAME_PARTS, "::"),
            description=Html(
                "".join(texts(each).get(_DESCRIPTION, "") for each in messages(kind, _NORMAL_DECK))
            ),
            is_filtered=any(True for _ in messages(kind, _FILTERED_DECK)),
        )
        for row, name, kind in database.rows("decks", {"id": int, "name": str, "kind": bytes})
    ]
    return note_types, decks
