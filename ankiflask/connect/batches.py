"""Long lists in pieces, so that no request freezes Anki's window."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Each = TypeVar("Each")


def batches(many: Sequence[Each], size: int) -> Iterator[list[Each]]:
    """Cut the list into pieces of at most `size`."""
    for first in range(0, len(many), size):
        yield list(many[first : first + size])


def fitting(many: Sequence[tuple[Each, int]], size: int, room: int) -> Iterator[list[Each]]:
    """Cut the list into pieces of at most `size` whose weights make at most `room` together.

    What is heavier than `room` stands alone.
    """
    piece: list[Each] = []
    weight = 0
    for each, added in many:
        if piece and (len(piece) == size or weight + added > room):
            yield piece
            piece, weight = [], 0
        piece.append(each)
        weight += added
    if piece:
        yield piece
