"""Notes to what differs from row to row in Anki's tables, as tuples."""

import html
import re
from collections.abc import Iterable, Mapping

from ankiflask.values.identity import card_row_id, guid, note_row_id
from ankiflask.values.package import AnkiNote

NoteRow = tuple[int, str, int, int, str, str, str]
CardRow = tuple[int, int, int, int, int, int]

# What is the same in every row stands in the SQL: each value that is bound costs time. -1 is "not
# yet synced". Anki computes the checksum, and the sort field anew, when it imports.
INSERT_NOTE = """INSERT INTO notes
    (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)
    VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"""
INSERT_CARD = """INSERT INTO cards
    (id, nid, did, ord, mod, usn, type, queue, due,
     ivl, factor, reps, lapses, left, odue, odid, flags, data)
    VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"""
INSERT_COLLECTION = "INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

_MARKUP = re.compile(r"<[^>]*>")


def table_rows(
    notes: Iterable[AnkiNote], deck_ids: Mapping[str, int]
) -> tuple[list[NoteRow], list[CardRow]]:
    """Return what INSERT_NOTE and INSERT_CARD take, each in the order of its row ids."""
    note_rows: list[NoteRow] = []
    card_rows: list[CardRow] = []
    for note in notes:
        uid, note_id, second, position = note.uid, note.id, note.second, note.position
        row_id, deck_id = note_row_id(uid, note_id), deck_ids[note.deck]
        note_rows.append(_note_row(note, row_id))
        for ordinal in note.cards:
            # New, and siblings at one place in the queue.
            card_id = card_row_id(uid, note_id, ordinal)
            card_rows.append((card_id, row_id, deck_id, ordinal, second, position))
    note_rows.sort()
    card_rows.sort()
    return note_rows, card_rows


def _note_row(note: AnkiNote, row_id: int) -> NoteRow:
    fields, note_type = note.fields, note.note_type
    sort_field = fields[note_type.sort_field]
    return (
        row_id,
        guid(note.uid, note.id),
        note_type.id,
        note.second,
        f" {' '.join(note.tags)} ",
        "\x1f".join(fields),
        _visible(sort_field) if "<" in sort_field or "&" in sort_field else sort_field,
    )


def _visible(field: str) -> str:
    return html.unescape(_MARKUP.sub("", field))
