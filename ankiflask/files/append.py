"""Texts to a file that grows, each durable before its writer goes on."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from ankiflask.errors import OutputError

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)


@contextlib.contextmanager
def appended(path: Path) -> Iterator[Callable[[str], None]]:
    """Make a new file, and give what adds a text to it and returns when the disk has it.

    Raises OutputError where the file is there already or cannot be written.
    """
    with _in_words(path):
        handle = os.open(path, _FLAGS, 0o600)

    def append(text: str) -> None:
        with _in_words(path):
            rest = memoryview(text.encode())
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)

    try:
        yield append
    finally:
        os.close(handle)


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{path} could not be written: {reason[:1].lower()}{reason[1:]}."
        raise OutputError(message, "See whether its disk and folder are in order.") from error
