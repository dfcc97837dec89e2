"""Bytes to a file, or files to a folder, in one step: whoever looks sees the old ones or the new ones."""

import contextlib
import errno
import os
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ankiflask.errors import OutputError
from ankiflask.files.part import clear_remains, new_part, new_part_folder

_NEW, _PRIVATE = 0o666, 0o600  # of a new file the umask takes rights away, as of anybody's
_REMEDIES = {
    errno.ENOSPC: "Make room on the disk",
    errno.EDQUOT: "Make room on the disk",
    errno.EFBIG: "Raise the limit on the size of files (`ulimit -f`)",
    errno.EACCES: "Look at the rights of its folder",
    errno.EPERM: "Look at the rights of its folder",
    errno.EROFS: "Make the disk writable",
    errno.ENOTDIR: "Remove the file that stands where a folder should be",
    errno.EEXIST: "Remove the file that stands where a folder should be",
    errno.ENAMETOOLONG: "Give it a shorter name",
}


def write_file(path: Path, content: bytes) -> None:
    """Put the content at the path, durably. Makes the folder, keeps the mode of an old file.

    Only for files that nobody but ankiflask writes: what a person may have saved meanwhile, or may
    have put there, goes through `ankiflask.files.replace`. A file that has the content already is
    left alone. What killed builds left beside it is removed. Raises OutputError, and then what stood
    there before still does.
    """
    with in_words(path):
        mode = prepare(path)
        if not _has(path, content):
            with whole_part(path, content, mode) as part:
                part.replace(path)


def prepare(path: Path) -> int | None:
    """Make the folder, remove what killed runs left in it, return the file's mode if it is there.

    Raises OutputError where the path is something else than a file.
    """
    mode = None
    with contextlib.suppress(FileNotFoundError):
        mode = path.lstat().st_mode
    if mode is not None and not stat.S_ISREG(mode):
        raise no_file(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    clear_remains(path.parent)
    return None if mode is None else mode & 0o777


@contextlib.contextmanager
def whole_part(path: Path, content: bytes, mode: int | None) -> Iterator[Path]:
    """Give a file with the content next to the path, to be renamed; the new name is made durable.

    It has the rights `mode`, or with None those of any new file.
    """
    rights = _NEW if mode is None else _PRIVATE
    with _undisturbed(), new_part(path.parent, rights) as (handle, part):
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if mode is not None:
            with contextlib.suppress(PermissionError):  # Some disks know no rights.
                part.chmod(mode)
        os.fsync(handle)
        if sys.platform == "win32":
            os.close(handle)  # An open file cannot take another name there.
        yield part
        _sync_folder(path.parent)


@contextlib.contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Raise what the system says against writing the path as an OutputError."""
    try:
        yield
    except OSError as error:
        raise refusal(path, error) from error


def refusal(path: Path, error: OSError) -> OutputError:
    """Return what the system said against writing the path, in words, and what to do about it."""
    reason = error.strerror or str(error)
    what = _REMEDIES.get(error.errno or 0, "See whether its disk and folder are in order")
    return OutputError(
        f"{path} could not be written: {reason[:1].lower()}{reason[1:]}.",
        f"{what}, and run this again. What stood there before is unchanged.",
    )


def no_file(path: Path) -> OutputError:
    """Return the words for a folder, a link or a device where a file belongs."""
    message = f"{path} is no regular file, so nothing was written."
    return OutputError(message, "Remove it, or name another place.")


def _has(path: Path, content: bytes) -> bool:
    """Whether the file has just this content. One that cannot be read can still be replaced."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let the signals that end a process wait for these few calls: they would leave a part."""
    if sys.platform == "win32":
        yield
        return
    waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_GROWING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)


@contextlib.contextmanager
def appended(path: Path) -> Iterator[Callable[[str], None]]:
    """Make a new file, and give what adds a text to it and returns when the disk has it.

    Raises OutputError where the file is there already or cannot be written.
    """
    with _in_words_growing(path):
        handle = os.open(path, _GROWING, 0o600)

    def append(text: str) -> None:
        with _in_words_growing(path):
            rest = memoryview(text.encode())
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)

    try:
        yield append
    finally:
        os.close(handle)


@contextlib.contextmanager
def _in_words_growing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{path} could not be written: {reason[:1].lower()}{reason[1:]}."
        raise OutputError(message, "See whether its disk and folder are in order.") from error


@contextlib.contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the name of `folder` when that has ended well.

    Raises OutputError where something stands at the place, an empty folder aside, or where nothing
    can be written. Whatever fails, nothing of it is left.
    """
    with contextlib.ExitStack() as stack:
        with _in_words_of_folder(folder):
            _refuse_taken(folder)
            folder.parent.mkdir(parents=True, exist_ok=True)
            clear_remains(folder.parent)
            part = stack.enter_context(new_part_folder(folder.parent))
        yield part
        with _in_words_of_folder(folder):
            part.replace(folder)


def _refuse_taken(folder: Path) -> None:
    try:
        mode = folder.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(mode) or any(folder.iterdir()):
        raise _taken(folder)
    if folder.samefile(os.curdir):
        message = f"{folder} is the folder that you are in, which cannot be replaced."
        raise OutputError(message, "Name one inside of it, or run this from the folder above.")


@contextlib.contextmanager
def _in_words_of_folder(folder: Path) -> Iterator[None]:
    """Tell what the system refuses in words. What came to the place meanwhile is not replaced."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR) and folder.exists():
            raise _taken(folder) from error
        raise refusal(folder, error) from error


def _taken(folder: Path) -> OutputError:
    message = f"{folder} is there already, and nothing in it was touched."
    return OutputError(message, "Choose another name, or another folder with -o.")
