"""A deck as its authors wrote it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ankiflask.identity import NoteId

# What Anki plays on every platform.
SOUNDS = frozenset({".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav"})

# The keys of a note that hold a text, in the order in which a deck file has them.
TEXT_KEYS = (
    "context", "question", "answer", "cloze", "example", "run", "note", "see", "hint", "reverse", "typed",
    "picture", "audio",
)  # fmt: skip


class Kind(StrEnum):
    """Which of the two note types a note has. Written into deck.lock: never renamed."""

    QA = "qa"
    CLOZE = "cloze"


class Difficulty(StrEnum):
    """How hard a note is. The order is the order of study."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Order(StrEnum):
    """How new cards are ordered, before `after` is looked at."""

    DIFFICULTY = "difficulty"
    FILE = "file"


class Subdecks(StrEnum):
    """How a deck is divided in Anki; chosen once."""

    NONE = "none"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note of a deck.yaml. Texts are Markdown; an absent key is an empty text.

    `statements` are the numbers of its `from`, `after` the ids of notes whose cards come first, `allow` the rules of the quality check that do not
    judge it; `review` that no person has looked at it yet. `lines` gives the line of each key that was
    written, and of the note itself under "".
    """

    id: NoteId
    kind: Kind
    difficulty: Difficulty
    topics: tuple[str, ...] = ()
    statements: tuple[int, ...] = ()
    after: tuple[NoteId, ...] = ()
    context: str = ""
    question: str = ""
    answer: str = ""
    cloze: str = ""
    example: str = ""
    run: str = ""
    note: str = ""
    see: str = ""
    hint: str = ""
    reverse: str = ""
    reverse_answer: str = ""
    reverse_typed: str = ""
    typed: str = ""
    picture: str = ""
    audio: str = ""
    allow: tuple[str, ...] = ()
    review: bool = False
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def line(self, key: str = "id") -> int:
        """Return the line of `key`, or of the note where the key was not written."""
        return self.lines.get(key, self.lines.get("id", self.lines.get("", 0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A deck.yaml, read. `file` is the name that problems call it by.

    `topics` gives words for each topic, and drafts are sorted by them.
    """

    file: str
    name: str
    uid: str
    description: str = ""
    source: str = ""
    subdecks: Subdecks = Subdecks.NONE
    order: Order = Order.DIFFICULTY
    retired: tuple[NoteId, ...] = ()
    notes: tuple[Note, ...] = ()
    allow: tuple[str, ...] = ()
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


def first_topic(deck: Deck, note: Note) -> str:
    """Return the topic that names the note's subdeck; "" where topics make no subdecks."""
    return note.topics[0] if deck.subdecks is Subdecks.TOPIC and note.topics else ""


# What `see` may be: an address, or a title with one.
SEE = re.compile(
    r"(?P<plain>https?://\S+)|\[(?P<title>[^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]\((?P<address>https?://\S+)\)"
)
RETIRED = "ankiflask::retired"  # what a sync marks a retired note with


def tags(uid: str, note: Note) -> tuple[str, ...]:
    """Return the difficulty's tag, then the topics' under the deck's uid, in the author's order."""
    return (f"difficulty::{note.difficulty}", *(f"{uid}::{topic}" for topic in note.topics))
