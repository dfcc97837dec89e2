"""A package that is none, or that would do harm, is refused with one problem in words."""

import json
import sqlite3
import tracemalloc
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from backports import zstd

from ankiflask.errors import InputError
from ankiflask.package.open import open_package
from ankiflask.package.unzip import MAX_ENTRIES, MIB
from ankiflask.problems import Problem
from tests.package.packing import (
    COLLECTION,
    PACKAGE,
    after,
    collection_after,
    flagged,
    with_file,
    with_link,
    without,
    zipped,
)
from tests.package.test_encode import entries


def refusal(content: bytes) -> Problem:
    with pytest.raises(InputError) as caught:
        open_package(content, "birds.apkg")
    (problem,) = caught.value.problems
    assert problem.file == "birds.apkg"
    assert problem.remedy
    return problem


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"no package", b"\0" * 1000, PACKAGE[:1000], PACKAGE[1000:], PACKAGE[:-30]],
    ids=["empty", "two bytes", "text", "zeros", "head", "tail", "cut"],
)
def test_what_is_no_zip(content: bytes) -> None:
    assert refusal(content).rule in {"not-a-package", "package-damaged"}


def test_a_zip_of_something_else() -> None:
    assert refusal(zipped({"letter.txt": b"Dear Sir"})).rule == "not-a-package"
    assert refusal(without(COLLECTION)).rule == "not-a-package"


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TABLE notes",),
        ("DROP TABLE col",),
        ("ALTER TABLE cards RENAME COLUMN due TO later",),
        ("DROP TABLE revlog", "CREATE VIEW revlog AS SELECT 1 AS id"),
        (
            "ALTER TABLE notes RENAME TO others",
            "CREATE VIEW notes AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT others.* FROM others, n",
        ),
        (
            "DROP TABLE notes",
            "CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, mod, tags, flds)",
        ),
        (
            "ALTER TABLE notes DROP COLUMN flds",
            "ALTER TABLE notes ADD COLUMN flds AS (hex(zeroblob(500000000)))",
        ),
    ],
    ids=["no notes", "no col", "no due", "view", "endless view", "virtual", "computed"],
)
def test_a_database_without_the_plain_tables_of_anki(statements: tuple[str, ...]) -> None:
    assert refusal(after(*statements)).rule == "not-a-package"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notes SET flds = x'00ff'",
        "UPDATE notes SET mod = 'now'",
        "UPDATE cards SET due = 1e300",
        "UPDATE notes SET guid = CAST(x'ff' AS TEXT)",
        "UPDATE col SET models = '{'",
        "UPDATE col SET models = '[]'",
        """UPDATE col SET models = '{"1": []}'""",
        """UPDATE col SET models = '{"one": {"name": "", "flds": [], "tmpls": []}}'""",
        """UPDATE col SET models = '{"1": {"name": "", "flds": [1], "tmpls": []}}'""",
        """UPDATE col SET models = '{"1": {"name": "", "flds": [], "tmpls": [{}]}}'""",
        """UPDATE col SET models = '{"1": {"name": "\\ud800", "flds": [], "tmpls": []}}'""",
        """UPDATE col SET decks = '{"1": {"name": null}}'""",
        "UPDATE col SET decks = replace(hex(zeroblob(50000)), '0', '[')",
        "DELETE FROM col",
        "INSERT INTO col SELECT 2, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags FROM col",
        "ALTER TABLE revlog RENAME TO r2",
    ],
)
def test_a_collection_that_anki_would_not_write(statement: str) -> None:
    assert refusal(after(statement)).rule in {"package-damaged", "not-a-package"}


def test_a_schema_that_sqlite_complains_of_in_no_text() -> None:
    """Its error message quotes the schema, and cannot be decoded."""
    odd = collection_after("CREATE TABLE oddity (id)").replace(b"TABLE oddity", b"TABLE od'\xc2ty")
    assert refusal(with_file(COLLECTION, odd)).rule == "package-damaged"


def test_note_types_that_are_longer_than_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ankiflask.package.schemas.MAX_TEXT", 10_000)
    assert refusal(PACKAGE).rule == "package-damaged"


