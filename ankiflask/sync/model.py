"""What a sync or an undo will do, and what came of it, as values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ankiflask.anki.collection import NoteTypeCopy
from ankiflask.deck.model import Kind
from ankiflask.identity import AnkiCardId, AnkiNoteId, NoteId, NoteName
from ankiflask.package.model import AnkiNote, MediaFile
from ankiflask.sync.ankiconnect.collection import LiveNote
from ankiflask.sync.operation import NoteOperation, Skipped
from ankiflask.sync.operations import FieldsWritten, StylingChanged


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user decided beforehand."""

    overwrite: frozenset[NoteName] = frozenset()
    keep: frozenset[NoteName] = frozenset()
    restore: frozenset[NoteName] = frozenset()
    restore_all: bool = False
    suspend_retired: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A field, or "Tags", in which the learner's text and ours differ. Texts are HTML."""

    id: NoteId
    field: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What is written into one live note: at most one operation of each kind.

    `tags` are those that the note has before.
    """

    name: NoteName
    nid: AnkiNoteId
    kind: Kind
    tags: tuple[str, ...] = ()
    operations: tuple[NoteOperation, ...] = ()

    @property
    def id(self) -> NoteId:
        """The note's id in its deck."""
        return NoteId(self.name.partition("/")[2])

    @property
    def fields(self) -> Mapping[str, tuple[str, str]]:
        """Before and after by our field names, `Sync` among them."""
        written = (each.fields for each in self.operations if isinstance(each, FieldsWritten))
        return next(written, {})

    @property
    def is_mark(self) -> bool:
        """Whether only the hidden field `Sync` changes, which nobody sees."""
        return all(each.is_hidden for each in self.operations)

    def is_due(self, note: LiveNote) -> bool:
        """Whether the note is as it was when this was planned."""
        is_same_note = note.kind is self.kind and sorted(note.tags) == sorted(self.tags)
        return is_same_note and all(each.is_due(note) for each in self.operations)

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

    id: NoteId
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckPlan:
    """What happens to the notes of one deck. A note may be updated and in conflict at once.

    `changes` are the differences of the updated and of the conflicting notes; `duplicated`,
    `moved`, `newer`, `kept` and `missing` are left alone and reported; `copies` say where moved notes
    are that Anki put into a copy of our note type. `topic_moves` are updated notes whose cards stay
    in another subdeck than their first topic names now. `siblings` are the ids of the
    cards that live, by the deck in which each would be new: they show where additions belong.
    """

    uid: str
    additions: tuple[AnkiNote, ...] = ()
    updates: tuple[Update, ...] = ()
    retirements: tuple[Update, ...] = ()
    conflicts: tuple[NoteId, ...] = ()
    kept: tuple[NoteId, ...] = ()
    newer: tuple[NoteId, ...] = ()
    moved: tuple[NoteId, ...] = ()
    duplicated: tuple[NoteId, ...] = ()
    missing: tuple[NoteId, ...] = ()
    unchanged: tuple[NoteId, ...] = ()
    changes: tuple[Difference, ...] = ()
    media: tuple[MediaFile, ...] = ()
    topic_moves: tuple[TopicMove, ...] = ()
    siblings: Mapping[str, tuple[AnkiCardId, ...]] = field(default_factory=dict)
    copies: tuple[NoteTypeCopy, ...] = ()
    live: tuple[NoteId, ...] = ()
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
class Plan:
    """A whole sync. `own_styles` names the note types whose looks the learner has changed."""

    decks: tuple[DeckPlan, ...] = ()
    styles: tuple[StylingChanged, ...] = ()
    own_styles: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to write."""
        return not self.styles and all(deck.is_done for deck in self.decks)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPlan:
    """What is to be written to revert a sync.

    `began` is when that sync began, in seconds since 1970; `passed_over` counts the newer syncs of
    which nothing is left to revert. `unsuspend` are cards. `stays` are the notes that the sync
    added and that are still there: only the learner deletes notes.
    """

    began: int = 0
    passed_over: int = 0
    updates: tuple[Update, ...] = ()
    styles: tuple[StylingChanged, ...] = ()
    unsuspend: tuple[AnkiCardId, ...] = ()
    stays: tuple[NoteName, ...] = ()
    skipped: tuple[Skipped, ...] = ()

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
    plan: UndoPlan
    left: UndoPlan | None = None
    is_applied: bool = False
    troubles: tuple[str, ...] = ()

    @property
    def is_verified(self) -> bool:
        """Whether Anki was seen to be as before the sync, but for what is left alone."""
        return self.left is not None and self.left.is_done
