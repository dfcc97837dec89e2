"""One at a time: who reads a deck's lock and writes it anew must be alone with its folder."""

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from ankiflask.files.hold import hold
from ankiflask.values.errors import OutputError

_PAUSE = 0.05  # seconds between two looks


@contextlib.contextmanager
def in_turn(folders: Iterable[Path], patience: float = 60) -> Iterator[None]:
    """Be the only one in these folders who asked for a turn; wait for the others to end.

    Raises OutputError after `patience` seconds. A folder that is not there or that cannot be held
    is passed over, since reading or writing says what is wrong with it. Asking again inside of a
    turn, for one of its folders, waits in vain.
    """
    with contextlib.ExitStack() as stack:
        for handle, folder in _opened(folders, stack):
            _wait(handle, folder, patience)
        yield


def _opened(folders: Iterable[Path], stack: contextlib.ExitStack) -> list[tuple[int, Path]]:
    """Open each folder once, whatever its names, in an order that is the same for everyone.

    Else two who want the same two folders could wait for each other.
    """
    opened: dict[tuple[int, int], tuple[int, Path]] = {}
    for folder in folders:
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            stack.callback(_close, handle)
            status = os.fstat(handle)
            opened.setdefault((status.st_dev, status.st_ino), (handle, folder))
    return [opened[key] for key in sorted(opened)]


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
