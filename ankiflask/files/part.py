"""The file beside the target that is filled first; it takes the target's name when it is whole.

Its writer holds it as long as it lives. So whoever can get the hold of one has found what a killed
build left, and may remove it, while two builds at once leave each other's alone.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from ankiflask.files.hold import hold

_PREFIX, _SUFFIX = ".ankiflask-", ".part"
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)
# Never wait for somebody to write into a FIFO of such a name.
_OLD = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0)


@contextlib.contextmanager
def new_part(folder: Path) -> Iterator[tuple[int, Path]]:
    """Give an empty file, open and held; it is gone again if what is done with it fails."""
    handle, part = _opened(folder)
    try:
        yield handle, part
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)


def clear_remains(folder: Path) -> None:
    """Remove the parts that killed builds left in the folder, as far as that is possible."""
    with contextlib.suppress(OSError):
        for each in list(folder.iterdir()):
            if each.name.startswith(_PREFIX) and each.name.endswith(_SUFFIX):
                _clear(each)


def _opened(folder: Path) -> tuple[int, Path]:
    while True:
        part = folder / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
        handle = os.open(part, _NEW, 0o600)
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


def _clear(part: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(part, _OLD)
        try:
            hold(handle)
            part.unlink()
        finally:
            os.close(handle)
