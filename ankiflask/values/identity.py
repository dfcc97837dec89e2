"""The identity of a note and of its cards: the same by every road, in every release.

Frozen: a learner's reviews hang on these numbers.
"""

from hashlib import sha256

# The alphabet of Anki's own GUIDs; `genanki.guid_for` writes in it.
_BASE91 = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
)
_PAIRS = [high + low for high in _BASE91 for low in _BASE91]
_PAIR = len(_PAIRS)
_ROW_ID_BASE = 978_307_200_000  # 2001-01-01 in milliseconds: Anki reads row ids as times
_ROW_ID_SPAN = 1 << 39


def _row_id(text: str) -> int:
    return _ROW_ID_BASE + int.from_bytes(sha256(text.encode()).digest()[:8]) % _ROW_ID_SPAN


def guid(uid: str, note_id: str) -> str:
    """Return what `genanki.guid_for("ankiflask", uid, note_id)` returns."""
    number = int.from_bytes(sha256(f"ankiflask__{uid}__{note_id}".encode()).digest()[:8])
    digits = ""
    while number:
        number, pair = divmod(number, _PAIR)
        digits = _PAIRS[pair] + digits
    return digits.lstrip("a")  # the digit zero


def note_row_id(uid: str, note_id: str) -> int:
    """Return the id of the note's row, from 2001 to 2018 in milliseconds."""
    return _row_id(f"{uid}/{note_id}")


def card_row_id(uid: str, note_id: str, ordinal: int) -> int:
    """Return the id of the row of the note's card `ordinal` (from 0)."""
    return _row_id(f"{uid}/{note_id}/{ordinal}")


def deck_row_id(uid: str, name: str) -> int:
    """Return the id of a deck inside a package. Anki knows decks by their names, not by this."""
    return _row_id(f"{uid}/deck/{name}")
