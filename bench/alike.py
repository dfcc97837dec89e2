"""Shows that two packages hold the same before anybody compares how fast they were made."""

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.anki.learner import Anki, Learner
from tests.anki.make_environments import environments

# Ids, checksums and the sort field are each writer's own.
_NOTES = "SELECT guid, mid, mod, usn, tags, flds, flags, data FROM notes ORDER BY guid"
_CARDS = (
    "SELECT guid, ord, due, cards.mod, cards.usn, type, queue, ivl, factor, reps, cards.data"
    " FROM cards JOIN notes ON notes.id = nid ORDER BY guid, ord"
)


def refuse_unlike(one: Path, other: Path) -> tuple[int, int]:
    """Return the numbers of notes and cards; ends the program where the packages differ."""
    with opened(one) as mine, opened(other) as theirs:
        notes, cards = mine.execute(_NOTES).fetchall(), mine.execute(_CARDS).fetchall()
        if (notes, cards) != (theirs.execute(_NOTES).fetchall(), theirs.execute(_CARDS).fetchall()):
            raise SystemExit(f"{one} and {other} do not hold the same rows.")
    return len(notes), len(cards)


def refuse_unlike_imports(packages: tuple[Path, ...], folder: Path) -> tuple[str, int, int]:
    """Return Anki's version, and the notes and cards that each gave; ends the program else."""
    with Anki(environments()[0]) as anki:
        notes, cards = _imported(anki, packages[0], folder)
        for other in packages[1:]:
            if _imported(anki, other, folder) != (notes, cards):
                raise SystemExit(f"Anki imports {packages[0]} and {other} differently.")
        return anki.wheel, len(notes), len(cards)


def _imported(anki: Anki, package: Path, folder: Path) -> tuple[list[Any], list[Any]]:
    with Learner(anki, folder / f"{package.stem}-learner") as learner:
        learner.import_package(package)
        found = learner.look()
    guids = {note.id: note.guid for note in found.notes}
    notes = [(n.guid, n.note_type, n.mod, n.tags, list(n.fields.items())) for n in found.notes]
    cards = [(guids[c.note], c.ord, c.deck, c.due, c.type, c.queue) for c in found.cards]
    return sorted(notes), sorted(cards)


@contextmanager
def opened(package: Path) -> Iterator[sqlite3.Connection]:
    """Open the database in a package."""
    connection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(package) as archive:
        connection.deserialize(archive.read("collection.anki2"))
    try:
        yield connection
    finally:
        connection.close()


def ready_rows(ours: Path, genanki: Path) -> Any:
    """Return what the floor is given: tables, our rows in the order of ids, genanki's indexes.

    The floor is what one took to be needed before any thought: genanki's layout and SQLite's own
    settings. That our package does without indexes, and with other settings, is our own work.
    """
    schema = "SELECT sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL ORDER BY rowid"
    with opened(genanki) as database:
        tables = [sql for (sql,) in database.execute(schema, ("table",))]
        indexes = [sql for (sql,) in database.execute(schema, ("index",))]
    with opened(ours) as database:
        rows = [
            (table, database.execute(f"SELECT * FROM {table} ORDER BY id").fetchall())  # noqa: S608
            for table in ("col", "notes", "cards")
        ]
    return tables, rows, indexes
