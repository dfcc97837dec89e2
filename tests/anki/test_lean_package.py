"""A package leaves out what Anki makes anew: the sort field, and the indexes of genanki's layout."""

import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from genanki.apkg_schema import APKG_SCHEMA

from tests.anki.collection import Collection
from tests.anki.learner import Anki, Learner
from tests.anki.releases import Capitals

pytestmark = pytest.mark.anki

_COLLECTION = "collection.anki2"
_INDEXES = [part for part in APKG_SCHEMA.split(";") if "CREATE INDEX" in part]


def _filled(database: bytes) -> bytes:
    """Return a package's database with all that genanki writes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        held = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()
        assert held == []
        assert connection.execute("SELECT DISTINCT sfld FROM notes").fetchall() == [("",)]
        for index in _INDEXES:
            connection.execute(index)
        for note_id, fields in connection.execute("SELECT id, flds FROM notes").fetchall():
            question = fields.split("\x1f")[1]
            connection.execute("UPDATE notes SET sfld = ? WHERE id = ?", (question, note_id))
        connection.commit()
        return connection.serialize()


def _with_everything(package: Path, target: Path) -> Path:
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _filled(content) if name == _COLLECTION else content)
    return target


def _without_the_hour(collection: Collection) -> Collection:
    """Leave out what tells the time at which the collection was made, or updated.

    Anki's own note types have the one. The other stands in the notes that an Anki until 24.11
    updates, in the place of the package's second.
    """
    ours = tuple(each for each in collection.note_types if each.name.startswith("ankiflask"))
    assert ours
    notes = (replace(each, mod=min(each.mod, Capitals.SECOND_AT)) for each in collection.notes)
    return replace(collection, note_types=ours, notes=tuple(notes))


def test_anki_makes_the_sort_field_of_what_can_be_seen_of_the_question(
    learner: Learner, capitals: Capitals
) -> None:
    learner.import_package(capitals.first)
    notes = learner.look().notes
    assert notes
    for note in notes:
        assert note.sort_field == learner.plain(next(iter(note.fields.values())))
        assert note.checksum > 0


def test_a_package_with_everything_imports_and_updates_the_same(
    anki: Anki, capitals: Capitals, tmp_path: Path
) -> None:
    seen = []
    for name in ("lean", "full"):
        with Learner(anki, tmp_path / name) as learner:
            told = []
            for number, package in enumerate((capitals.first, capitals.second)):
                given = (
                    _with_everything(package, tmp_path / f"full-{number}.apkg")
                    if name == "full"
                    else package
                )
                told.append(learner.import_package(given))
            looked = _without_the_hour(learner.look())
            seen.append((told, looked, learner.render(), learner.check_database()))
    lean, full = seen
    assert lean[1].notes
    assert lean == full
    assert lean[3] == ()
