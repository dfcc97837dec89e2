"""Bytes to a file in one step: whoever looks sees the old file or the new one, never a part."""

import contextlib
import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from ankiflask.errors import OutputError
from ankiflask.files.part import clear_remains, new_part

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
    mode = _mode(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    clear_remains(path.parent)
    return mode


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


def _mode(path: Path) -> int | None:
    """Return the rights of the file, None where none is there. Raises OutputError where it is none."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise no_file(path)
    return mode & 0o777


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
