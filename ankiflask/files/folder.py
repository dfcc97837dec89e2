"""A new folder in one step: whoever looks sees it whole or not at all."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ankiflask.errors import OutputError
from ankiflask.files.part import clear_remains, new_part_folder
from ankiflask.files.write import refusal


@contextlib.contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the name of `folder` when that has ended well.

    Raises OutputError where something stands at the place, an empty folder aside, or where nothing
    can be written. Whatever fails, nothing of it is left.
    """
    _refuse_taken(folder)
    with _told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        clear_remains(folder.parent)
    with _new_part(folder) as part:
        yield part
        with _told(folder):
            part.replace(folder)


def _refuse_taken(folder: Path) -> None:
    with _told(folder):
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
def _new_part(folder: Path) -> Iterator[Path]:
    with contextlib.ExitStack() as stack:
        with _told(folder):
            part = stack.enter_context(new_part_folder(folder.parent))
        yield part


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
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
