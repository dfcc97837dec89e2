"""Files to texts and bytes, with every refusal in words."""

import codecs
import errno
import os
import re
import stat
from pathlib import Path

from ankiflask.errors import InputError
from ankiflask.problems import Source
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
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(content, file, error.start) from None
    if _UTF_16_WITHOUT_MARK.match(content):
        raise InputError.at(file, 1, "not-utf-8", *_UTF_16)
    if line := _overlong_line(content):
        message = "The line is over 1 MiB."
        raise InputError.at(file, line, "line-too-long", message, "Break it into several.")
    return Source(file, text.removeprefix(BOM.decode()))


def read_bytes(path: Path, most: int = MAX_FILE) -> bytes:
    """Return the bytes of a regular file of at most `most` bytes; raises InputError else."""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise _no_file(path, is_folder=stat.S_ISDIR(mode))
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        # Windows only denies permission to open a folder.
        if isinstance(error, IsADirectoryError) or os.path.isdir(path):  # noqa: PTH112 - as in places
            raise _no_file(path, is_folder=True) from None
        raise _unreadable(path, error) from None
    if len(content) > most:
        message = f"{_shown(path)} is over {most // MAX_LINE} MiB."
        raise InputError.at(path, 0, "file-too-large", message, "Divide it.")
    return content


def _no_file(path: Path, *, is_folder: bool) -> InputError:
    message = f"{_shown(path)} is {'a folder' if is_folder else 'no regular file'}."
    return InputError.at(path, 0, "not-a-file", message, "A file belongs here.")


def _unreadable(path: Path, error: Exception) -> InputError:
    folder, remedy = path.parent, "Check its name."
    if not isinstance(error, FileNotFoundError):
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{_shown(path)} cannot be read: {reason[:1].lower()}{reason[1:]}."
        if isinstance(error, PermissionError):
            remedy = "Check its permissions."
        elif getattr(error, "errno", None) == errno.EIO:
            remedy = "Check the disk, or copy the file again."
    elif path.name == "deck.yaml" and folder != Path() and os.path.isdir(folder):  # noqa: PTH112
        message = f"The folder {_shown(folder)} holds no deck.yaml."
        remedy = f"`ankiflask draft TEXT -o {path}` makes one."
    else:
        message = f"There is no file {_shown(path)}."
    return InputError.at(path, 0, "unreadable", message, remedy)


def _shown(path: Path) -> str:
    return repr(excerpt(path.name or str(path)))


def _not_utf8(content: bytes, file: str, start: int) -> InputError:
    """Return what is wrong with a text whose byte at `start` is not UTF-8."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return InputError.at(file, 1, "not-utf-8", _UTF_16[0].replace("16", "32"), _UTF_16[1])
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return InputError.at(file, 1, "not-utf-8", *_UTF_16)
    line = content.count(b"\n", 0, start) + 1
    message = f"The byte 0x{content[start]:02X} here is not UTF-8."
    return InputError.at(file, line, "not-utf-8", message, "Save the file as UTF-8.")


def _overlong_line(content: bytes) -> int:
    """Return the number of the first line over 1 MiB, or 0. Looks at a few places of the file."""
    start = 0
    while len(content) - start > MAX_LINE:
        end = content.rfind(b"\n", start, start + MAX_LINE + 1)
        if end < 0:
            return content.count(b"\n", 0, start) + 1
        start = end + 1
    return 0


def is_inside(path: Path, folder: Path) -> bool:
    """Whether the path leads to the folder or into it, or would if it were there."""
    # realpath, since Path.resolve raises for links that go in a circle.
    whole, top = os.path.realpath(path), os.path.realpath(folder)
    return whole == top or whole.startswith(os.path.join(top, ""))  # noqa: PTH118 - with the separator at its end


def refuse_link_out(path: Path) -> None:
    """Raise InputError where the file is a link that leads out of its folder; nothing is read."""
    if is_inside(path, path.parent):
        return
    message = f"{path.name!r} is a link that leads out of its folder, so it is not read."
    remedy = "Put the file itself there, or name the folder that it is in."
    raise InputError.at(path, 0, "link-outside", message, remedy)
