"""A hold on an open file or folder. It ends with its process, so nothing is left to clean up."""

import errno
import os
import sys

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
