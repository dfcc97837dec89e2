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
    if not _is_terminal():
        yield lambda _: None
        return
    try:
        yield _show
    finally:
        clear_progress()


def clear_progress() -> None:
    """Take the words away: something else is to be shown there."""
    if _is_terminal():
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _show(words: str) -> None:
    width = max(get_terminal_size().columns - 2, 10)
    sys.stderr.write(f"{_CLEAR}{printable(words)[:width]}…")
    sys.stderr.flush()
