"""A field as a person reads it, with short names of media files."""

import re

from ankiflask.html import to_text
from ankiflask.releases.word_diff import Mark, Piece, word_marks

# A file's name in our packages is a hash; a few digits of it tell two of them apart.
_HASHED = re.compile(r"\bankiflask-([0-9a-f]{6})[0-9a-f]{18}(?=\.|\])")


def seen_text(html: str) -> str:
    """Return the plain text, with the names of our own media files shortened."""
    return _HASHED.sub(r"\1", to_text(html))


def seen_marks(old: str, new: str) -> tuple[Piece, ...]:
    """Return the marks of both as plain texts, or as HTML where only the markup differs."""
    pieces = word_marks(seen_text(old), seen_text(new))
    if all(piece.kind is Mark.SAME for piece in pieces):
        return word_marks(old, new)
    return pieces
