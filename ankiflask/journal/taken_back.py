"""What to write so that a sync is taken back, where Anki still holds what the sync wrote."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from ankiflask.journal.notes_back import IsSame, OfANote, note_back
from ankiflask.journal.styles import styles_back
from ankiflask.values.journal import (
    Deed,
    FieldsWritten,
    Journal,
    LeftAlone,
    NotesAdded,
    StyleWritten,
    TagsChanged,
    TakenBack,
)
from ankiflask.values.live import Live
from ankiflask.values.plan import Update


def taken_back(journal: Journal, live: Live, hash_of: Callable[[str], str]) -> TakenBack:
    """Return what takes the journal's steps back, done or not, as far as they still stand.

    `live` holds the notes in the journal's rows, our note types, and which of the journal's cards
    are suspended. Texts of one hash are one text: Anki's editor rewrites what is only looked at.
    The updates are named `uid/id`.
    """

    def is_same(one: str, other: str) -> bool:
        return one == other or hash_of(one) == hash_of(other)

    deeds = [step.deed for step in journal.steps]
    updates, left = _notes_back(deeds, live, is_same)
    changes = [deed.change for deed in deeds if isinstance(deed, StyleWritten)]
    styles, styles_left = styles_back(changes, live.note_types)
    return TakenBack(
        second=journal.header.second,
        updates=updates,
        styles=styles,
        unsuspend=tuple(card for card in journal.cards if card in live.suspended),
        stays=_stays(deeds, live),
        left=(*left, *styles_left),
    )


def _notes_back(
    deeds: Sequence[Deed], live: Live, is_same: IsSame
) -> tuple[tuple[Update, ...], tuple[LeftAlone, ...]]:
    notes = {note.row: note for note in live.notes}
    by_row: defaultdict[int, list[OfANote]] = defaultdict(list)
    for deed in deeds:
        if isinstance(deed, TagsChanged | FieldsWritten):
            by_row[deed.row].append(deed)
    tried = [note_back(some, notes.get(row), is_same) for row, some in by_row.items()]
    return (
        tuple(update for update, _ in tried if update),
        tuple(each for _, left in tried for each in left),
    )


def _stays(deeds: Sequence[Deed], live: Live) -> tuple[str, ...]:
    there = {note.row for note in live.notes}
    added = (deed.rows.items() for deed in deeds if isinstance(deed, NotesAdded))
    return tuple(note_id for rows in added for note_id, row in rows if row in there)
