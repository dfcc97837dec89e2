"""Standard output and standard error, also where they are closed, full, or a terminal that acts."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from typing import TextIO

import click

from ankiflask.cli.environment import wants_colour
from ankiflask.errors import OutputError

_SAID = "ankiflask.said"


def say(text: str) -> None:
    """Write a result to standard output, with a newline. Raises OutputError where it cannot."""
    if context := click.get_current_context(silent=True):
        context.meta[_SAID] = True
    with _results():
        click.echo(text)


def has_said() -> bool:
    """Whether the command has written a result, or tried to."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(_SAID))


def say_file(text: str) -> None:
    """Write a file's text to standard output as it is, in UTF-8 whatever the terminal speaks."""
    with _results():
        click.echo(text.encode(), nl=False)


def output_file() -> Path | None:
    """Return the file that standard output goes to; None where it is none, or nobody knows which."""
    try:
        handle = sys.stdout.fileno()
        path = _path_of(handle)
        if not path.is_file() or not os.path.samestat(path.stat(), os.fstat(handle)):
            return None
    except (OSError, ValueError, AttributeError):  # also closed, or put there by a program
        return None
    return path


def _path_of(handle: int) -> Path:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - Windows has none

        return Path(os.fsdecode(fcntl.fcntl(handle, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0")))
    return Path(f"/proc/self/fd/{handle}").readlink()


def tell(text: str) -> None:
    """Write a message to standard error. Where nobody hears it, it is lost and nothing else is."""
    try:
        click.echo(text, err=True, color=wants_colour())
    except OSError:
        _drain(sys.stderr)


def forget_unwritten() -> None:
    """Drop what standard output could not take, or Python would complain of it at its end."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            _drain(sys.stdout)


def printable(text: str, keep: str = "") -> str:
    """Return the text with every character escaped that a terminal would not show but act on."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in keep else ascii(char)[1:-1] for char in text
    )


@contextmanager
def _results() -> Iterator[None]:
    if sys.stdout is None:
        raise OutputError("Standard output is closed, so the result could not be written.")
    try:
        yield
    except OSError as error:
        _drain(sys.stdout)
        if error.errno == errno.EPIPE:  # the reader has seen enough: no words, but no success
            raise click.exceptions.Exit(OutputError.exit_code) from None
        reason = error.strerror or str(error)
        message = f"Standard output could not be written: {reason[:1].lower()}{reason[1:]}."
        raise OutputError(message) from error


def _drain(stream: TextIO) -> None:
    """Send what the stream still holds, and all that follows, to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def can_answer() -> bool:
    """Whether there is a terminal to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


_CLEAR = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give what shows a few words in the place of the last ones."""

    def show(words: str) -> None:
        width = max(get_terminal_size().columns - 2, 10)
        sys.stderr.write(f"{_CLEAR}{printable(words)[:width]}…")
        sys.stderr.flush()

    if not _is_terminal():
        yield lambda _: None
        return
    try:
        yield show
    finally:
        clear_progress()


def clear_progress() -> None:
    """Take the words away: something else is to be shown there."""
    if _is_terminal():
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
