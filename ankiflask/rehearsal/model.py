"""What a throw-away collection of a rehearsal held, and what Anki said there, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ankiflask.anki.collection import CollectionCard, CollectionNote, CollectionNoteType
from ankiflask.identity import AnkiNoteId
from ankiflask.problems import Severity


class ImportOptions(StrEnum):
    """How a learner imports: as Anki proposes, with note types merged, or updating always."""

    DEFAULT = "default"
    MERGE = "merge"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A whole collection. `reviews` gives the card of each line of the review log by its id.

    `decks` are names by ids; `media` gives the SHA-256 of each file by its name. The fields and
    templates of note types have no ids: Anki may give them others at each import.
    """

    notes: tuple[CollectionNote, ...]
    cards: tuple[CollectionCard, ...]
    note_types: Mapping[int, CollectionNoteType]
    decks: Mapping[int, str]
    reviews: Mapping[int, int]
    media: Mapping[str, str]

    def deck_of(self, card: CollectionCard) -> str:
        """Return the name of a card's deck, "" where there is none."""
        return self.decks.get(card.deck, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A collection after an import, and how many notes Anki says it added, updated and so on."""

    held: Held
    added: int
    updated: int
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
    missing: Mapping[str, tuple[AnkiNoteId, ...]] = field(default_factory=dict)
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
class Learnt:
    """What a learner who has imported the old release has after a while.

    `examined` is what Anki complains of before any upgrade.
    """

    habits: Habits
    held: Held
    examined: Examined


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """The learner's collection after the new package was imported with some options."""

    options: ImportOptions
    imported: Imported
    examined: Examined


@dataclass(frozen=True, slots=True)
class NoteName:
    """A note as a maintainer knows it: the id that ankiflask gave it, else its GUID; its text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One thing that is wrong with a package, and the notes that it is about.

    `rule` is a kebab-case name that stays the same. `message` says what is so, `harm` why that
    hurts a learner, `remedy` what to do.
    """

    rule: str
    severity: Severity = Severity.ERROR
    message: str
    harm: str = ""
    remedy: str = ""
    notes: tuple[NoteName, ...] = ()

    @property
    def key(self) -> object:
        """What is equal for the same flaw in two rehearsals."""
        return self.rule, self.message, tuple(note.id for note in self.notes)

    @property
    def words(self) -> str:
        """Message, harm and remedy as one text."""
        return " ".join(filter(None, (self.message, self.harm, self.remedy)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A package in an empty collection: how many of what it brought, and its flaws."""

    notes: int
    cards: int
    media: int
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """An upgrade in numbers. `conflicting` are the notes that Anki would not update."""

    notes_before: int = 0
    notes_after: int = 0
    added: int = 0
    updated: int = 0
    conflicting: int = 0
    duplicates: int = 0
    doubled_cards: int = 0
    reviews: int = 0
    lost_reviews: int = 0
    changes: int = 0
    arrived: int = 0
    edits: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """The upgrade of a learner who had the package `source`. Without counts it broke down."""

    source: str
    options: ImportOptions
    counts: Counts | None
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """All rehearsals of a package."""

    package: str
    anki: str
    fresh: Fresh
    upgrades: tuple[Upgrade, ...]

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        """Every flaw once: what several rehearsals showed is told where it was seen first."""
        every = (*self.fresh.flaws, *(flaw for each in self.upgrades for flaw in each.flaws))
        once: dict[object, Flaw] = {}
        for flaw in every:
            once.setdefault(flaw.key, flaw)
        return tuple(once.values())

    @property
    def has_passed(self) -> bool:
        """Whether no flaw is an error."""
        return all(flaw.severity is not Severity.ERROR for flaw in self.flaws)
