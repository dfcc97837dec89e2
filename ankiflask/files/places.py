"""Where decks are: a folder, a deck.yaml or a text file on the command line, or `decks/`."""

import os
from dataclasses import dataclass
from pathlib import Path

from ankiflask.errors import OutputError, UsageError
from ankiflask.files.encodings import known

DECK_FILE = "deck.yaml"
PAGE_FILE = "preview.html"
OUTPUT = Path("dist")
_YAML = frozenset({".yaml", ".yml"})
_HTML = frozenset({".html", ".htm"})


@dataclass(frozen=True, slots=True)
class Place:
    """A deck's own file: a deck.yaml, or a bare text to draft from.

    `encoding` is what was asked for, "" where nothing was; None where it cannot be asked for.
    """

    file: Path
    is_text: bool = False
    encoding: str | None = None

    @property
    def lock(self) -> Path:
        """Where its lock is or will be."""
        return self.file.with_suffix(".lock")

    @property
    def media(self) -> Path:
        """The folder of its pictures and sounds."""
        return self.file.parent / "media"


def places(named: tuple[str, ...], encoding: str | None = None) -> tuple[Place, ...]:
    """Return the decks that were named, each once, or else every deck under `decks/`.

    `encoding` is that of bare texts. Raises UsageError where it is unknown, and where there is no deck. A named file need not
    exist: reading it says so.
    """
    encoding = None if encoding is None else known(encoding)
    if named:
        once: dict[object, Place] = {}
        for place in (_place(name, encoding) for name in named):
            once.setdefault(_identity(place.file), place)
        return tuple(once.values())
    found = tuple(Place(file) for file in sorted(Path("decks").glob(f"*/{DECK_FILE}")))
    if not found:
        raise UsageError(
            "There is no deck here: no folder `decks` that holds NAME/deck.yaml.",
            "Name one (`ankiflask build notes.txt`), "
            "or start one (`ankiflask draft notes.txt -o decks/NAME/deck.yaml`).",
        )
    return found


def deck_named(name: str) -> Path:
    """Return the deck file that is meant by a name to write to: a .yaml file, or a deck's folder.

    Raises UsageError where the name is neither.
    """
    path = Path(name)
    if _is_folder(name) or not (path.suffix or path.exists()):
        return path / DECK_FILE
    if path.suffix.lower() not in _YAML:
        message = f"{name!r} is not the name of a deck file, which ends in .yaml."
        raise UsageError(message, f"Write `-o decks/NAME/{DECK_FILE}`.")
    return path


def page_named(name: str | None) -> Path:
    """Return the page that is meant by a name to write to: a .html file, or the folder it goes to.

    Raises UsageError where the name is neither; without a name as `output_folder` does.
    """
    if name is None:
        return output_folder(None) / PAGE_FILE
    path = Path(name)
    if _is_folder(name):
        return path / PAGE_FILE
    if path.suffix.lower() not in _HTML:
        message = f"{name!r} is not the name of a page, which ends in .html."
        raise UsageError(message, f"Write `-o {PAGE_FILE}`.")
    return path


def output_folder(name: str | None) -> Path:
    """Return the folder for packages that is meant by a name, or `dist` without one.

    Raises UsageError where the name is that of a file. `dist` may come with a repository, so
    OutputError is raised where it is a link: only who names a link is sure to mean where it leads.
    """
    if name is None:
        if os.path.islink(OUTPUT):  # noqa: PTH114 - Path.is_symlink raises where nothing may be read
            message = (
                f"{OUTPUT} is a link to {str(OUTPUT.readlink())!r}, so nothing was written there."
            )
            raise OutputError(message, "Name the folder that you mean with -o.")
        return OUTPUT
    path = Path(name)
    is_package = path.suffix.lower() in (".apkg", ".colpkg")
    if not _is_folder(name) and (is_package or os.path.lexists(path)):
        message = (
            f"-o names the folder that the packages go to, and {name!r} is the name of a file."
        )
        raise UsageError(message, "Name a folder; a package is called by its deck's uid.")
    return path


def _is_folder(name: str) -> bool:
    return name.endswith(("/", os.sep)) or os.path.isdir(name)  # noqa: PTH112 - as below


def _place(name: str, encoding: str | None) -> Place:
    path = Path(name)
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        return Place(path / DECK_FILE)
    is_text = path.suffix.lower() not in _YAML
    return Place(path, is_text=is_text, encoding=encoding if is_text else None)


def _identity(file: Path) -> object:
    """Return what is equal for two names of one file in one folder."""
    try:
        folder = file.parent.stat()
    except (OSError, ValueError):
        return file
    return folder.st_dev, folder.st_ino, file.name
