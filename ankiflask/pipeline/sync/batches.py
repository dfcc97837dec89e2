"""A long list in parts that do not freeze Anki's window."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Each = TypeVar("_Each")


def batches(all_of_them: Sequence[_Each], size: int) -> Iterator[Sequence[_Each]]:
    """Yield parts of at most `size`, in order."""
    for start in range(0, len(all_of_them), size):
        yield all_of_them[start : start + size]
