"""How far a long command is: one line on a terminal, nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from shutil import get_terminal_size

from ankiflask.cli.streams import printable

_CLEAR = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give what shows a few words in the place of the last ones."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield _show
    finally:
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()


def _show(words: str) -> None:
    width = max(get_terminal_size().columns - 2, 10)
    sys.stderr.write(f"{_CLEAR}{printable(words)[:width]}…")
    sys.stderr.flush()
