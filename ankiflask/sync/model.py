"""What a sync will do, as values. Ids are the notes' own, without the deck's uid."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ankiflask.anki.collection import CardTexts
from ankiflask.anki.copies import NoteTypeCopy
from ankiflask.deck.model import Kind
from ankiflask.package.model import AnkiNote, MediaFile


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user decided beforehand, each for notes named `uid/id`."""

    overwrite: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    restore: frozenset[str] = frozenset()
    restore_all: bool = False
    suspend_retired: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A field, or "Tags", in which the learner's text and ours differ. Texts are HTML."""

    id: str
    field: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What is written into one live note.

    `fields` give before and after by our field names, `Sync` among them. `tags` are the live ones
    before. `suspend` are ids of cards.
    """

    id: str
    row: int
    kind: Kind
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    suspend: tuple[int, ...] = ()

    @property
    def is_mark(self) -> bool:
        """Whether only the hidden field `Sync` changes, which nobody sees."""
        return set(self.fields) <= {"Sync"} and not (
            self.add_tags or self.remove_tags or self.suspend
        )

    @property
    def empty_cards(self) -> int:
        """How many cards of the note lose their front. Anki keeps them until they are removed."""
        if self.kind is Kind.CLOZE:
            before, after = map(_cloze_numbers, self.fields.get("Text", ("", "")))
            return len(before - after)
        asked, asks = self.fields.get("Reverse", ("", ""))
        return int(bool(asked) and not asks)


_CLOZES = re.compile(r"\{\{c([\d,]+)::")


def _cloze_numbers(text: str) -> set[str]:
    return {number for numbers in _CLOZES.findall(text) for number in numbers.split(",")}


@dataclass(frozen=True, slots=True)
class TopicMove:
    """A note whose first topic names another subdeck than when we last wrote it; decks by names."""

    id: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckPlan:
    """What happens to the notes of one deck. A note may be updated and in conflict at once.

    `changes` are the differences of the updated and of the conflicting notes; `duplicated`,
    `moved`, `newer`, `kept` and `missing` are left alone and told; `copies` say where moved notes
    are that Anki put into a copy of our note type. `topic_moves` are updated notes whose cards stay
    in another subdeck than their first topic names now. `siblings` are the ids of the
    cards that live, by the deck in which each would be new: they show where additions belong.
    """

    uid: str
    additions: tuple[AnkiNote, ...] = ()
    updates: tuple[Update, ...] = ()
    retirements: tuple[Update, ...] = ()
    conflicts: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    duplicated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    changes: tuple[Difference, ...] = ()
    media: tuple[MediaFile, ...] = ()
    topic_moves: tuple[TopicMove, ...] = ()
    siblings: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    copies: tuple[NoteTypeCopy, ...] = ()
    live: tuple[str, ...] = ()
    size: int = 0

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to write."""
        return not (self.additions or self.updates or self.retirements or self.media)

    @property
    def changed(self) -> int:
        """How many notes of the learner change so that it can be seen. Additions don't count."""
        return sum(not each.is_mark for each in (*self.updates, *self.retirements))

    @property
    def is_much(self) -> bool:
        """Whether so many notes change at once that it takes a second yes."""
        return self.changed > MANY_NOTES and self.changed > self.size * LARGE_SHARE

    @property
    def empty_cards(self) -> int:
        """How many cards the updates leave without a front."""
        return sum(each.empty_cards for each in self.updates)


MANY_NOTES = 20
LARGE_SHARE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleChange:
    """A note type whose CSS or templates are an older version of ours; before and after each.

    `name` and the names of the templates are the learner's.
    """

    kind: Kind
    name: str
    css: tuple[str, str] | None = None
    templates: Mapping[str, tuple[CardTexts, CardTexts]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole sync. `own_styles` names the note types whose looks the learner has changed."""

    decks: tuple[DeckPlan, ...] = ()
    styles: tuple[StyleChange, ...] = ()
    own_styles: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to write."""
        return not self.styles and all(deck.is_done for deck in self.decks)

    @property
    def has_conflicts(self) -> bool:
        """Whether a note waits for a decision."""
        return any(deck.conflicts for deck in self.decks)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """A sync that ended. `left` is the plan that a last look gave; None where nobody looked.

    `remembers` tells whether notes that the learner deleted could be told from new ones. `journal` is
    the file that `--undo` plays back, "" where nothing was written. `troubles` are
    words on what Anki refused. `twin_cards` is how many cards of our note types Anki made a second
    time, as far as a sync that wrote something looked.
    """

    url: str
    profile: str | None
    plan: Plan
    left: Plan | None = None
    is_dry: bool = False
    is_applied: bool = False
    remembers: bool = True
    journal: str = ""
    troubles: tuple[str, ...] = ()
    twin_cards: int = 0

    @property
    def is_verified(self) -> bool:
        """Whether Anki was seen to hold all that the plan wanted."""
        return self.left is not None and self.left.is_done


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A sync that was taken back, as far as Anki still held what it wrote.

    `plan` is what was to be written, `left` what a last look gave: None where nobody looked.
    `troubles` are words on what Anki refused.
    """

    url: str
    profile: str | None
    plan: TakenBack
    left: TakenBack | None = None
    is_applied: bool = False
    troubles: tuple[str, ...] = ()

    @property
    def is_verified(self) -> bool:
        """Whether Anki was seen to be as before the sync, but for what is left alone."""
        return self.left is not None and self.left.is_done
