"""Bytes to a file in one step: whoever looks sees the old file or the new one, never a part."""

import contextlib
import os
import tempfile
from pathlib import Path

from ankiflask.values.errors import OutputError

_DEFAULT_MODE = 0o644


def write_file(path: Path, content: bytes) -> None:
    """Put the content at the path, durably. Makes the folder. Raises OutputError."""
    try:
        _refuse_irregular(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{path} could not be written: {reason[:1].lower()}{reason[1:]}."
        raise OutputError(message, "What stood there before is unchanged.") from error


def _refuse_irregular(path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        message = f"{path} is no regular file, so nothing was written."
        raise OutputError(message, "Remove it, or name another place.")


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else _DEFAULT_MODE
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
