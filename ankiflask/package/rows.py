"""Notes to what differs from row to row in Anki's tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ankiflask.clock import ModTime
from ankiflask.html import Html
from ankiflask.identity import AnkiCardId, AnkiDeckId, AnkiNoteId, Guid, card_row_ids, guids
from ankiflask.package.model import AnkiNote

NoteRow = tuple[AnkiNoteId, Guid, int, ModTime, str, str]
CardRow = tuple[AnkiCardId, AnkiNoteId, AnkiDeckId, int, ModTime, int]

# What is the same in every row stands in the SQL: each value that is bound costs time. -1 is "not
# yet synced". Anki computes the sort field and the checksum anew when it imports.
INSERT_NOTE = """INSERT INTO notes
    (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)
    VALUES (?, ?, ?, ?, -1, ?, ?, '', 0, 0, '')"""
INSERT_CARD = """INSERT INTO cards
    (id, nid, did, ord, mod, usn, type, queue, due,
     ivl, factor, reps, lapses, left, odue, odid, flags, data)
    VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"""
INSERT_COLLECTION = "INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class NoteColumns:
    """What the table `notes` holds, column by column, in the order of the row ids.

    The fields are not yet one text a note: all at once those are as large as the database.
    """

    row_ids: list[AnkiNoteId]
    guids: list[Guid]
    note_types: list[int]
    seconds: list[ModTime]
    tags: list[str]
    fields: list[tuple[Html, ...]]

    def rows(self) -> Iterator[NoteRow]:
        """Yield what INSERT_NOTE takes."""
        return zip(
            self.row_ids, self.guids, self.note_types, self.seconds, self.tags,
            map("\x1f".join, self.fields), strict=True,
        )  # fmt: skip


def note_columns(uid: str, notes: Sequence[AnkiNote], row_ids: Sequence[AnkiNoteId]) -> NoteColumns:
    """Return the notes as the table holds them. `row_ids` are theirs."""
    placed = [notes[at] for at in sorted(range(len(notes)), key=row_ids.__getitem__)]
    return NoteColumns(
        row_ids=sorted(row_ids),
        guids=guids(uid, [note.id for note in placed]),
        note_types=[note.note_type.id for note in placed],
        seconds=[note.second for note in placed],
        tags=[f" {' '.join(note.tags)} " for note in placed],
        fields=[note.fields for note in placed],
    )


def card_rows(
    uid: str,
    notes: Sequence[AnkiNote],
    row_ids: Sequence[AnkiNoteId],
    deck_ids: Mapping[str, AnkiDeckId],
) -> list[CardRow]:
    """Return what INSERT_CARD takes, in the order of the row ids. `row_ids` are the notes'.

    The cards are new; siblings stand at one place in the queue.
    """
    card_ids = iter(
        card_row_ids(uid, ((note.id, ordinal) for note in notes for ordinal in note.cards))
    )
    rows = [
        (next(card_ids), row_id, deck_ids[note.deck], ordinal, note.second, note.position)
        for note, row_id in zip(notes, row_ids, strict=True)
        for ordinal in note.cards
    ]
    rows.sort()
    return rows
