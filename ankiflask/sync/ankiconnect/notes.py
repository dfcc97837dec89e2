"""Notes as they live in Anki."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ankiflask.anki.collection import LiveNote, LiveNoteType
from ankiflask.deck.model import Kind
from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.connection import Connection, batches
from ankiflask.sync.ankiconnect.greeting import Greeting
from ankiflask.sync.ankiconnect.replies import (
    Refusal,
    escape,
    ids,
    is_id,
    is_ids,
    is_texts,
    misunderstood,
)

_ACTION = "notesInfo"
_NOTES = 1000  # a request


def holding(texts: Iterable[str]) -> str:
    """Return the search for notes of which some field holds one of the texts."""
    return " or ".join(f'"{escape(text)}"' for text in texts)


def find_notes(
    connection: Connection, greeting: Greeting, types: Mapping[Kind, LiveNoteType], query: str
) -> tuple[LiveNote, ...]:
    """Return the notes that a search finds: in one request, or with an old add-on in a few.

    AnkiError, with the number of its row, where a note without cards is among them and the add-on
    cannot show it.
    """
    if "getActiveProfile" in greeting.actions:
        answer = connection.answer(_ACTION, query=query)
        if not _is_about_query(answer):
            return _notes(connection, types, answer)
    rows = ids("findNotes", connection.ask("findNotes", query=query))
    return notes_by_row(connection, types, rows)


def notes_by_row(
    connection: Connection,
    types: Mapping[Kind, LiveNoteType],
    rows: Sequence[int],
) -> tuple[LiveNote, ...]:
    """Return the notes of these rows; those that are gone are left out. Errors as find_notes."""
    found: list[LiveNote] = []
    for batch in batches(rows, _NOTES):
        answer = connection.answer(_ACTION, notes=batch)
        found += _notes(connection, types, answer)
    return tuple(found)


def existing_notes(
    connection: Connection,
    types: Mapping[Kind, LiveNoteType],
    rows: Sequence[int],
) -> tuple[LiveNote, ...]:
    """Return those of the notes that are there, where many may not be. Errors as find_notes.

    An unknown row can cost Anki a quarter of a second in `notesInfo`, and nothing in a search.
    """
    there: list[int] = []
    for batch in batches(rows, _NOTES):
        query = f"nid:{','.join(map(str, batch))}"
        there += ids("findNotes", connection.ask("findNotes", query=query))
    return notes_by_row(connection, types, there)


def _is_about_query(answer: Any | Refusal) -> bool:
    """Whether the add-on is newer than that of 2023, and yet cannot show what a search finds."""
    return isinstance(answer, Refusal) and "'query'" in answer.words


def _notes(
    connection: Connection, types: Mapping[Kind, LiveNoteType], answer: Any | Refusal
) -> tuple[LiveNote, ...]:
    # The add-on of 2025 has no list of cards for such a note, and answers with its number alone.
    if isinstance(answer, Refusal) and answer.words.isdecimal():
        message = f"The note in row {answer.words} has no cards, and AnkiConnect cannot show it."
        remedy = "Tools > Check Database in Anki gives it one; then try again."
        raise AnkiError(message, remedy)
    given = connection.granted(_ACTION, answer)
    if not isinstance(given, list):
        raise misunderstood(_ACTION, "a list of notes")
    by_name = {each.name: each for each in types.values()}
    # A note that is gone is an empty object.
    return tuple(_note(each, by_name) for each in given if each != {})


def _note(given: Any, types: Mapping[str, LiveNoteType]) -> LiveNote:
    match given:
        case {
            "noteId": row,
            "modelName": str(name),
            "fields": dict(fields),
            "tags": tags,
            "cards": cards,
        } if is_id(row) and is_texts(tags) and is_ids(cards):
            note_type = types.get(name)
            return LiveNote(
                row=row,
                kind=note_type.kind if note_type else None,
                fields=_ours(note_type, {each: _value(fields[each]) for each in fields}),
                tags=tuple(tags),
                cards=tuple(cards),
                note_type=name,
            )
    raise misunderstood(_ACTION, "a note with fields, tags and cards")


def _value(given: Any) -> str:
    # Once for each field of each note: a match statement takes several times as long.
    value = given.get("value") if isinstance(given, dict) else None
    if isinstance(value, str):
        return value
    raise misunderstood(_ACTION, "a text in each field")


def _ours(note_type: LiveNoteType | None, fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fields by our names; those of other note types as they are."""
    if note_type is None:
        return fields
    if not fields.keys() >= set(note_type.fields.values()):
        raise misunderstood(_ACTION, "every field of the note type")
    return {ours: fields[theirs] for ours, theirs in note_type.fields.items()}
