"""Rows to the bytes of a SQLite database, equal for equal rows whatever SQLite writes them."""

import sqlite3
from collections.abc import Iterable
from typing import Any

# The change counter, and the counter and SQLite version of the last writer: SQLite's own marks.
_MARKS = (slice(24, 28), slice(92, 100))


def database_bytes(
    tables: Iterable[str], rows: Iterable[tuple[str, Iterable[Any]]], indexes: Iterable[str]
) -> bytes:
    """Return the database. `rows` gives each table's rows by its name; indexes are made last."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete = ON")  # or deleted bytes depend on the build
        connection.execute("BEGIN")
        for statement in tables:
            connection.execute(statement)
        for table, values in rows:
            _insert(connection, table, list(values))
        for statement in indexes:
            connection.execute(statement)
        connection.execute("COMMIT")
        content = bytearray(connection.serialize())
    finally:
        connection.close()
    for mark in _MARKS:
        content[mark] = bytes(mark.stop - mark.start)
    return bytes(content)


def _insert(connection: sqlite3.Connection, table: str, values: list[Any]) -> None:
    if values:
        places = ",".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608 - our names
