"""What a learner's collection holds, as values that can be compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Note:
    """A note in a collection. `mod` is in seconds; Anki makes the last two of the fields."""

    id: int
    guid: str
    note_type: str
    mod: int
    tags: tuple[str, ...]
    fields: Mapping[str, str]
    sort_field: str | int
    checksum: int


@dataclass(frozen=True, slots=True)
class Card:
    """A card in a collection. `due` is the position while the card is new; `queue` -1: suspended.

    `original_deck` is the one that a card in a filtered deck came from; else it is empty.
    """

    id: int
    note: int
    ord: int
    deck: str
    due: int
    type: int
    queue: int
    reps: int
    lapses: int
    ivl: int
    flag: int
    original_deck: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type in a collection. A template is its name, front and back."""

    id: int
    name: str
    css: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A line of the review log: when (in milliseconds), which card, which button."""

    id: int
    card: int
    button: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A card as Anki shows it: HTML, the text that is left without tags, sounds, complaints."""

    card: int
    question: str
    answer: str
    question_text: str
    answer_text: str
    question_sounds: tuple[str, ...]
    answer_sounds: tuple[str, ...]
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything that a collection holds. `media` gives the SHA-256 of each file by its name."""

    notes: tuple[Note, ...]
    cards: tuple[Card, ...]
    reviews: tuple[Review, ...]
    note_types: tuple[NoteType, ...]
    decks: tuple[str, ...]
    media: Mapping[str, str]

    @classmethod
    def read(cls, foreign: Mapping[str, Any]) -> Self:
        """Return the collection that `look` of the driver tells of."""
        return cls(
            notes=tuple(_note(each) for each in foreign["notes"]),
            cards=tuple(Card(**each) for each in foreign["cards"]),
            reviews=tuple(Review(*each) for each in foreign["reviews"]),
            note_types=tuple(_note_type(each) for each in foreign["note_types"]),
            decks=tuple(foreign["decks"]),
            media=foreign["media"],
        )

    def note(self, guid: str) -> Note:
        """Return the one note of that GUID."""
        (only,) = (note for note in self.notes if note.guid == guid)
        return only

    def cards_of(self, note: Note) -> tuple[Card, ...]:
        """Return the note's cards, in the order of their templates or cloze numbers."""
        cards = (card for card in self.cards if card.note == note.id)
        return tuple(sorted(cards, key=lambda card: card.ord))

    def note_type(self, name: str) -> NoteType:
        """Return the one note type of that name."""
        (only,) = (kind for kind in self.note_types if kind.name == name)
        return only


def _note(foreign: Mapping[str, Any]) -> Note:
    return Note(**{**foreign, "tags": tuple(foreign["tags"])})


def _note_type(foreign: Mapping[str, Any]) -> NoteType:
    fields = tuple(foreign["fields"])
    templates = tuple(tuple(template) for template in foreign["templates"])
    return NoteType(**{**foreign, "fields": fields, "templates": templates})


def rendered(foreign: Mapping[str, Any]) -> Rendered:
    """Return the card that `render` of the driver tells of."""
    lists = ("question_sounds", "answer_sounds", "complaints")
    return Rendered(**{**foreign, **{name: tuple(foreign[name]) for name in lists}})
