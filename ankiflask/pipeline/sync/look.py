"""What a running Anki holds of the decks that are wanted: a few requests, whatever their number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ankiflask.connect import (
    Connection,
    Greeting,
    existing_notes,
    find_notes,
    greet,
    holding,
    media_names,
    note_types,
    suspended,
)
from ankiflask.values.identity import note_row_id
from ankiflask.values.live import Live, LiveNote
from ankiflask.values.media import PREFIX
from ankiflask.values.package import Contents


@dataclass(frozen=True, slots=True)
class Looked:
    """Anki as it greeted, and what it holds."""

    greeting: Greeting
    live: Live


def look(
    connection: Connection, decks: Sequence[Contents], *, with_suspended: bool = False
) -> Looked:
    """Return what Anki holds of the decks. `with_suspended` asks which cards are suspended."""
    greeting = greet(connection)
    types = note_types(connection, greeting)
    found = find_notes(connection, greeting, types, _query(decks))
    notes = (*found, *existing_notes(connection, types, _absent_rows(decks, found)))
    live = Live(
        profile=greeting.profile,
        decks=greeting.decks,
        note_types=types,
        notes=notes,
        media=media_names(connection, f"{PREFIX}*") if any(d.media for d in decks) else frozenset(),
    )
    if with_suspended:
        cards = [card for note in notes for card in note.cards]
        live = replace(live, suspended=suspended(connection, cards))
    return Looked(greeting, live)


def _query(decks: Sequence[Contents]) -> str:
    """Return a search for the ids in any field of any note type: a learner may change the type."""
    return holding(f"{deck.uid}/" for deck in decks)


def _absent_rows(decks: Sequence[Contents], found: Sequence[LiveNote]) -> tuple[int, ...]:
    """Return the rows that additions would take: a note may be there that has lost its ID."""
    rows = {note.row for note in found}
    ids = {text for note in found for text in note.fields.values()}
    wanted = (
        note_row_id(note.uid, note.id)
        for deck in decks
        for note in deck.notes
        if f"{note.uid}/{note.id}" not in ids
    )
    return tuple(row for row in wanted if row not in rows)