def test_a_file_that_is_longer_than_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ankiflask.package.open.MAX_COLLECTION", 10_000)
    assert refusal(PACKAGE).rule == "package-too-large"


def test_a_default_that_makes_little_much() -> None:
    plenty = "x" * 5_000_000
    grown = after(
        "ALTER TABLE revlog ADD COLUMN more TEXT",
        "CREATE TABLE n AS SELECT id, guid, mid, mod, tags FROM notes",
        "DROP TABLE notes",
        "ALTER TABLE n RENAME TO notes",
        "WITH RECURSIVE c(x) AS (SELECT 9 UNION ALL SELECT x + 1 FROM c LIMIT 1000)"
        " INSERT INTO notes SELECT x, x, 1, 1, '' FROM c",
        f"ALTER TABLE notes ADD COLUMN flds TEXT DEFAULT '{plenty}'",
    )
    assert refusal(grown).rule == "package-damaged"


def test_a_tree_of_pages_that_leads_to_one_page_again_and_again() -> None:
    """Each inner page names the next one 100 times: a trillion rows in a few kilobytes."""
    database = _looping_pages()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        rows = connection.execute("SELECT id FROM revlog NOT INDEXED")
        assert len(rows.fetchmany(1_000_000)) == 1_000_000
    assert refusal(with_file(COLLECTION, database)).rule == "package-damaged"


def _looping_pages() -> bytes:
    database = bytearray(
        collection_after(
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 100)"
            " INSERT INTO revlog SELECT x, 1, -1, 3, 1, 0, 2500, 900, 0 FROM c"
        )
    )
    size = int.from_bytes(database[16:18])
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes(database))
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'revlog'"
        ((root,),) = connection.execute(query)
    pages, leaf = len(database) // size, bytes(database[(root - 1) * size : root * size])
    levels = 6
    for level in range(levels):
        database += _inner(size, pages + level + 2)
    database += leaf
    database[(root - 1) * size : root * size] = _inner(size, pages + 1)
    database[28:32] = (len(database) // size).to_bytes(4)
    return bytes(database)


def _inner(size: int, child: int, count: int = 100) -> bytes:
    """Return an inner page of a table's tree, with one child under every key."""
    cells = b"".join(child.to_bytes(4) + bytes([key + 1]) for key in range(count))
    begin = size - len(cells)
    header = b"\5\0\0" + count.to_bytes(2) + begin.to_bytes(2) + b"\0" + child.to_bytes(4)
    pointers = b"".join((begin + 5 * at).to_bytes(2) for at in range(count))
    return (header + pointers).ljust(begin, b"\0") + cells


def test_what_unpacks_to_far_more_than_it_is() -> None:
    assert refusal(with_file("9", bytes(20 * MIB))).rule == "package-too-large"


def test_zstandard_that_unpacks_to_far_more_than_it_is() -> None:
    much = zstd.compress(bytes(200 * MIB))
    newest = zipped({"meta": b"\x08\x03", "collection.anki21b": much}, zipfile.ZIP_STORED)
    assert refusal(newest).rule == "package-too-large"


@pytest.mark.parametrize("packed", [b"", b"none", zstd.compress(b"none")[:-2]])
def test_zstandard_that_is_broken(packed: bytes) -> None:
    newest = zipped({"meta": b"\x08\x03", "collection.anki21b": packed}, zipfile.ZIP_STORED)
    assert refusal(newest).rule == "package-damaged"


def test_more_files_than_any_deck_has() -> None:
    assert refusal(b"PK\x01\x02" * (MAX_ENTRIES + 1)).rule == "package-too-large"


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        (b"\n\0" * 7_000_000, 'The package names a media file "".'),
        (b"\n\x03\n\x01a" * (MAX_ENTRIES + 1), "The package lists over 200,000 media files."),
    ],
)
def test_a_packed_list_of_more_media_than_any_deck_has(listed: bytes, words: str) -> None:
    packed = {"media": zstd.compress(listed), "collection.anki21b": b"", "meta": b"\x08\x03"}
    tracemalloc.start()
    problem = refusal(zipped(packed, zipfile.ZIP_STORED))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert problem.message == words
    assert peak < 200 * MIB


