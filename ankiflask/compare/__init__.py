"""Two texts, or two releases of a deck, side by side, for a person to read."""

from ankiflask.compare.marks import Mark, Piece, word_marks
from ankiflask.compare.plain import as_plain
from ankiflask.compare.release import release_of
from ankiflask.compare.releases import compare_releases
from ankiflask.compare.seen import seen_marks, seen_text

__all__ = [
    "Mark", "Piece", "as_plain", "compare_releases", "release_of", "seen_marks", "seen_text",
    "word_marks",
]  # fmt: skip
