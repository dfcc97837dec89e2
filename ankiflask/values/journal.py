"""What a sync wrote into Anki, step by step, so that it can be taken back. Ids are `uid/id`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ankiflask.values.plan import StyleChange, Update


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Which sync it was.

    `second` is when it began; `url` is without credentials; `profile` is None where the add-on
    could not tell; `home` is Anki's media folder, and empty where it is unknown.
    """

    second: int
    url: str
    profile: str | None
    home: str
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MediaStored:
    """Files that came into Anki's media folder, by their names."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotesAdded:
    """New notes: the row in which each was to be, by its id."""

    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TagsChanged:
    """Tags put on a note and taken from it."""

    id: str
    row: int
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldsWritten:
    """Texts of a note, before and after, by our field names."""

    id: str
    row: int
    fields: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class StyleWritten:
    """A note type whose looks were brought up to date."""

    change: StyleChange


@dataclass(frozen=True, slots=True)
class CardsSuspended:
    """Cards that were suspended, which were not before."""

    id: str
    row: int
    cards: tuple[int, ...]


Deed = MediaStored | NotesAdded | TagsChanged | FieldsWritten | StyleWritten | CardsSuspended


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is about to be written. Steps are numbered from 1."""

    number: int
    deed: Deed


@dataclass(frozen=True, slots=True)
class Done:
    """Says that the steps of these numbers were carried out."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """A journal that was read. A step that is not `done` may have been carried out all the same.

    `is_torn` tells that its writer was stopped within its last line.
    """

    header: Header
    steps: tuple[Step, ...] = ()
    done: frozenset[int] = frozenset()
    is_torn: bool = False

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of all notes that were written, sorted: an undo looks them up."""
        found: set[int] = set()
        for step in self.steps:
            match step.deed:
                case NotesAdded(rows):
                    found.update(rows.values())
                case TagsChanged(row=row) | FieldsWritten(row=row) | CardsSuspended(row=row):
                    found.add(row)
        return tuple(sorted(found))

    @property
    def cards(self) -> tuple[int, ...]:
        """All cards that were suspended, sorted: an undo asks whether they still are."""
        found = (step.deed.cards for step in self.steps if isinstance(step.deed, CardsSuspended))
        return tuple(sorted({card for cards in found for card in cards}))


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Something that is not taken back: a note's field, a note, or a note type; and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What is to be written to take a sync back.

    `second` is when that sync began, `passed_over` the number of newer syncs of which nothing is
    left to revert. `unsuspend` are cards. `stays` are the notes that the sync added and that live:
    Anki's own deletion is the way to be rid of them.
    """

    second: int = 0
    passed_over: int = 0

    updates: tuple[Update, ...] = ()
    styles: tuple[StyleChange, ...] = ()
    unsuspend: tuple[int, ...] = ()
    stays: tuple[str, ...] = ()
    left: tuple[LeftAlone, ...] = field(default=())

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.updates or self.styles or self.unsuspend)
