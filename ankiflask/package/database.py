"""Rows to the bytes of a SQLite database, equal for equal rows whatever SQLite writes them."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from ankiflask.package.pages import PAGE_SIZE, blank_gaps

Insert = tuple[str, Iterable[Any]]  # a statement and the rows that it takes

# All that a build of SQLite may have another default for, as far as it reaches the bytes.
_PRAGMAS = (
    f"PRAGMA page_size = {PAGE_SIZE}",
    "PRAGMA encoding = 'UTF-8'",
    "PRAGMA auto_vacuum = NONE",
    "PRAGMA legacy_file_format = OFF",
    "PRAGMA secure_delete = ON",
)
ROOTS = "SELECT rootpage FROM sqlite_schema WHERE rootpage"
# The change counter, and the counter and SQLite version of the last writer: SQLite's own marks.
_MARKS = (slice(24, 28), slice(92, 100))


def database_bytes(
    tables: Iterable[str], rows: Iterable[Insert], indexes: Iterable[str]
) -> bytearray:
    """Return the database. `rows` come with the statement that inserts them; indexes are made last.

    Of an iterator, each table's rows are let go as soon as they are in.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        fill(connection, tables, rows, indexes)
        roots = [1, *(root for (root,) in connection.execute(ROOTS))]
        content = connection.serialize()
    return unmarked(content, roots)


def fill(
    connection: sqlite3.Connection,
    tables: Iterable[str],
    rows: Iterable[Insert],
    indexes: Iterable[str],
) -> None:
    """Write everything into a new, empty database."""
    for statement in (*_PRAGMAS, "BEGIN", *tables):
        connection.execute(statement)
    for statement, values in rows:
        connection.executemany(statement, values)
        del values
    for statement in (*indexes, "COMMIT"):
        connection.execute(statement)


def unmarked(content: bytes, roots: Iterable[int]) -> bytearray:
    """Return the database without what tells which SQLite wrote it."""
    database = bytearray(content)
    for mark in _MARKS:
        database[mark] = bytes(mark.stop - mark.start)
    blank_gaps(database, roots)
    return database
