"""A SQLite database that may be anything, read from bytes.

A table may be a view that computes for ever, a tree of pages may lead to one page a billion times.
So only plain tables are read, row by row as they lie, and no more than the bytes can hold.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from ankiflask.package.refused import RefusedError, damaged
from ankiflask.package.unzip import MIB

MAX_VALUE = 64 * MIB
_OPS_A_LOOK = 10_000
_OPS = 1_000_000  # of SQLite's machine, for a start
_OPS_A_BYTE = 4  # a row takes some 30, and has that many bytes
_LEAST_ROW = 4  # bytes
_JOURNAL_KINDS = slice(18, 20)
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_PRAGMA}
_PRAGMAS = ("PRAGMA trusted_schema = OFF", "PRAGMA query_only = ON", "PRAGMA cell_size_check = ON")
_PLAIN = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 1"
_IS_COMPUTED = 6
_UNSOUND = (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, MemoryError)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Database:
    """An open database and the plain tables in it, each with the columns that it stores."""

    connection: sqlite3.Connection
    tables: Mapping[str, frozenset[str]]
    size: int

    def rows(self, table: str, columns: Mapping[str, type]) -> list[Row]:
        """Return the rows, each value of its column's type; raises RefusedError else.

        Where a number is wanted, a broken one loses its fraction: old Ankis wrote such.
        """
        if not columns.keys() <= self.tables.get(table, frozenset()):
            raise RefusedError(
                "not-a-package", f'The collection has no table "{table}" of Anki\'s.'
            )
        names = ", ".join(f'"{name}"' for name in columns)
        kinds = tuple(columns.values())
        left = self.size
        found: list[Row] = []
        try:
            for row in self.connection.execute(f"SELECT {names} FROM {table} NOT INDEXED"):  # noqa: S608 - our names
                left -= _LEAST_ROW + sum(len(each) for each in row if isinstance(each, str | bytes))
                if left < 0:
                    raise damaged()
                found.append(tuple(map(_value, row, kinds)))
        except _UNSOUND:
            raise damaged() from None
        return found


@contextmanager
def database(content: bytearray) -> Iterator[Database]:
    """Open the database; raises RefusedError where there is none."""
    # With a log beside it no database opens from memory; the log of a package is always empty.
    content[_JOURNAL_KINDS] = b"\1\1"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)
        # Stop SQLite when it has worked far longer than so many bytes can take.
        looks = iter(range((_OPS + _OPS_A_BYTE * len(content)) // _OPS_A_LOOK))
        connection.set_progress_handler(lambda: next(looks, None) is None, _OPS_A_LOOK)
        try:
            connection.deserialize(content)
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            connection.set_authorizer(
                lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
            )
            tables = {name: _columns(connection, name) for (name,) in connection.execute(_PLAIN)}
        except _UNSOUND:
            raise damaged() from None
        yield Database(connection, tables, len(content))


def _columns(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    """Return the columns that lie in the table; of one that computes any, none."""
    quoted = table.replace('"', '""')
    found = list(connection.execute(f'PRAGMA table_xinfo("{quoted}")'))
    is_computed = any(row[_IS_COMPUTED] for row in found)
    return frozenset() if is_computed else frozenset(row[1] for row in found)


def _value(value: object, kind: type) -> Any:
    if isinstance(value, kind):
        return value
    if kind is int and isinstance(value, float) and abs(value) < 2**63:
        return int(value)
    raise damaged()
