"""Anki's ids of notes and cards that differ from the formula, since another one has that id."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count

from ankiflask.deck.lock import LockedNote
from ankiflask.identity import AnkiCardId, AnkiNoteId, NoteId, card_row_id, note_row_ids


def with_anki_ids(
    uid: str, notes: Mapping[NoteId, LockedNote], written: Mapping[NoteId, LockedNote]
) -> dict[NoteId, LockedNote]:
    """Return the notes with the ids that differ from the formula.

    What `written` has keeps its ids. Of what is new, in the order of the ids, each note and each card
    gets the next free id where its own is taken.
    """
    formula = dict(zip(notes, note_row_ids(uid, notes), strict=True))
    row_ids = _row_ids(formula, notes, written)
    card_ids = _card_ids(row_ids, notes, written)
    own = {note_id: row_id for note_id, row_id in row_ids.items() if row_id != formula[note_id]}
    return {**notes} | {
        note_id: replace(
            notes[note_id],
            row_id=own.get(note_id),
            card_ids=tuple(sorted(card_ids.get(note_id, {}).items())),
        )
        for note_id in own.keys() | card_ids.keys()
    }


def _row_ids(
    formula: Mapping[NoteId, AnkiNoteId],
    notes: Mapping[NoteId, LockedNote],
    written: Mapping[NoteId, LockedNote],
) -> dict[NoteId, AnkiNoteId]:
    found = {**formula}
    for note_id in notes.keys() & written.keys():
        found[note_id] = written[note_id].row_id or found[note_id]
    taken = {found[note_id] for note_id in notes if note_id in written}
    for note_id in sorted(notes.keys() - written.keys()):
        found[note_id] = AnkiNoteId(_next_free(found[note_id], taken))
        taken.add(found[note_id])
    return found


def _card_ids(
    row_ids: Mapping[NoteId, AnkiNoteId],
    notes: Mapping[NoteId, LockedNote],
    written: Mapping[NoteId, LockedNote],
) -> dict[NoteId, dict[int, AnkiCardId]]:
    """Return the ids that differ from the formula, by note and card number."""
    found: dict[NoteId, dict[int, AnkiCardId]] = {}
    taken: set[AnkiCardId] = set()
    new: list[tuple[NoteId, int]] = []
    for note_id in sorted(notes):
        before = written.get(note_id)
        known = () if before is None or before.is_format_1 else before.cards
        if before and before.card_ids:
            found[note_id] = dict(before.card_ids)
        own = found.get(note_id, {})
        taken.update(own.values())
        taken.update(card_row_id(row_ids[note_id], each) for each in known if each not in own)
        new += ((note_id, each) for each in notes[note_id].cards if each not in {*known, *own})
    for note_id, number in new:
        formula = card_row_id(row_ids[note_id], number)
        card_id = AnkiCardId(_next_free(formula, taken))
        taken.add(card_id)
        if card_id != formula:
            found.setdefault(note_id, {})[number] = card_id
    return found


def _next_free(wanted: int, taken: Iterable[int]) -> int:
    return next(each for each in count(wanted) if each not in taken)


def anki_ids(formula: AnkiNoteId, note: LockedNote) -> tuple[AnkiNoteId, tuple[AnkiCardId, ...]]:
    """Return Anki's id of the note, and of its cards in the order of their numbers."""
    row_id, own = note.row_id or formula, dict(note.card_ids)
    return row_id, tuple(own.get(each) or card_row_id(row_id, each) for each in note.cards)
