"""What a collection holds, as plain values for JSON."""

import threading
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import anki.collection  # noqa: F401 - first, since anki.cards imports it and is imported by it
from anki.cards import CardId
from anki.collection import AddNoteRequest, Collection
from anki.decks import DeckId
from anki.models import NotetypeDict
from anki.notes import NoteId

_NOTES = "select id, guid, mid, mod, tags, flds from notes order by id"
_CARDS = (
    "select id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, left, odue, odid,"
    " flags from cards order by id"
)
_CLOZE = 1


def held(col: Collection) -> Any:
    """Return all of it."""
    return {
        "notes": [[*row[:4], row[4].split(), row[5].split("\x1f")] for row in rows(col, _NOTES)],
        "cards": rows(col, _CARDS),
        "note_types": [_note_type(each) for each in col.models.all()],
        "decks": [[deck.id, deck.name] for deck in col.decks.all_names_and_ids()],
        "reviews": rows(col, "select id, cid from revlog order by id"),
        "media": {
            file.name: sha256(file.read_bytes()).hexdigest()
            for file in sorted(Path(col.media.dir()).iterdir())
        },
    }


def rows(col: Collection, statement: str, *values: Any) -> list[Any]:
    """Return what an SQL statement finds in the open collection, or carry it out."""
    assert col.db is not None  # noqa: S101 - only a closed collection has none
    return [*col.db.all(statement, *values)]


def _note_type(whole: NotetypeDict) -> list[Any]:
    return [
        whole["id"],
        whole["name"],
        whole["type"] == _CLOZE,
        whole["sortf"],
        whole["mod"],
        [field["name"] for field in whole["flds"]],
        [[each["name"], each["qfmt"], each["afmt"]] for each in whole["tmpls"]],
        whole["css"],
    ]


MARK = "(in my own words)"
TAG = "my-own-tag"
DECK = "My own"
_FLAG = 4
_BUTTONS: tuple[Literal[1, 3, 4], ...] = (3, 4, 1, 4)  # Good, Easy, Again, Easy
# Anki numbers reviews by the millisecond and moves one on where that is taken; moved over the end
# of a second it no longer agrees with its card, and Check Database says so.
_BETWEEN_ANSWERS = 0.002  # seconds


def learn_by(col: Collection, habits: Mapping[str, Any]) -> None:
    """Do it all; afterwards the notes bear the seconds that the habits say."""
    _write_own_notes(col, habits["own"])
    _review(col, habits["reviews"])
    for number in _notes(col, habits["edit"]):
        note = col.get_note(number)
        # The first filled field after the first, which may be the note's name.
        place = next((at for at, text in enumerate(note.fields) if at and text.strip()), 0)
        note.fields[place] = f"{note.fields[place]} {MARK}"
        col.update_note(note)
    col.tags.bulk_add(_notes(col, habits["tag"]), TAG)
    moved = _cards(col, habits["move"])
    if moved:
        col.set_deck(moved, col.decks.id(DECK) or 0)
    col.sched.suspend_cards(_cards(col, habits["suspend"]))
    col.set_user_flag_for_cards(_FLAG, _cards(col, habits["flag"]))
    # In the rehearsal this happened between the releases.
    for guid, second in habits["seconds"].items():
        rows(col, "update notes set mod = ? where guid = ?", second, guid)
    # Check Database gathers statistics too; with them SQLite may give Anki the cards in another
    # order, in which some versions make cards twice.
    rows(col, "analyze")


def _write_own_notes(col: Collection, count: int) -> None:
    kind, deck = col.models.by_name("Basic"), col.decks.id(DECK)
    if kind is None or deck is None:
        return
    requests = []
    for number in range(count):
        note = col.new_note(kind)
        note.fields = [f"My own question {number}", "My own answer"]
        requests.append(AddNoteRequest(note=note, deck_id=deck))
    col.add_notes(requests)


def _review(col: Collection, wanted: int) -> None:
    """Answer what the scheduler offers, until `wanted` cards were answered."""
    for config in col.decks.all_config():
        config["new"]["perDay"] = config["rev"]["perDay"] = 9999
        col.decks.update_config(config)
    seen: set[int] = set()
    for deck in col.decks.all_names_and_ids():
        if "::" in deck.name or deck.name == DECK:
            continue
        col.decks.select(DeckId(deck.id))
        while len(seen) < wanted and (card := col.sched.getCard()) is not None:
            col.sched.answerCard(card, _BUTTONS[len(seen) % len(_BUTTONS)])
            seen.add(card.id)
            threading.Event().wait(_BETWEEN_ANSWERS)


def _notes(col: Collection, guids: Iterable[str]) -> list[NoteId]:
    each = "select id from notes where guid = ? order by id"
    return [NoteId(number) for guid in guids for (number,) in rows(col, each, guid)]


def _cards(col: Collection, guids: Iterable[str]) -> list[CardId]:
    return [card for note in _notes(col, guids) for card in col.card_ids_of_note(note)]
