"""SQLite's file format, as far as one build leaves other bytes in unused places than the next.

In the gap of a page, between the pointers to its cells and the cells, stands what was moved away.
With `secure_delete` that is zeros but for the length of the last freed block, which SQLite wrote
there up to some version and does not write since.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from struct import Struct
from typing import Any

PAGE_SIZE = 8192  # a sixth quicker to fill than 4096, and a little smaller
_FILE_HEADER = 100  # bytes, before the header of page 1
_PAGE_HEADER = Struct(">BHHHB")  # kind, first free block, cells, where they begin, fragments
_PAGE_NUMBER = Struct(">I")
_INNER = frozenset({2, 5})


def blank_gaps(content: bytearray, roots: Iterable[int]) -> None:
    """Fill the gap of every page with zeros. `roots` are the numbers of the trees' first pages."""
    pages = list(roots)
    while pages:
        page = pages.pop()
        start = (page - 1) * PAGE_SIZE
        header = start + (_FILE_HEADER if page == 1 else 0)
        kind, _, cells, begin, _ = _PAGE_HEADER.unpack_from(content, header)
        pointers = header + (12 if kind in _INNER else 8)
        gap = slice(pointers + 2 * cells, start + begin)
        content[gap] = bytes(gap.stop - gap.start)
        if kind in _INNER:
            pages += _children(content, start, header, cells)


def _children(content: bytearray, start: int, header: int, cells: int) -> Iterator[int]:
    for (offset,) in Struct(">H").iter_unpack(content[header + 12 : header + 12 + 2 * cells]):
        yield _PAGE_NUMBER.unpack_from(content, start + offset)[0]
    yield _PAGE_NUMBER.unpack_from(content, header + 8)[0]


Insert = tuple[str, Iterable[Sequence[Any]]]  # a statement and the rows that it takes, one each

_ROWS_AT_ONCE = 16  # of one statement: a third quicker than one, and more bring nothing

# All that a build of SQLite may have another default for, as far as it reaches the bytes.
_PRAGMAS = (
    f"PRAGMA page_size = {PAGE_SIZE}",
    "PRAGMA encoding = 'UTF-8'",
    "PRAGMA auto_vacuum = NONE",
    "PRAGMA legacy_file_format = OFF",
    "PRAGMA secure_delete = ON",
)
# Rows come in order, so a full page is not read again; a database that fails is thrown away.
_QUICK = ("PRAGMA journal_mode = OFF", "PRAGMA cache_size = -128")  # KiB: they stay near the CPU
# Pages are written where `serialize` finds them as one piece: half of the memory of ":memory:".
_IN_MEMORY = "file:collection?vfs=memdb"
ROOTS = "SELECT rootpage FROM sqlite_schema WHERE rootpage"
# The change counter, and the counter and SQLite version of the last writer: SQLite's own marks.
_MARKS = (slice(24, 28), slice(92, 100))


def database_bytes(tables: Iterable[str], rows: Iterable[Insert]) -> bytearray:
    """Return the database. `rows` come with the statement that inserts them."""
    with closing(sqlite3.connect(_IN_MEMORY, uri=True, isolation_level=None)) as connection:
        fill(connection, tables, rows)
        roots = [1, *(root for (root,) in connection.execute(ROOTS))]
        content = connection.serialize()
    return unmarked(content, roots)


def fill(connection: sqlite3.Connection, tables: Iterable[str], rows: Iterable[Insert]) -> None:
    """Write everything into a new, empty database."""
    for statement in (*_PRAGMAS, *_QUICK, "BEGIN", *tables):
        connection.execute(statement)
    for statement, values in rows:
        _insert(connection, statement, iter(values))
    connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, statement: str, rows: Iterator[Sequence[Any]]) -> None:
    head, values, places = statement.partition("VALUES")
    for_many = head + values + ",".join([places] * _ROWS_AT_ONCE)
    while len(some := tuple(islice(rows, _ROWS_AT_ONCE))) == _ROWS_AT_ONCE:
        connection.execute(for_many, tuple(chain.from_iterable(some)))
    connection.executemany(statement, some)


def unmarked(content: bytes, roots: Iterable[int]) -> bytearray:
    """Return the database without what tells which SQLite wrote it."""
    database = bytearray(content)
    for mark in _MARKS:
        database[mark] = bytes(mark.stop - mark.start)
    blank_gaps(database, roots)
    return database
