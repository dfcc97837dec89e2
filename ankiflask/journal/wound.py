"""From what stands there back over each write to what stood there before them all."""

from collections.abc import Callable, Sequence
from typing import TypeVar

_Text = TypeVar("_Text")


def wound_back(
    live: _Text, writes: Sequence[tuple[_Text, _Text]], is_same: Callable[[_Text, _Text], bool]
) -> _Text | None:
    """Return what stood there before `writes`, each from before to after.

    A write that never came about is passed over. Returns None where something stands there that
    none of them wrote or found.
    """
    text = live
    for before, after in reversed(writes):
        if is_same(text, after):
            text = before
        elif not is_same(text, before):
            return None
    return text
