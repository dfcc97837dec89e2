"""Two texts as one line in which what went and what came is marked, for a terminal or a pipe."""

from collections.abc import Sequence

import click

from ankiflask.cli.streams import printable
from ankiflask.releases.word_diff import Mark, Piece, seen_marks

_AROUND = 40  # characters that stay on each side of a mark
NOT_COMPARED = " (too long to compare word by word)"
_GONE, _COME = ("[-", "-]", "red"), ("{+", "+}", "green")


def marked(theirs: str, ours: str) -> str:
    """Return how one text becomes the other. Both are HTML; long unchanged parts are cut."""
    return shown(seen_marks(theirs, ours))


def both_marked(theirs: str, ours: str) -> tuple[str, str]:
    """Return each text with what the other has not marked. Both are HTML."""
    pieces = seen_marks(theirs, ours)
    old, new = (
        shown([piece for piece in pieces if piece.kind is not mark]) or "(empty)"
        for mark in (Mark.ADDED, Mark.REMOVED)
    )
    return old, new


def shown(pieces: Sequence[Piece]) -> str:
    """Return the pieces as one line."""
    line = ""
    for place, piece in enumerate(pieces):
        text = printable(" ".join(piece.text.split("\n")))
        if piece.kind is Mark.SAME:
            line += cut(text, is_first=place == 0, is_last=place == len(pieces) - 1)
        else:
            before, after, colour = _GONE if piece.kind is Mark.REMOVED else _COME
            line += click.style(f"{before}{text}{after}", fg=colour)
    return line if all(piece.is_compared for piece in pieces) else line + NOT_COMPARED


def cut(text: str, *, is_first: bool, is_last: bool) -> str:
    """Return what is worth showing of an unchanged piece."""
    left = "" if is_first else text[:_AROUND]
    right = "" if is_last else text[-_AROUND:]
    return text if len(text) <= len(left) + len(right) + 1 else f"{left}…{right}"
