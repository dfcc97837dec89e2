"""What a sync will do, as values. Ids are the notes' own, without the deck's uid."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ankiflask.values.copies import NoteTypeCopy
from ankiflask.values.live import CardTexts
from ankiflask.values.notes import Kind
from ankiflask.values.package import AnkiNote, MediaFile


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
