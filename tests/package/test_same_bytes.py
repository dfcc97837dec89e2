"""Equal rows are equal bytes whatever SQLite writes them; zlib alone makes packages differ.

The second SQLite is the one in the `apsw` wheel, the second zlib the one in the `zlib-ng` wheel.
"""

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import apsw
import pytest
from zlib_ng import zlib_ng

from ankiflask.anki.note_types import QA
from ankiflask.package.database import ROOTS, database_bytes, fill, unmarked
from ankiflask.package.encode import encode
from ankiflask.package.genanki_rows import TABLES
from ankiflask.package.model import Contents, MediaFile
from tests.anki.collection import Collection
from tests.anki.learner import Anki, Learner
from tests.anki.make_environments import environments
from tests.package.test_encode import anki_note, contents, entries, fields_of

Rows = list[tuple[str, list[tuple[Any, ...]]]]

_NAMES = ("col", "notes", "cards")
_COLLECTION = "collection.anki2"
# What a build may have for a default.
_DEFAULTS = (
    (),
    ("PRAGMA page_size = 1024",),
    ("PRAGMA page_size = 65536",),
    ("PRAGMA encoding = 'UTF-16le'",),
    ("PRAGMA secure_delete = OFF",),
    ("PRAGMA secure_delete = FAST",),
    ("PRAGMA legacy_file_format = ON",),
    ("PRAGMA cache_size = 10",),
    ("PRAGMA temp_store = FILE", "PRAGMA threads = 2"),
)


def _many(count: int) -> Contents:
    """Notes of every size, from no text to several pages of the database."""
    notes = [anki_note(f"note-{n}", n + 1, cards=(0, 1)[: 1 + n % 2]) for n in range(count)]
    texts = ["é光🙂 " * (n * n % 997 if n % 10 == 0 else n % 50) for n in range(count)]
    return contents(
        *(
            replace(note, fields=fields_of(QA, {**note.by_name, "Question": text}))
            for note, text in zip(notes, texts, strict=True)
        )
    )


@cache
def _package(size: str) -> bytes:
    made = {
        "empty": contents(),
        "small": contents(anki_note("robin"), anki_note("wren", 2, cards=(0, 1))),
        "10,000 notes": _many(10_000),
    }
    return encode(made[size]).content


@cache
def _rows(size: str) -> Rows:
    """Return what the database of a package holds, as statements and the whole rows for them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(entries(_package(size))[_COLLECTION])
        found: Rows = []
        for name in _NAMES:
            rows = connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()  # noqa: S608 - our names
            if rows:
                places = ",".join("?" * len(rows[0]))
                found.append((f"INSERT INTO {name} VALUES ({places})", rows))  # noqa: S608 - our names
        return found


def _roots(connection: Any) -> list[int]:
    return [1, *(root for (root,) in connection.execute(ROOTS))]


def _by_apsw(rows: Rows, defaults: Sequence[str]) -> bytearray:
    connection: Any = apsw.Connection(":memory:")
    with closing(connection):
        for pragma in defaults:
            connection.execute(pragma)
        fill(connection, TABLES, rows)
        return unmarked(connection.serialize("main"), _roots(connection))


def _by_sqlite3(rows: Rows, defaults: Sequence[str]) -> bytearray:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for pragma in defaults:
            connection.execute(pragma)
        fill(connection, TABLES, rows)
        return unmarked(connection.serialize(), _roots(connection))


def test_these_are_two_builds_of_sqlite() -> None:
    assert apsw.using_amalgamation
    assert apsw.sqlite_lib_version() != sqlite3.sqlite_version


@pytest.mark.parametrize("size", ["empty", "small", "10,000 notes"])
def test_two_builds_of_sqlite_write_the_same_bytes(size: str) -> None:
    database = entries(_package(size))[_COLLECTION]
    assert database_bytes(TABLES, _rows(size)) == database
    assert _by_apsw(_rows(size), ()) == database


@pytest.mark.parametrize("defaults", _DEFAULTS, ids=lambda pragmas: ", ".join(pragmas) or "none")
def test_no_default_of_a_build_reaches_the_bytes(defaults: tuple[str, ...]) -> None:
    rows = [(statement, values[:300]) for statement, values in _rows("10,000 notes")]
    database = database_bytes(TABLES, rows)
    assert _by_sqlite3(rows, defaults) == database
    assert _by_apsw(rows, defaults) == database


def test_the_defaults_would_reach_the_bytes() -> None:
    """Else the test above could not fail."""
    tables = ("CREATE TABLE one (a)",)
    seen = set()
    for defaults in _DEFAULTS:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            for statement in (*defaults, *tables):
                connection.execute(statement)
            seen.add(connection.serialize()[:24])
            seen.add(connection.serialize()[28:92])
    assert len(seen) == 5


def _packed_again(package: bytes, deflate: Any) -> bytes:
    """Return the same files, in the same order, deflated by another zlib."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            copy = zipfile.ZipInfo(entry.filename, entry.date_time)
            copy.compress_type = entry.compress_type
            copy.create_system, copy.external_attr = entry.create_system, entry.external_attr
            with new.open(copy, "w") as file:
                stream: Any = file
                stream._compressor = deflate.compressobj(1, deflate.DEFLATED, -deflate.MAX_WBITS)
                file.write(content)
    return packed.getvalue()


def test_packing_again_with_the_same_zlib_gives_the_same_bytes() -> None:
    """So what differs below is zlib's work alone."""
    package = _package("10,000 notes")
    assert _packed_again(package, zlib) == package


def _of_ours(collection: Collection) -> Collection:
    """Leave out Anki's own note types, which have the time at which the collection was made."""
    ours = tuple(each for each in collection.note_types if each.name.startswith("ankiflask"))
    assert ours
    return replace(collection, note_types=ours)


@pytest.mark.anki
def test_another_zlib_gives_other_bytes_and_the_same_contents(tmp_path: Path) -> None:
    notes = _many(300).notes
    made = contents(*notes, media=(MediaFile(name="a.svg", content=b"<svg/>" * 500),))
    package = encode(made)
    by_zlib_ng = _packed_again(package.content, zlib_ng)
    assert by_zlib_ng != package.content
    assert entries(by_zlib_ng) == entries(package.content)
    assert package.digest.encode() in entries(by_zlib_ng)["ankiflask.json"]
    seen = []
    with Anki(environments()[0]) as anki:
        for name, content in (("zlib", package.content), ("zlib-ng", by_zlib_ng)):
            file = tmp_path / f"{name}.apkg"
            file.write_bytes(content)
            with Learner(anki, tmp_path / name) as learner:
                log = learner.import_package(file)
                shown = learner.render(), learner.check_database()
                seen.append((log, _of_ours(learner.look()), *shown))
    assert len(seen[0][0].new) == len(notes)
    assert seen[0] == seen[1]
