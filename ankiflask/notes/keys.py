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
MIN_ID, MAX_ID = 3, 48


def suggestion(word: str, known: tuple[str, ...]) -> str:
    """Return "Did you mean 'x'?" where one of the known words is near, else what there is."""
    near = difflib.get_close_matches(word.strip().lower(), known, n=1)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"There are: {', '.join(known)}."
