"""The identity of a note and of its cards: the same by every road, in every release.

Frozen: a learner's reviews hang on these numbers.
"""

from collections.abc import Iterable
from hashlib import sha256
from struct import unpack
from typing import NewType

NoteId = NewType("NoteId", str)  # `robin-egg`, as a deck file has it
NoteName = NewType("NoteName", str)  # `birds/robin-egg`: the deck's uid and the note's id
Guid = NewType("Guid", str)
AnkiNoteId = NewType("AnkiNoteId", int)
AnkiCardId = NewType("AnkiCardId", int)
AnkiDeckId = NewType("AnkiDeckId", int)


def note_name(uid: str, note_id: NoteId) -> NoteName:
    """Return the name of the note among those of all decks: the text of its field `ID`."""
    return NoteName(f"{uid}/{note_id}")


def note_id_in(name: str, uid: str) -> NoteId | None:
    """Return the id of the note if it has this name and is of that deck."""
    prefix, _, note_id = name.partition("/")
    return NoteId(note_id) if prefix == uid and note_id else None


# The alphabet of Anki's own GUIDs; `genanki.guid_for` writes in it.
_BASE91 = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
)
_PAIRS = [high + low for high in _BASE91 for low in _BASE91]
_PAIR = len(_PAIRS)
_TWO_PAIRS = _PAIR**2
_ROW_ID_BASE = 978_307_200_000  # 2001-01-01 in milliseconds: Anki reads row ids as times
_ROW_ID_SPAN = 1 << 39


def guids(uid: str, note_ids: Iterable[NoteId]) -> list[Guid]:
    """Return what `genanki.guid_for("ankiflask", uid, note_id)` returns for each note."""
    return [
        Guid(_base91(number))
        for number in _numbers([f"ankiflask__{uid}__{id_}" for id_ in note_ids])
    ]


def note_row_ids(uid: str, note_ids: Iterable[NoteId]) -> list[AnkiNoteId]:
    """Return Anki's ids of the notes, from 2001 to 2018 in milliseconds."""
    return [AnkiNoteId(each) for each in _row_ids([f"{uid}/{id_}" for id_ in note_ids])]


def deck_row_id(uid: str, name: str) -> AnkiDeckId:
    """Return the id of a deck inside a package. Anki knows decks by their names, not by this."""
    return AnkiDeckId(_row_ids([f"{uid}/deck/{name}"])[0])


def guid(uid: str, note_id: NoteId) -> Guid:
    """Return the one of `guids`."""
    return guids(uid, [note_id])[0]


def note_row_id(uid: str, note_id: NoteId) -> AnkiNoteId:
    """Return the one of `note_row_ids`."""
    return note_row_ids(uid, [note_id])[0]


def card_row_id(note: AnkiNoteId, number: int) -> AnkiCardId:
    """Return Anki's id of the note's card `number`, from 1, where nothing else has that id.

    In the rows' order a note's cards then follow each other, as Anki's own do. It relies on that where
    it makes cards for a changed front.
    """
    return AnkiCardId(note + number - 1)


def _row_ids(texts: list[str]) -> list[int]:
    return [_ROW_ID_BASE + number % _ROW_ID_SPAN for number in _numbers(texts)]


def _numbers(texts: list[str]) -> tuple[int, ...]:
    """Return the first eight bytes of each text's SHA-256."""
    hashes = b"".join([sha256(text.encode()).digest() for text in texts])
    return unpack(">" + "Q24x" * len(texts), hashes)


def _base91(number: int) -> str:
    high, low = divmod(number, _TWO_PAIRS)
    first, middle = divmod(high, _TWO_PAIRS)  # from here on in small numbers, which are quicker
    digits = (
        _PAIRS[first]
        + _PAIRS[middle // _PAIR]
        + _PAIRS[middle % _PAIR]
        + _PAIRS[low // _PAIR]
        + _PAIRS[low % _PAIR]
    )
    return digits.lstrip("a")  # the digit zero
