"""deck.lock as values: what was published of each note, when it last changed, and the hash that shows it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from ankiflask.clock import YEAR_2000, ModTime
from ankiflask.deck.model import Deck, Kind, Note, Subdecks, tags
from ankiflask.identity import AnkiCardId, AnkiNoteId, NoteId

Statement = tuple[str, int]  # the name of the source, and the number of the statement in it


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedNote:
    """A note's line. `second` counts from 1970; `kind` is None for an id that was never built.

    `cards` are the numbers of its cards: of its deletions, or 1 and, with a reverse card, 2.
    `topic` is the first one, where topics make subdecks. `row_id` and `card_ids` (by card number) hold
    only what differs from the formula, since the number was taken. `more` are other keys with their
    values. `is_format_1` says that ankiflask 0.1 wrote the line.
    """

    id: NoteId
    kind: Kind | None
    cards: tuple[int, ...] = ()
    hash: str = ""
    second: ModTime
    is_retired: bool = False
    topic: str = ""
    row_id: AnkiNoteId | None = None
    card_ids: tuple[tuple[int, AnkiCardId], ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    is_format_1: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A settled lock: one line an id, the hash of each statement, and lines of other kinds as they are."""

    uid: str
    deck: str
    subdecks: Subdecks
    notes: Mapping[NoteId, LockedNote] = field(default_factory=dict)
    statements: Mapping[Statement, str] = field(default_factory=dict)
    other_lines: frozenset[str] = frozenset()

    @property
    def seconds(self) -> Mapping[NoteId, ModTime]:
        """The second at which each live note last changed."""
        return {note.id: note.second for note in self.notes.values() if not note.is_retired}

    @property
    def retired(self) -> tuple[NoteId, ...]:
        """The ids that are gone on purpose, sorted."""
        return tuple(sorted(note.id for note in self.notes.values() if note.is_retired))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLock:
    """All lines of a deck.lock. No file at all is a lock without lines."""

    file: str
    header: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[NoteId, tuple[LockedNote, ...]] = field(default_factory=dict)
    statements: Mapping[Statement, frozenset[str]] = field(default_factory=dict)
    other_lines: frozenset[str] = frozenset()


def is_sane_second(second: int, latest: int) -> bool:
    """Whether a second lies between 2000 and `latest`."""
    return YEAR_2000 <= second <= latest


# What reaches a learner. Frozen: a key that joins later enters the hash only where it is written.
_KEYS = (
    "question", "answer", "cloze", "example", "note", "see", "hint", "reverse", "typed",
    "picture", "audio", "context", "reverse_answer", "reverse_typed",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A deck as it is now, and what the lock remembers of it.

    `hashes` and `cards` (their numbers) are by note id, `statements` are hashes too.
    """

    deck: Deck
    hashes: Mapping[NoteId, str]
    cards: Mapping[NoteId, tuple[int, ...]] = field(default_factory=dict)
    statements: Mapping[Statement, str] = field(default_factory=dict)


def fingerprint(uid: str, note: Note, media: Mapping[str, str]) -> str:
    """Return 16 hex digits over the authored values, the tags and the bytes of the media.

    `media` gives the SHA-256 of each file that the note names, by its name. The HTML does not enter:
    a new ankiflask or Pygments moves no note's second.
    """
    authored: dict[str, object] = {key: text for key in _KEYS if (text := getattr(note, key))}
    authored["tags"] = tags(uid, note)
    if media:
        authored["media"] = dict(media)
    written = json.dumps(authored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()[:16]
