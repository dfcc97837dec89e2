"""What a collection or a package holds, as values, whatever tool made it.

Nothing promises that it fits together: a card may name a note or a deck that is not there.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ankiflask.anki.note_types import EARLIER_NOTE_TYPES, NOTE_TYPES
from ankiflask.clock import ModTime
from ankiflask.deck.model import Kind
from ankiflask.html import Html
from ankiflask.identity import AnkiCardId, AnkiDeckId, AnkiNoteId, Guid


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionNote:
    """A note. `note_type` is the id of its note type; `second` is Anki's `mod`."""

    id: AnkiNoteId
    guid: Guid
    note_type: int
    second: ModTime
    tags: tuple[str, ...]
    fields: tuple[Html, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionCard:
    """A card, with Anki's own numbers for its scheduling.

    `note` and `deck` are ids, `ordinal` counts from 0. `type` 0 is new, `queue` -1 is suspended.
    `due` is the position while the card is new. `home_deck` is 0 but for a card in a filtered deck.
    """

    id: AnkiCardId
    note: AnkiNoteId
    deck: AnkiDeckId
    ordinal: int
    second: ModTime
    type: int
    queue: int
    due: int
    interval: int
    factor: int
    reviews: int
    lapses: int
    left: int
    home_due: int
    home_deck: AnkiDeckId
    flags: int


@dataclass(frozen=True, slots=True)
class CollectionField:
    """A field of a note type. Its id is None where an old Anki gave it none."""

    name: str
    id: int | None


@dataclass(frozen=True, slots=True)
class CollectionTemplate:
    """A card of a note type. Its id is None where an old Anki gave it none."""

    name: str
    id: int | None
    front: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionNoteType:
    """A note type. `whole` is Anki's own description, and None in the newest form of package."""

    id: int
    name: str
    is_cloze: bool
    sort_field: int
    second: int
    fields: tuple[CollectionField, ...]
    templates: tuple[CollectionTemplate, ...]
    css: str
    whole: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionDeck:
    """A deck. `::` nests in its name; the description is HTML."""

    id: AnkiDeckId
    name: str
    description: Html
    is_filtered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageMedia:
    """A media file. `place` is its name in the zip, `name` the one that notes call it by.

    `read` returns its bytes; raises InputError where they are damaged or too many.
    """

    place: str
    name: str
    read: Callable[[], bytes] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPackage:
    """A whole package. `note_types` and `decks` go by their ids; notes and cards are in their order.

    `media` are in the order of their places; `missing` names those that are listed but not there.
    `manifest` is what ankiflask put in, and None in other tools' packages; `lock` the text of the
    deck.lock that the package was built with, "" where it has none. `reviews` counts the lines of the
    review log. `files` are the names in the zip, and `database` reads the collection's bytes again.
    """

    notes: tuple[CollectionNote, ...]
    cards: tuple[CollectionCard, ...]
    note_types: Mapping[int, CollectionNoteType]
    decks: Mapping[AnkiDeckId, CollectionDeck]
    media: tuple[PackageMedia, ...] = ()
    missing: tuple[str, ...] = ()
    manifest: Mapping[str, Any] | None = None
    lock: str = ""
    reviews: int = 0
    files: frozenset[str] = frozenset()
    database: Callable[[], bytes] = field(default=bytes, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CardTexts:
    """Front and back of a template."""

    front: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveNoteType:
    """One of our note types as the learner has it.

    `fields` and `cards` are the learner's names by ours; `templates` go by our names; `field_order`
    has all fields by the learner's names, own ones too, and `card_order` all card types. `whole` is Anki's own description, and None
    where the add-on cannot show it.
    """

    kind: Kind
    name: str
    fields: Mapping[str, str]
    cards: Mapping[str, str]
    css: str
    templates: Mapping[str, CardTexts]
    field_order: tuple[str, ...] = ()
    card_order: tuple[str, ...] = ()
    whole: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class NoteTypeCopy:
    """A copy by its name in Anki, ours by the learner's name, and how many notes the copy has.

    `is_earlier` is for a note type of ankiflask 0.1, which is none of today's. Up to 25.09 Anki puts the new notes of an import into a second note type where the learner has
    added a field to ours: `ankiflask Q&A+`, or with AnkiConnect's import `ankiflask Q&A-01381`.
    """

    name: str
    ours: str
    notes: int
    is_earlier: bool = False

    @property
    def origin(self) -> str:
        """Where the note type comes from."""
        if self.is_earlier:
            return f"the one that ankiflask 0.1 had for {self.ours!r}"
        return f"a copy of {self.ours!r} as Anki makes it at some imports"

    @property
    def way_back(self) -> str:
        """What brings its notes to our note type, with their reviews."""
        if self.is_earlier:
            return (
                "To move them, with their reviews and edits: in Anki, import the deck's new package once"
                f" with {MERGE!r} switched on."
            )
        return (
            f"To move them back, with their reviews: in Anki's browser search for"
            f' note:"{self.name}", select all of them, and choose {self.ours!r} in'
            " Notes > Change Note Type."
        )


MERGE = "Merge note types"  # the switch in Anki's import dialog


def copied_kind(
    fields: Collection[str], wanted: Sequence[Kind] = tuple(Kind)
) -> tuple[Kind, bool] | None:
    """Return of which of our note types one with these fields is a copy, and whether of ankiflask 0.1."""
    for note_types, is_earlier in ((NOTE_TYPES, False), (EARLIER_NOTE_TYPES, True)):
        for kind in wanted:
            if {field.name for field in note_types[kind].fields}.issubset(fields):
                return kind, is_earlier
    return None
