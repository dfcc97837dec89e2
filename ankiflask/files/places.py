"""Where decks are: a folder, a deck.yaml or a text file on the command line, or `decks/`."""

import os
from dataclasses import dataclass
from pathlib import Path

from ankiflask.files.encodings import known
from ankiflask.values.errors import UsageError

DECK_FILE = "deck.yaml"
_YAML = frozenset({".yaml", ".yml"})


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
