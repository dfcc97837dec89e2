"""The file beside the target that is filled first; it takes the target's name when it is whole.

Its writer holds it as long as it lives. So whoever can get the hold of one has found what a killed
build left, and may remove it, while two builds at once leave each other's alone. The same holds for
a new folder (`.new`).

An old file that was exchanged for the new one (`.old`) may be what a person saved in that moment, so
it is removed only if its content is one of the two that its name gives by their hashes.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from ankiflask.files.locks import hold

_PREFIX = ".ankiflask-"
_REMAINS = re.compile(
    rf"{re.escape(_PREFIX)}[0-9a-f]{{16}}(?:\.part|\.new|-[0-9a-f]{{16}}-[0-9a-f]{{16}}\.old)"
)
_MOST_ASIDE = 1 << 30  # bytes, as a package may have
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)
# Never wait for somebody to write into a FIFO of such a name.
_OLD = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0)


@contextlib.contextmanager
def new_part(folder: Path, rights: int = 0o600) -> Iterator[tuple[int, Path]]:
    """Give an empty file, open and held; it is gone again unless it got another name.

    It has these rights, less what the umask takes away.
    """
    handle, part = _opened(folder, rights)
    try:
        yield handle, part
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
        with contextlib.suppress(OSError):
            os.close(handle)


@contextlib.contextmanager
def new_part_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder, held; it is gone again with all in it unless it got another name."""
    part, handle = _made(folder)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def name_aside(folder: Path, *expected: bytes) -> Path:
    """Return a name for a file that is removed only while it has one of the two contents."""
    hashes = "-".join(map(_hash, expected))
    return folder / f"{_PREFIX}{os.urandom(8).hex()}-{hashes}.old"


def remove_aside(aside: Path) -> None:
    """Remove such a file if it is there."""
    for _ in range(2):  # a disk may refuse once
        with contextlib.suppress(OSError):
            aside.unlink()


def clear_remains(folder: Path) -> None:
    """Remove what killed runs left in the folder, as far as that is possible."""
    with contextlib.suppress(OSError):
        for each in list(folder.iterdir()):
            if _REMAINS.fullmatch(each.name):
                _clear(each)


def _opened(folder: Path, rights: int) -> tuple[int, Path]:
    while True:
        part = folder / f"{_PREFIX}{os.urandom(8).hex()}.part"
        handle = os.open(part, _NEW, rights)
        if _is_held(handle):
            return handle, part
        os.close(handle)


def _is_held(handle: int) -> bool:
    """Whether the new part is ours: between its birth and its hold it looks left by a killed build."""
    try:
        hold(handle)
        return os.fstat(handle).st_nlink > 0
    except BlockingIOError:
        return False
    except OSError:
        return True  # There are no holds here, so nobody removes a part either.


def _made(folder: Path) -> tuple[Path, int | None]:
    """Return a new folder and its hold, None where folders cannot be held."""
    while True:
        part = folder / f"{_PREFIX}{os.urandom(8).hex()}.new"
        part.mkdir()
        try:
            handle = _held_folder(part)
        except FileNotFoundError:  # somebody took it for what a killed run left
            continue
        except BaseException:
            part.rmdir()
            raise
        return part, handle


def _held_folder(part: Path) -> int | None:
    try:
        handle = os.open(part, _OLD)
    except PermissionError:  # Windows
        return None
    if _is_held(handle):
        return handle
    os.close(handle)
    raise FileNotFoundError(part)


def _clear(part: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(part, _OLD)
        try:
            hold(handle)
            if part.suffix == ".new":
                shutil.rmtree(part)
            elif part.suffix == ".part" or _is_expected(handle, part):
                part.unlink()
        finally:
            os.close(handle)


def _is_expected(handle: int, aside: Path) -> bool:
    with os.fdopen(os.dup(handle), "rb") as file:
        return _hash(file.read(_MOST_ASIDE)) in aside.stem.split("-")[2:]


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]
