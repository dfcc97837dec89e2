"""What a running Anki holds of the decks to sync: a few requests, however many notes they have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ankiflask.files.media import PREFIX
from ankiflask.identity import AnkiNoteId, NoteId, note_name
from ankiflask.package.model import Contents
from ankiflask.pipeline.packages import DecksToSync
from ankiflask.sync.adding import refuse_strange_note_types
from ankiflask.sync.ankiconnect.collection import (
    Live,
    LiveNote,
    existing_notes,
    find_notes,
    holding,
    suspended,
)
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.ankiconnect.files import media_names
from ankiflask.sync.ankiconnect.greeting import Greeting, greet
from ankiflask.sync.ankiconnect.note_types import note_types
from ankiflask.sync.model import Choices, Plan
from ankiflask.sync.plan import plan
from ankiflask.sync.state import ProfileState, State

Progress = Callable[[str], None]  # shows in a few words what is being done


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """What to bring where, and what the user decided beforehand."""

    connection: Connection
    wanted: DecksToSync
    choices: Choices
    state: State
    is_dry: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Anki as it greeted, what it holds, what is remembered of its profile, and what is to do."""

    greeting: Greeting
    live: Live
    profile: ProfileState
    plan: Plan

    @property
    def live_ids(self) -> dict[str, frozenset[NoteId]]:
        """The ids of the notes that live, by uid."""
        return {deck.uid: frozenset(deck.live) for deck in self.plan.decks}


def take_snapshot(request: SyncRequest, progress: Progress) -> Snapshot:
    """Return what Anki holds now and what is to do. Raises AnkiError where it cannot be done."""
    progress("Looking at Anki")
    connection, decks = request.connection, request.wanted.contents
    greeting = greet(connection)
    types = note_types(connection, greeting)
    # The ids in any field of any note type: a learner may change the type.
    query = holding(f"{deck.uid}/" for deck in decks)
    found = find_notes(connection, greeting, types, query)
    has_media = any(deck.media for deck in decks)
    live = Live(
        note_types=types,
        notes=(*found, *existing_notes(connection, types, _absent(decks, found))),
        media=media_names(connection, f"{PREFIX}*") if has_media else frozenset(),
    )
    if request.choices.suspend_retired:
        cards = [card for note in live.notes for card in note.cards]
        live = replace(live, suspended=suspended(connection, cards))
    profile = request.state.of(greeting, connection.url)
    made = plan(decks, live, profile.seen(), request.choices)
    refuse_strange_note_types(live, made)
    return Snapshot(greeting, live, profile, made)


def _absent(decks: Sequence[Contents], found: Sequence[LiveNote]) -> tuple[AnkiNoteId, ...]:
    """Return the ids that additions would get in Anki: a note may be there that has lost its ID."""
    nids = {note.nid for note in found}
    names = {text for note in found for text in note.fields.values()}
    notes = (note for deck in decks for note in deck.notes)
    wanted = (note.row_id for note in notes if note_name(note.uid, note.id) not in names)
    return tuple(nid for nid in wanted if nid not in nids)
