"""Packages of another tool, and packages that somebody has laid a hand on."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.package.packing import COLLECTION, zipped
from tests.package.test_encode import entries

_genanki: Any = import_module("genanki")  # it has no types


@dataclass(frozen=True)
class Foreign:
    """A deck as a script with genanki makes it. `guids` False leaves them to genanki's hash."""

    second: int = 1_700_000_000
    deck: str = "Capitals"
    fields: Sequence[str] = ("Front", "Back")
    front: str = "{{Front}}"
    css: str = ".card { color: black; }"
    has_guids: bool = True
    type_id: int = 1_600_000_000_000
    media: dict[str, bytes] = field(default_factory=dict)

    def write(self, file: Path, notes: Iterable[Sequence[str]]) -> Path:
        """Write notes, each its name, its texts and no more."""
        note_type = _genanki.Model(
            self.type_id,
            "Capital",
            fields=[{"name": name} for name in self.fields],
            templates=[{"name": "Card", "qfmt": self.front, "afmt": "{{FrontSide}}{{Back}}"}],
            css=self.css,
        )
        deck = _genanki.Deck(1_600_000_000_001, self.deck)
        for name, *texts in notes:
            padded = [*texts, *[""] * (len(self.fields) - len(texts))]
            guid = {"guid": _genanki.guid_for(name)} if self.has_guids else {}
            deck.add_note(_genanki.Note(note_type, padded, **guid))
        package = _genanki.Package(deck, [str(each) for each in self._drawn(file.parent)])
        package.write_to_file(str(file), timestamp=self.second)
        return file

    def _drawn(self, folder: Path) -> Iterable[Path]:
        for name, content in self.media.items():
            (folder / name).write_bytes(content)
            yield folder / name


def restyled(package: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Return the package after a change to Anki's own description of each note type."""
    files = entries(package)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(files[COLLECTION])
        ((text,),) = connection.execute("SELECT models FROM col")
        models = json.loads(text)
        for model in models.values():
            change(model)
        connection.execute("UPDATE col SET models = ?", [json.dumps(models)])
        return zipped(files | {COLLECTION: connection.serialize()})
