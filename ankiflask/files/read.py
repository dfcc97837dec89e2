"""Files to texts and bytes, with every refusal in words."""

import os
import stat
from pathlib import Path

from ankiflask.values.errors import InputError
from ankiflask.values.problems import Problem
from ankiflask.values.source import Source

MAX_FILE = 64 * 1024 * 1024
MAX_LINE = 1024 * 1024
BOM = "\ufeff".encode()
# Never wait for somebody to write into a FIFO.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)


def read_text(path: Path) -> Source:
    """Return the file's text, without a byte order mark. Lines end as they did.

    Raises InputError where there is no regular file that can be read, where it is over 64 MiB or a
    line over 1 MiB, and where it is not UTF-8.
    """
    content = read_bytes(path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refusal(path, *_not_utf8(content, error)) from None
    line = _overlong_line(content)
    if line:
        raise _refusal(
            path, line, "line-too-long", "The line is over 1 MiB.", "Break it into several."
        )
    return Source(str(path), text.removeprefix(BOM.decode()))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file of at most 64 MiB; raises InputError else."""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _refusal(path, 0, "not-a-file", *_kind(path, status.st_mode))
            content = file.read(MAX_FILE + 1)
    except IsADirectoryError:
        raise _refusal(path, 0, "not-a-file", *_kind(path, stat.S_IFDIR)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{path.name!r} cannot be read: {reason[:1].lower()}{reason[1:]}."
        raise _refusal(path, 0, "unreadable", message, "Look at the name and its rights.") from None
    if len(content) > MAX_FILE:
        raise _refusal(path, 0, "file-too-large", f"{path.name!r} is over 64 MiB.", "Divide it.")
    return content


def _kind(path: Path, mode: int) -> tuple[str, str]:
    what = "a folder" if stat.S_ISDIR(mode) else "no regular file"
    return f"{path.name!r} is {what}.", "Name a file."


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> tuple[int, str, str, str]:
    line = content.count(b"\n", 0, error.start) + 1
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "The text is UTF-16; ankiflask reads UTF-8."
    else:
        message = f"The byte 0x{content[error.start]:02X} here is not UTF-8."
    return line, "not-utf-8", message, "Save the file as UTF-8."


def _overlong_line(content: bytes) -> int:
    """Return the number of the first line over 1 MiB, or 0."""
    for number, line in enumerate(content.split(b"\n"), start=1) if len(content) > MAX_LINE else ():
        if len(line) > MAX_LINE:
            return number
    return 0


def _refusal(path: Path, line: int, rule: str, message: str, remedy: str) -> InputError:
    return InputError(
        (Problem(file=str(path), line=line, rule=rule, message=message, remedy=remedy),)
    )
