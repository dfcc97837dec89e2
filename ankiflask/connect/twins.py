"""Cards that Anki made twice: two of one note and one template, or one cloze number."""

from collections.abc import Iterator

from ankiflask.connect.batches import batches
from ankiflask.connect.connection import Connection
from ankiflask.connect.shapes import ids
from ankiflask.values.note_types import NOTE_TYPES

_OURS = " or ".join(f"mid:{note_type.id}" for note_type in NOTE_TYPES.values())
_MAX_NUMBER = 500  # of a cloze; Anki makes no cards of greater ones
_NUMBERS_PER_REQUEST = 5


def count_twin_cards(connection: Connection) -> int:
    """Return how many cards of our note types there are too many, by a few searches.

    For each number of a template or cloze there should be as many cards as notes. AnkiError where
    Anki cannot be asked.
    """
    rest = len(ids("findCards", connection.ask("findCards", query=_OURS)))
    twins = 0
    for numbers in batches(range(1, _MAX_NUMBER + 1), _NUMBERS_PER_REQUEST):
        if rest <= 0:
            break
        for cards, notes in _counts(connection, numbers):
            rest -= cards
            twins += cards - notes
    return twins


def _counts(connection: Connection, numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield for each number how many cards have it, and how many notes have such a card."""
    actions = ("findCards", "findNotes")
    asked = [(a, {"query": f"({_OURS}) card:{n}"}) for n in numbers for a in actions]
    answers = zip(asked, connection.ask_many(asked), strict=True)
    found = (len(ids(action, connection.granted(action, a))) for (action, _), a in answers)
    yield from zip(found, found, strict=True)
