"""Renaming in ways that Python does not offer: two files exchanged, and never over another file."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

# Linux: renameat2(); macOS: renamex_np(). Their flags differ.
_SWAP = 2
_NEVER_OVER = 4 if sys.platform == "darwin" else 1
_AT_FDCWD = -100
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}

Rename = Callable[[bytes, bytes, int], int]


def exchange(one: Path, other: Path) -> bool:
    """Exchange two files in one step; return False where the system or the disk cannot.

    Raises OSError where it can and fails.
    """
    return _renamed(one, other, _SWAP)


def rename_to_free(old: Path, new: Path) -> bool:
    """Rename a file unless the new name is taken; return False where the system cannot.

    Raises FileExistsError where it is taken, and OSError where the system can and fails.
    """
    return _renamed(old, new, _NEVER_OVER)


def _renamed(old: Path, new: Path, flag: int) -> bool:
    rename = _system_call()
    if rename is None:
        return False
    if rename(os.fsencode(old), os.fsencode(new), flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(new))


@cache
def _system_call() -> Rename | None:
    if sys.platform not in ("linux", "darwin"):
        return None
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            call = library.renamex_np
            call.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
            return lambda old, new, flag: int(call(old, new, flag))
        call = library.renameat2
    except (OSError, AttributeError):  # an older or another C library
        return None
    call.argtypes = (
        ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint,
    )  # fmt: skip
    return lambda old, new, flag: int(call(_AT_FDCWD, old, _AT_FDCWD, new, flag))
