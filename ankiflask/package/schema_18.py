"""Note types and decks as the newest form of package holds them: tables and protocol buffers."""

from collections import defaultdict

from ankiflask.anki.collection import (
    CollectionDeck,
    CollectionField,
    CollectionNoteType,
    CollectionTemplate,
)
from ankiflask.html import Html
from ankiflask.package.protobuf import messages, numbers, texts
from ankiflask.package.read_database import Database

_NAME_PARTS = "\x1f"
# Numbers of fields in Anki's messages.
_KIND, _SORT_FIELD, _CSS = 1, 2, 3
_FRONT, _BACK, _TEMPLATE_ID = 1, 2, 8
_FIELD_ID = 9
_NORMAL, _FILTERED = 1, 2
_DESCRIPTION = 4


def note_types_and_decks(
    database: Database,
) -> tuple[list[CollectionNoteType], list[CollectionDeck]]:
    """Return them; raises RefusedError where they are not Anki's."""
    return _note_types(database), _decks(database)


def _note_types(database: Database) -> list[CollectionNoteType]:
    fields, templates = _fields(database), _templates(database)
    columns = {"id": int, "name": str, "mtime_secs": int, "config": bytes}
    return [
        CollectionNoteType(
            id=row,
            name=name,
            is_cloze=numbers(config).get(_KIND) == 1,
            sort_field=numbers(config).get(_SORT_FIELD, 0),
            second=second,
            fields=tuple(field for _, field in sorted(fields[row], key=_ordinal)),
            templates=tuple(template for _, template in sorted(templates[row], key=_ordinal)),
            css=texts(config).get(_CSS, ""),
        )
        for row, name, second, config in database.rows("notetypes", columns)
    ]


def _fields(database: Database) -> dict[int, list[tuple[int, CollectionField]]]:
    found = defaultdict(list)
    columns = {"ntid": int, "ord": int, "name": str, "config": bytes}
    for note_type, ordinal, name, config in database.rows("fields", columns):
        field = CollectionField(name, numbers(config).get(_FIELD_ID))
        found[note_type].append((ordinal, field))
    return found


def _templates(database: Database) -> dict[int, list[tuple[int, CollectionTemplate]]]:
    found = defaultdict(list)
    columns = {"ntid": int, "ord": int, "name": str, "config": bytes}
    for note_type, ordinal, name, config in database.rows("templates", columns):
        sides = texts(config)
        template = CollectionTemplate(
            name, numbers(config).get(_TEMPLATE_ID), sides.get(_FRONT, ""), sides.get(_BACK, "")
        )
        found[note_type].append((ordinal, template))
    return found


def _ordinal(pair: tuple[int, object]) -> int:
    return pair[0]


def _decks(database: Database) -> list[CollectionDeck]:
    return [
        CollectionDeck(
            id=row,
            name=name.replace(_NAME_PARTS, "::"),
            description=Html(
                "".join(texts(each).get(_DESCRIPTION, "") for each in messages(kind, _NORMAL))
            ),
            is_filtered=any(True for _ in messages(kind, _FILTERED)),
        )
        for row, name, kind in database.rows("decks", {"id": int, "name": str, "kind": bytes})
    ]
