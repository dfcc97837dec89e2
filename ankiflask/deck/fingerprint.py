"""The hash that tells whether a note changed for its learners."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from ankiflask.deck.model import Deck, Note, tags
from ankiflask.identity import NoteId

# What reaches a learner. Frozen: a key that joins later enters the hash only where it is written.
_KEYS = (
    "question", "answer", "cloze", "example", "note", "see", "hint", "reverse", "typed",
    "picture", "audio",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A deck as it is now, and what the lock remembers of it.

    `hashes` and `clozes` (the numbers of its deletions) are by note id, `statements` (hashes too)
    by number.
    """

    deck: Deck
    hashes: Mapping[NoteId, str]
    clozes: Mapping[NoteId, tuple[int, ...]] = field(default_factory=dict)
    statements: Mapping[int, str] = field(default_factory=dict)


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
