"""Two texts, side by side, for a person to read."""

from ankiflask.compare.marks import Mark, Piece, word_marks
from ankiflask.compare.plain import as_plain

__all__ = ["Mark", "Piece", "as_plain", "word_marks"]