@pytest.mark.parametrize(
    "text", ["[" + "{}," * 3_000_000 + "{}]", "[" * 3_000_000, '{"a":0,' * 10**6]
)
def test_json_of_more_values_than_any_package_has(text: str) -> None:
    tracemalloc.start()
    problem = refusal(with_file("ankiflask.json", text.encode()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (problem.rule, "2,000,000 values" in problem.message) == ("package-too-large", True)
    assert peak < 100 * MIB


def test_a_note_of_more_fields_than_anybody_makes() -> None:
    many = after("UPDATE notes SET flds = replace(printf('%.*c', 200000, 'x'), 'x', x'1f')")
    assert refusal(many).message == "A note has 200,001 fields; the limit is 1,000."


def test_a_note_type_of_more_fields_than_anybody_makes() -> None:
    each = '{"name": "F", "ord": 0}'
    many = ",".join([each] * 1001)
    types = f'{{"1": {{"name": "Wide", "flds": [{many}], "tmpls": []}}}}'
    problem = refusal(after(f"UPDATE col SET models = '{types}'"))  # noqa: S608 - our own text
    assert problem.message == 'The note type "Wide" has 1,001 fields; the limit is 1,000.'


def test_an_encrypted_zip() -> None:
    assert refusal(flagged(1)).rule == "package-encrypted"


def test_a_link_out_of_the_package() -> None:
    assert refusal(with_link()).rule == "package-unsafe"


def test_another_compression() -> None:
    assert refusal(zipped(entries(PACKAGE), zipfile.ZIP_BZIP2)).rule == "package-unsafe"


def test_two_files_of_one_name() -> None:
    twice = with_file("medio", b"{}").replace(b"medio", b"media")
    assert refusal(twice).rule == "package-unsafe"


@pytest.mark.parametrize(
    "listed",
    [
        {"0": "../../evil.sh"},
        {"0": "/etc/passwd"},
        {"0": "a\\b"},
        {"0": ".."},
        {"0": ""},
        {"0": "a\0b"},
    ],
)
def test_a_media_file_that_wants_to_be_elsewhere(listed: dict[str, str]) -> None:
    assert refusal(with_file("media", json.dumps(listed).encode())).rule == "package-unsafe"


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"../0": "a"}', '{"0": 1}', '{"0": "\\ud800"}', "[" * 100_000]
)
def test_a_list_of_media_that_is_none(text: str) -> None:
    assert refusal(with_file("media", text.encode())).rule == "package-damaged"


@pytest.mark.parametrize("text", [b"", b"[]", b"\xff", b'{"uid": "\\udcff"}'])
def test_a_manifest_that_is_none(text: bytes) -> None:
    assert refusal(with_file("ankiflask.json", text)).rule == "package-damaged"


def test_a_damaged_media_file_is_told_when_it_is_read() -> None:
    place = PACKAGE.index(b"PK\x03\x04") + 35
    broken = PACKAGE[:place] + bytes([PACKAGE[place] ^ 255]) + PACKAGE[place + 1 :]
    (song,) = open_package(broken, "birds.apkg").media
    with pytest.raises(InputError, match='"0" in the package is damaged'):
        song.read()


@pytest.mark.parametrize("meta", [b"\x08\x04", b"\x08\x00", b""])
def test_a_form_that_is_not_known(meta: bytes) -> None:
    assert refusal(with_file("meta", meta)).rule == "package-too-new"


def test_a_shell_that_only_asks_to_update_anki() -> None:
    shell = after(
        "DELETE FROM notes WHERE rowid > (SELECT min(rowid) FROM notes)",
        "UPDATE notes SET flds = 'Please update to the latest Anki version, then import'",
    )
    assert refusal(shell).rule == "package-empty"


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    open_package(with_file("../evil", b"!"), "birds.apkg")
    assert [*tmp_path.rglob("*")] == [inner]
