"""A picture or a sound of a deck."""

import os
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ankiflask.errors import InputError
from ankiflask.files.read import is_inside, read_bytes
from ankiflask.text import normal

PREFIX = "ankiflask-"


@dataclass(frozen=True)
class Media:
    """A file of a deck's folder `media`, under its name there."""

    name: str
    content: bytes

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return sha256(self.content).hexdigest()

    @property
    def package_name(self) -> str:
        """The name in Anki: by content, so that two files never share one and a change arrives."""
        return f"{PREFIX}{self.hash[:24]}{PurePosixPath(self.name).suffix.lower()}"


_PUT = "Put the file itself into the folder."


def name_there(folder: Path, name: str) -> str:
    """Return the name of the file in the folder, which may differ in its capitals; "" for none.

    It may also have its accents as signs of their own, as macOS writes them.
    """
    if not is_inside(folder, folder.parent):
        return ""
    if os.path.lexists(folder / name):
        return name
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names are what is wanted
    except OSError:
        return ""
    alike = (each for each in names if normal(each).casefold() == normal(name).casefold())
    return min(alike, key=lambda each: normal(each) != normal(name), default="")


def names_in(folder: Path) -> tuple[str, ...]:
    """Return the names of the files in the folder, sorted; none where the deck has no such folder."""
    if not is_inside(folder, folder.parent):
        return ()
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted(normal(each.name) for each in entries if each.is_file()))
    except OSError:
        return ()


def read_media(folder: Path, name: str) -> Media:
    """Return the file. Raises InputError where it is missing, empty or outside of the deck's folder."""
    path = folder / name
    if not is_inside(folder, folder.parent):
        message = "`media` is a link that leads out of the deck's folder."
        raise InputError.at(path, 0, "media-outside", message, "Put the folder itself there.")
    if Path(name).name == name:
        there = name_there(folder, name)
        if normal(there) != normal(name):
            message = f"There is no file {name[:60]!r} in `media`."
            remedy = "Put it there, or correct its name."
            remedy = f"There is {there!r}: write it so." if there else remedy
            raise InputError.at(path, 0, "media-missing", message, remedy)
        path = folder / there
    # realpath, since Path.resolve raises for links that go in a circle.
    real_folder = os.path.dirname(os.path.realpath(path))  # noqa: PTH120
    if Path(name).name != name or real_folder != os.path.realpath(folder):
        message = f"{name!r} leads out of the folder `media`."
        raise InputError.at(path, 0, "media-outside", message, _PUT)
    content = read_bytes(path)
    if not content:
        raise InputError.at(path, 0, "empty-media", f"{name!r} is empty.", _PUT)
    return Media(name, content)
