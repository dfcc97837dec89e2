"""The keys of a deck file, and a key that nobody meant."""

import difflib
import re

from ankiflask.values.notes import TEXT_KEYS

DECK_KEYS = (
    "deck", "uid", "description", "source", "subdecks", "difficulty", "retired", "allow", "topics",
    "notes",
)  # fmt: skip
NOTE_KEYS = ("id", "from", "difficulty", "topics", "allow", "review", *TEXT_KEYS)

# Here ` #` after an unquoted value is far more likely lost text than a comment.
CUT_KEYS = frozenset({"description", "question", "answer", "cloze", "example", "note", "hint"})

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
UID = re.compile(r"[a-z][a-z0-9-]{1,31}")
MAX_ID = 48  # characters


# What other programs, or other people, call a key.
_SYNONYMS = {
    "answer": ("a", "back", "backside", "response", "solution"),
    "audio": ("sound", "mp3"),
    "cloze": ("gap", "text"),
    "deck": ("deckname", "name", "title"),
    "difficulty": ("grade", "level"),
    "example": ("code",),
    "hint": ("clue",),
    "id": ("guid", "uuid"),
    "note": ("back extra", "comment", "explanation", "extra", "remark", "remarks"),
    "notes": ("cards",),
    "picture": ("image", "img", "pic"),
    "question": ("front", "prompt", "q"),
    "see": ("href", "link", "url"),
    "topics": ("tag", "tags", "topic"),
    "typed": ("type",),
    "uid": ("guid", "id", "uuid"),
}


def likely(word: str, known: tuple[str, ...]) -> str:
    """Return the known word that was likely meant, by its meaning or by its letters; "" for none."""
    low = word.strip().lower()
    for meant in known:
        if low in _SYNONYMS.get(meant, ()):
            return meant
    return next(iter(difflib.get_close_matches(low, known, n=1)), "")


def suggestion(word: str, known: tuple[str, ...]) -> str:
    """Return "Did you mean 'x'?" where one of the known words is likely, otherwise all of them."""
    meant = likely(word, known)
    return f"Did you mean '{meant}'?" if meant else f"There are: {', '.join(known)}."
