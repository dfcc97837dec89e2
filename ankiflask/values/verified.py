"""What `ankiflask verify` found."""

from dataclasses import dataclass

from ankiflask.values.problems import Severity
from ankiflask.values.rehearsal import ImportOptions


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
