"""What a running Anki holds of the decks that are wanted: a few requests, whatever their number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ankiflask.anki.collection import Live, LiveNote
from ankiflask.files.media import PREFIX
from ankiflask.identity import note_row_id
from ankiflask.package.model import Contents
from ankiflask.pipeline.packages import Wanted
from ankiflask.render.note import field_hash
from ankiflask.sync.adding import refuse_strange_note_types
from ankiflask.sync.ankiconnect.cards_and_files import media_names, suspended
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.ankiconnect.greeting import Greeting, greet
from ankiflask.sync.ankiconnect.note_types import note_types
from ankiflask.sync.ankiconnect.notes import existing_notes, find_notes, holding
from ankiflask.sync.model import Choices, Plan
from ankiflask.sync.plan import plan
from ankiflask.sync.state import ProfileState, State


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


Tell = Callable[[str], None]  # shows in a few words what is being done


@dataclass(frozen=True, slots=True)
class Orders:
    """What to bring where, and what the user decided beforehand."""

    connection: Connection
    wanted: Wanted
    choices: Choices
    state: State
    is_dry: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What Anki holds, what is remembered of its profile, and what is to do."""

    looked: Looked
    profile: ProfileState
    plan: Plan


def look_and_plan(orders: Orders, tell: Tell) -> Seen:
    """Return what Anki holds now and what is to do. Raises AnkiError where it cannot be done."""
    tell("Looking at Anki")
    contents, choices = orders.wanted.contents, orders.choices
    looked = look(orders.connection, contents, with_suspended=choices.suspend_retired)
    profile = orders.state.of(looked.greeting, orders.connection.url)
    made = plan(contents, looked.live, profile.seen(), choices, field_hash)
    refuse_strange_note_types(looked.live, made)
    return Seen(looked, profile, made)


def live_ids(made: Plan) -> dict[str, frozenset[str]]:
    """Return the ids of the notes that live, by uid."""
    return {deck.uid: frozenset(deck.live) for deck in made.decks}
