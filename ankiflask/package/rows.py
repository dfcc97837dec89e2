"""Notes to the rows of Anki's tables, as tuples in the tables' order."""

import html
import re
from collections.abc import Iterable, Iterator
from hashlib import sha1

from ankiflask.values.identity import card_row_id, guid, note_row_id
from ankiflask.values.package import AnkiNote

NoteRow = tuple[int, str, int, int, int, str, str, str, int, int, str]
CardRow = tuple[
    int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, str
]

_UNSYNCED = -1
_MARKUP = re.compile(r"<[^>]*>")


def note_rows(notes: Iterable[AnkiNote]) -> Iterator[NoteRow]:
    """Yield the rows of the table `notes`."""
    for note in notes:
        yield (
            note_row_id(note.uid, note.id),
            guid(note.uid, note.id),
            note.note_type.id,
            note.second,
            _UNSYNCED,
            f" {' '.join(note.tags)} ",
            "\x1f".join(note.fields),
            _visible(note.fields[note.note_type.sort_field]),
            _checksum(note.fields[0]),
            0,
            "",
        )


def card_rows(notes: Iterable[AnkiNote], deck_ids: dict[str, int]) -> Iterator[CardRow]:
    """Yield the rows of the table `cards`: new cards, siblings at one place in the queue."""
    for note in notes:
        row_id, deck_id = note_row_id(note.uid, note.id), deck_ids[note.deck]
        for ordinal in note.cards:
            yield (
                card_row_id(note.uid, note.id, ordinal),
                row_id,
                deck_id,
                ordinal,
                note.second,
                _UNSYNCED,
                *(0, 0),
                note.position,
                *(0, 0, 0, 0, 0, 0, 0, 0),
                "",
            )


def _visible(field: str) -> str:
    if "<" not in field and "&" not in field:
        return field
    return html.unescape(_MARKUP.sub("", field))


def _checksum(first_field: str) -> int:
    """Anki's own: it finds duplicates by it."""
    return int(sha1(first_field.encode(), usedforsecurity=False).hexdigest()[:8], 16)
