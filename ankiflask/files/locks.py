"""A hold on an open file or folder. It ends with its process, so nothing is left to clean up."""

import contextlib
import errno
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from ankiflask.errors import OutputError

if sys.platform != "win32":
    from fcntl import LOCK_EX, LOCK_NB, flock


def hold(handle: int) -> None:
    """Hold what is open until it is closed, against every other process that asks for it.

    Raises BlockingIOError where another has it, and another OSError where there are no holds: on
    Windows, and on some network disks.
    """
    if sys.platform == "win32":
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
    flock(handle, LOCK_EX | LOCK_NB)


_PAUSE = 0.05  # seconds between two looks


@contextlib.contextmanager
def in_turn(folders: Iterable[Path], patience: float = 60) -> Iterator[None]:
    """Be the only one in these folders who asked for a turn; wait for the others to end.

    Raises OutputError after `patience` seconds. A folder that is not there or that cannot be held
    is passed over, since reading or writing says what is wrong with it. Asking again inside of a
    turn, for one of its folders, waits in vain.
    """
    opened: dict[tuple[int, int], tuple[int, Path]] = {}
    with contextlib.ExitStack() as stack:
        for folder in folders:
            with contextlib.suppress(OSError):
                handle = os.open(folder, os.O_RDONLY)
                stack.callback(_close, handle)
                status = os.fstat(handle)
                opened.setdefault((status.st_dev, status.st_ino), (handle, folder))
        # Each once, in an order that is the same for everyone: two who want the same two folders
        # could wait for each other.
        for _, (handle, folder) in sorted(opened.items()):
            _wait(handle, folder, patience)
        yield


def _close(handle: int) -> None:
    with contextlib.suppress(OSError):
        os.close(handle)


def _wait(handle: int, folder: Path, patience: float) -> None:
    pause = threading.Event()
    for _ in range(max(1, round(patience / _PAUSE))):
        try:
            hold(handle)
        except BlockingIOError:
            pause.wait(_PAUSE)
        except OSError:
            return
        else:
            return
    raise OutputError(
        f"Another ankiflask has been at work in {folder} for {patience:g} seconds.",
        "Wait until it is done, or end it, and run this again.",
    )
