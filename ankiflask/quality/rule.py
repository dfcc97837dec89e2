"""What a rule is asked about, and what it finds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from ankiflask.cloze import Deletion, seen
from ankiflask.deck.model import Deck, Note
from ankiflask.problems import Rule, Severity
from ankiflask.quality.passages import Passage
from ankiflask.render.positions import deletions

T = TypeVar("T")
_NOTES_OF_PART = 200
PROSE_KEYS = (
    "context", "question", "answer", "cloze", "note", "hint", "reverse", "reverse_answer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mend:
    """Characters of a note's value and what belongs in their place. `key` may be `allow`."""

    key: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that could be better. `notes` are places in the deck's notes, the first to be told.

    Without notes it is about the deck. `line` counts from the line of `key`. `severity` is the rule's unless given.
    """

    message: str
    remedy: str
    notes: tuple[int, ...] = ()
    key: str = "id"
    line: int = 0
    file: str = ""
    severity: Severity | None = None
    mend: Mend | None = None


@dataclass(frozen=True)
class NoteView:
    """A note and its texts, each split once. `place` counts the notes from 0."""

    place: int
    note: Note

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """The note's texts that hold prose, by key."""
        texts = ((key, getattr(self.note, key)) for key in PROSE_KEYS)
        return {key: Passage(text) for key, text in texts if text}

    @property
    def question(self) -> Passage:
        """The question, "" for a cloze."""
        return self.passages.get("question", _NOTHING)

    @property
    def answer(self) -> Passage:
        """The answer, "" for a cloze."""
        return self.passages.get("answer", _NOTHING)

    @cached_property
    def deletions(self) -> tuple[Deletion, ...]:
        """The cloze deletions."""
        return deletions(self.note.cloze) if self.note.cloze else ()

    @cached_property
    def read(self) -> Passage:
        """The cloze as it reads with nothing hidden."""
        return Passage(seen(self.note.cloze, self.deletions))

    def said(self, deletion: Deletion) -> str:
        """Return what a deletion hides, without the signs of others inside it."""
        return self.read.raw[deletion.text_start : deletion.text_end].strip()


_NOTHING = Passage("")


@dataclass(frozen=True)
class Checked:
    """All that the rules may look at.

    `media` gives the size of each file that the notes name, in bytes; `folder` the names of all
    files in the deck's folder `media`, whose path is `folder_name`.
    """

    deck: Deck
    media: Mapping[str, int] = field(default_factory=dict)
    folder: tuple[str, ...] = ()
    folder_name: str = "media"
    _part: tuple[NoteView, ...] | None = field(default=None, compare=False, repr=False)
    _kept: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def views(self) -> Iterable[NoteView]:
        """The notes, in the order of the file; new ones each time, or a large deck fills the memory."""
        if self._part is not None:
            return self._part
        return (NoteView(place, note) for place, note in enumerate(self.deck.notes))

    def parts(self) -> "Iterator[Checked]":
        """Yield the same with a few of the notes each time; these keep what is made of their texts."""
        views = iter(self.views)
        while part := tuple(islice(views, _NOTES_OF_PART)):
            yield replace(self, _part=part)

    def once(self, make: "Callable[[Checked], T]") -> T:
        """Return what `make` makes of all notes, made once for all the rules and parts that ask."""
        if make not in self._kept:
            self._kept[make] = make(replace(self, _part=None))
        made: T = self._kept[make]
        return made


Check = Callable[[Checked], Iterable[Finding]]
Ruled = tuple[Rule, Check]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRule(Rule):
    """A rule as the decorator of its check. It warns unless it says otherwise."""

    severity: Severity = Severity.WARNING

    def __call__(self, check: Check) -> Ruled:
        """Return the rule with the check."""
        return self, check


def of_notes(check: Callable[[NoteView], Iterable[Finding]]) -> Check:
    """Return the check that judges each note for itself, whose findings are about that note."""
    return lambda checked: (
        replace(each, notes=(view.place,)) for view in checked.views for each in check(view)
    )
