"""What a throw-away collection of a rehearsal held, and what Anki said there, as values.

Notes, cards and note types go by Anki's own ids. A note's `second` is Anki's `mod`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ImportOptions(StrEnum):
    """How a learner imports: as Anki proposes, with note types merged, or updating always."""

    DEFAULT = "default"
    MERGE = "merge"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldNote:
    """A note in a collection."""

    row: int
    guid: str
    note_type: int
    second: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCard:
    """A card in a collection. `deck` is a name; `queue` -1 is suspended; `flag` 0 is none."""

    row: int
    note: int
    ordinal: int
    deck: str
    type: int
    queue: int
    reviews: int
    interval: int
    flag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldNoteType:
    """A note type in a collection. A template is its name, front and back."""

    id: int
    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    css: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A whole collection. `reviews` gives the card of each line of the review log by its id.

    `media` gives the SHA-256 of each file by its name.
    """

    notes: tuple[HeldNote, ...]
    cards: tuple[HeldCard, ...]
    note_types: Mapping[int, HeldNoteType]
    reviews: Mapping[int, int]
    media: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A collection after an import, and how many notes Anki says it added, updated and so on."""

    held: Held
    added: int
    updated: int
    unchanged: int
    conflicting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What Anki complains of in a collection.

    `check` holds the lines of Check Database. `empty` are ids of cards that Empty Cards would
    remove, `faulty` those that do not render, with Anki's words; where nothing was rendered it is
    empty. `missing` names media with the notes that name them. `broken` gives the words with which
    one of these four looks broke down, by its name.
    """

    check: tuple[str, ...] = ()
    empty: tuple[int, ...] = ()
    faulty: Mapping[int, str] = field(default_factory=dict)
    missing: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What the learner of a rehearsal does; notes are named by their GUIDs.

    `reviews` is how many cards are answered, `own` how many notes of their own they have.
    `seconds` says when each note is to have been edited last.
    """

    reviews: int
    own: int
    edit: tuple[str, ...]
    tag: tuple[str, ...]
    move: tuple[str, ...]
    suspend: tuple[str, ...]
    flag: tuple[str, ...]
    seconds: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshImport:
    """A package imported into an empty collection."""

    imported: Imported
    examined: Examined


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A learner who has imported a release (`first`), and what is theirs after a while (`held`).

    `examined` is what Anki complains of before any upgrade.
    """

    first: Held
    habits: Habits
    held: Held
    examined: Examined


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """The learner's collection after the new package was imported with some options."""

    options: ImportOptions
    imported: Imported
    examined: Examined
