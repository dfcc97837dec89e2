"""The identity of a note and of its cards: the same by every road, in every release.

Frozen: a learner's reviews hang on these numbers.
"""

from hashlib import sha256

# The alphabet of Anki's own GUIDs; `genanki.guid_for` writes in it.
_BASE91 = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
)
_ROW_ID_BASE = 978_307_200_000  # 2001-01-01 in milliseconds: Anki reads row ids as times
_ROW_ID_SPAN = 1 << 39


def _first_8_bytes(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8])


def guid(uid: str, note_id: str) -> str:
    """Return what `genanki.guid_for("ankiflask", uid, note_id)` returns."""
    number = _first_8_bytes(f"ankiflask__{uid}__{note_id}")
    digits = ""
    while number:
        number, digit = divmod(number, 91)
        digits = _BASE91[digit] + digits
    return digits


def note_row_id(uid: str, note_id: str) -> int:
    """Return the id of the note's row, from 2001 to 2018 in milliseconds."""
    return _ROW_ID_BASE + _first_8_bytes(f"{uid}/{note_id}") % _ROW_ID_SPAN


def card_row_id(uid: str, note_id: str, ordinal: int) -> int:
    """Return the id of the row of the note's card `ordinal` (from 0)."""
    return note_row_id(uid, f"{note_id}/{ordinal}")


def deck_row_id(uid: str, name: str) -> int:
    """Return the id of a deck inside a package. Anki knows decks by their names, not by this."""
    return note_row_id(uid, f"deck/{name}")
