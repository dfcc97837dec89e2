"""Files to texts and bytes, with every refusal in words."""

import codecs
import errno
import os
import re
import stat
from pathlib import Path

from ankiflask.errors import InputError
from ankiflask.problems import Problem, Source
from ankiflask.text import excerpt

MAX_FILE = 64 * 1024 * 1024
MAX_LINE = 1024 * 1024
MAX_PACKAGE = 1024 * MAX_LINE
BOM = "\ufeff".encode()
_UTF_16 = ("The text is UTF-16; ankiflask reads UTF-8.", "Save the file as UTF-8.")
_UTF_16_WITHOUT_MARK = re.compile(rb"(?:\0[^\0]){2}|(?:[^\0]\0){2}")
# Never wait for somebody to write into a FIFO.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)


def read_text(path: Path) -> Source:
    """Return the file's text, without a byte order mark. Lines end as they did.

    Raises InputError where there is no regular file that can be read, where it is over 64 MiB or a
    line over 1 MiB, and where it is not UTF-8.
    """
    return text_of(read_bytes(path), str(path))


def text_of(content: bytes, file: str) -> Source:
    """Return what a file of this name and content holds; raises as `read_text` does."""
    path = Path(file)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refusal(path, *_not_utf8(content, error)) from None
    if _UTF_16_WITHOUT_MARK.match(content):
        raise _refusal(path, 1, "not-utf-8", *_UTF_16)
    line = _overlong_line(content)
    if line:
        raise _refusal(
            path, line, "line-too-long", "The line is over 1 MiB.", "Break it into several."
        )
    return Source(file, text.removeprefix(BOM.decode()))


def read_bytes(path: Path, most: int = MAX_FILE) -> bytes:
    """Return the bytes of a regular file of at most `most` bytes; raises InputError else."""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _refusal(path, 0, "not-a-file", *_kind(path, status.st_mode))
            content = file.read(most + 1)
    except IsADirectoryError:
        raise _refusal(path, 0, "not-a-file", *_kind(path, stat.S_IFDIR)) from None
    except (OSError, ValueError) as error:
        if os.path.isdir(path):  # noqa: PTH112 - as in places; Windows only denies permission
            raise _refusal(path, 0, "not-a-file", *_kind(path, stat.S_IFDIR)) from None
        if isinstance(error, FileNotFoundError):
            raise _refusal(path, 0, "unreadable", *_not_there(path)) from None
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{_shown(path)} cannot be read: {reason[:1].lower()}{reason[1:]}."
        raise _refusal(path, 0, "unreadable", message, _remedy(error)) from None
    if len(content) > most:
        message = f"{_shown(path)} is over {most // MAX_LINE} MiB."
        raise _refusal(path, 0, "file-too-large", message, "Divide it.")
    return content


def _kind(path: Path, mode: int) -> tuple[str, str]:
    what = "a folder" if stat.S_ISDIR(mode) else "no regular file"
    return f"{_shown(path)} is {what}.", "A file belongs here."


def _not_there(path: Path) -> tuple[str, str]:
    folder = path.parent
    if path.name == "deck.yaml" and folder != Path() and os.path.isdir(folder):  # noqa: PTH112
        message = f"The folder {_shown(folder)} holds no deck.yaml."
        return message, f"`ankiflask draft TEXT -o {path}` makes one."
    return f"There is no file {_shown(path)}.", "Check its name."


def _shown(path: Path) -> str:
    return repr(excerpt(path.name or str(path)))


def _remedy(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "Check its permissions."
    if getattr(error, "errno", None) == errno.EIO:
        return "Check the disk, or copy the file again."
    return "Check its name."


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> tuple[int, str, str, str]:
    line = content.count(b"\n", 0, error.start) + 1
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return 1, "not-utf-8", _UTF_16[0].replace("16", "32"), _UTF_16[1]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return 1, "not-utf-8", *_UTF_16
    message = f"The byte 0x{content[error.start]:02X} here is not UTF-8."
    return line, "not-utf-8", message, "Save the file as UTF-8."


def _overlong_line(content: bytes) -> int:
    """Return the number of the first line over 1 MiB, or 0. Looks at a few places of the file."""
    start = 0
    while len(content) - start > MAX_LINE:
        end = content.rfind(b"\n", start, start + MAX_LINE + 1)
        if end < 0:
            return content.count(b"\n", 0, start) + 1
        start = end + 1
    return 0


def _refusal(path: Path, line: int, rule: str, message: str, remedy: str) -> InputError:
    return InputError(
        (Problem(file=str(path), line=line, rule=rule, message=message, remedy=remedy),)
    )


def is_inside(path: Path, folder: Path) -> bool:
    """Whether the path leads to the folder or into it, or would if it were there."""
    # realpath, since Path.resolve raises for links that go in a circle.
    whole, top = os.path.realpath(path), os.path.realpath(folder)
    return whole == top or whole.startswith(os.path.join(top, ""))  # noqa: PTH118 - with the separator at its end


def refuse_link_out(path: Path) -> None:
    """Raise InputError where the file is a link that leads out of its folder; nothing is read."""
    if is_inside(path, path.parent):
        return
    problem = Problem(
        file=str(path),
        line=0,
        rule="link-outside",
        message=f"{path.name!r} is a link that leads out of its folder, so it is not read.",
        remedy="Put the file itself there, or name the folder that it is in.",
    )
    raise InputError((problem,))
