"""Whatever was changed in a package since it was built, a sync refuses it and says why."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from ankiflask.errors import InputError
from ankiflask.package.encode import encode
from ankiflask.package.model import COLLECTION, MANIFEST
from ankiflask.package.open import open_package
from ankiflask.pipeline.contents import contents_of
from tests.package.packing import PACKAGE, after, collection_after, sealed, with_file, without
from tests.package.test_encode import anki_note, contents, entries, fields_of

# What the digest does not cover: itself, and how the build knows its own earlier output.
NOT_CONTENTS = {"built_from"}


def refusal(content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        contents_of(open_package(content, "birds.apkg"), "birds.apkg")
    (problem,) = caught.value.problems
    assert problem.file == "birds.apkg"
    return problem.message


def tables() -> dict[str, list[str]]:
    """Return the columns of each table of the package's collection."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(entries(PACKAGE)[COLLECTION])
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for (name,) in names
        }


def statements() -> Iterator[str]:
    for table, columns in tables().items():
        for column in columns:
            value = f"iif(typeof({column}) = 'integer', {column} + 1, {column} || ' ')"
            last = f"(SELECT max(rowid) FROM {table})"  # noqa: S608 - names of the schema
            yield f"UPDATE {table} SET {column} = {value} WHERE rowid = {last}"  # noqa: S608
        values = ", ".join(str(900 + at) for at in range(len(columns)))
        yield f"INSERT INTO {table} VALUES ({values})"  # noqa: S608
        yield f"DELETE FROM {table}"  # noqa: S608
        yield f"DROP TABLE {table}"
    yield "CREATE TABLE more (id)"
    yield "CREATE INDEX more ON notes (mid)"


def is_unchanged(statement: str) -> bool:
    return collection_after(statement) == collection_after()  # a zip holds the time, too


CHANGES = [each for each in statements() if not is_unchanged(each)]


def test_the_package_has_something_in_each_of_ankis_tables() -> None:
    assert set(tables()) == {"col", "notes", "cards", "revlog", "graves"}
    assert {each.split()[1] for each in CHANGES if each.startswith("UPDATE")} >= {
        "col",
        "notes",
        "cards",
    }


@pytest.mark.parametrize("statement", CHANGES)
def test_a_changed_column_row_or_table_is_refused(statement: str) -> None:
    assert refusal(after(statement))


@pytest.mark.parametrize("name", sorted(entries(PACKAGE)))
@pytest.mark.parametrize("how", ["another byte", "one more", "gone", "a copy"])
def test_a_changed_file_is_refused(name: str, how: str) -> None:
    content = entries(PACKAGE)[name]
    changed = {
        "another byte": with_file(name, bytes([content[0] ^ 1]) + content[1:]),
        "one more": with_file(name, content + b"x"),
        "gone": without(name),
        "a copy": with_file(f"{name}x", content),
    }[how]
    assert refusal(changed)


MANIFEST_NOW = json.loads(entries(PACKAGE)[MANIFEST])


@pytest.mark.parametrize("key", sorted(set(MANIFEST_NOW) - NOT_CONTENTS))
@pytest.mark.parametrize("value", ["other", 7, None, ["x"]], ids=str)
def test_a_changed_manifest_is_refused(key: str, value: object) -> None:
    assert refusal(with_file(MANIFEST, json.dumps(MANIFEST_NOW | {key: value}).encode()))
    gone = {each: value for each, value in MANIFEST_NOW.items() if each != key}
    assert refusal(with_file(MANIFEST, json.dumps(gone).encode()))


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE notes SET flds = replace(flds, '&amp;', '<script>x()</script>')", "Question"),
        ("UPDATE notes SET flds = replace(flds, char(31)||'A'||char(31), char(31)||'B'||char(31))", "Answer"),
        ("UPDATE notes SET tags = ' difficulty::hard '", "tags"),
        ("UPDATE notes SET mod = mod + 1", "modification time"),
        ("UPDATE notes SET flds = replace(flds, '1 1700000000 ', '1 x ')", "Sync"),
    ],
)  # fmt: skip
def test_a_note_that_differs_is_named_even_under_a_digest_that_fits(
    statement: str, reason: str
) -> None:
    message = refusal(sealed(after(statement)))
    assert '"robin"' in message or '"wren"' in message
    assert reason in message


def test_a_hash_of_a_field_that_is_empty_is_refused() -> None:
    note = anki_note("robin")
    emptied = replace(note, fields=fields_of(note.note_type, {**note.by_name, "Answer": ""}))
    assert "Answer" in refusal(encode(contents(emptied)).content)
