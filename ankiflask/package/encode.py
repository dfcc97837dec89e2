"""One package out of its contents."""

import json
import struct
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from operator import itemgetter
from typing import Any

from ankiflask import __version__
from ankiflask.package.anki import INDEXES, TABLES, collection_row, deck_json, note_type_json
from ankiflask.package.archive import zip_bytes
from ankiflask.package.database import Insert, database_bytes
from ankiflask.package.origin import MANIFEST
from ankiflask.package.rows import (
    INSERT_CARD,
    INSERT_COLLECTION,
    INSERT_NOTE,
    CardRow,
    NoteRow,
    table_rows,
)
from ankiflask.values.errors import InputError
from ankiflask.values.identity import deck_row_id
from ankiflask.values.note_types import NOTE_TYPES
from ankiflask.values.package import Contents, Package
from ankiflask.values.problems import Problem

_AT_ONCE = 256  # notes; more at once want fresh memory, which costs more than the hash


def encode(contents: Contents, built_from: str = "") -> Package:
    """Return the package. Equal contents give equal bytes with an equal SQLite and zlib.

    `built_from` is `origin`'s word on the sources, for the package to carry. Raises InputError where
    two notes or cards would share a GUID or a row id.
    """
    files, digest = packed(contents, built_from)
    return Package(zip_bytes(files), digest)


def packed(contents: Contents, built_from: str = "") -> tuple[dict[str, bytes | bytearray], str]:
    """Return the files of the package by their names, and the digest of the contents."""
    database, digest = _database(contents)
    cards = sum(len(note.cards) for note in contents.notes)
    build = {"built_from": built_from, "digest": digest, "cards": cards}
    files: dict[str, bytes | bytearray] = {
        "collection.anki2": database,
        "media": _json({str(place): each.name for place, each in enumerate(contents.media)}),
        MANIFEST: _json(_manifest(contents) | build),
        **{str(place): each.content for place, each in enumerate(contents.media)},
    }
    return files, digest


def _database(contents: Contents) -> tuple[bytearray, str]:
    """Return the database, and the digest of the contents."""
    deck_ids = _deck_ids(contents)
    col = collection_row(
        [note_type_json(note_type) for note_type in NOTE_TYPES.values()],
        [deck_json(deck_ids[name], name, contents.description) for name in sorted(deck_ids)],
    )
    notes, cards = table_rows(contents.notes, deck_ids)
    _refuse_clashes(contents, notes, cards)
    digest = _digest(contents, col, notes, cards)
    rows: list[Insert] = [(INSERT_CARD, cards), (INSERT_NOTE, notes), (INSERT_COLLECTION, [col])]
    del notes, cards  # they are as large as the database
    return database_bytes(TABLES, _let_go(rows), INDEXES), digest


def _let_go(rows: list[Insert]) -> Iterator[Insert]:
    while rows:
        yield rows.pop()


def _deck_ids(contents: Contents) -> dict[str, int]:
    names = {contents.deck, *(note.deck for note in contents.notes)}
    return {name: deck_row_id(contents.uid, name) for name in names}


def _refuse_clashes(contents: Contents, notes: list[NoteRow], cards: list[CardRow]) -> None:
    columns: tuple[list[int] | list[str], ...] = (
        [row[0] for row in notes],
        [row[1] for row in notes],
        [row[0] for row in cards],
    )
    for column in columns:
        if len(set(column)) < len(column):
            ((twice, _),) = Counter(column).most_common(1)
            problem = Problem(
                file=contents.uid,
                line=0,
                rule="identity-clash",
                message=f"Two notes or cards would share the identity {twice!r} in Anki.",
                remedy="Give the newer note another id.",
            )
            raise InputError((problem,))


def _manifest(contents: Contents) -> dict[str, object]:
    """Return what `sync`, `diff` and `verify` read of a package; importers ignore it."""
    return {
        "uid": contents.uid,
        "deck": contents.deck,
        "subdecks": contents.subdecks,
        "retired": contents.retired,
        "version": __version__,
    }


def _digest(
    contents: Contents, col: tuple[Any, ...], notes: list[NoteRow], cards: list[CardRow]
) -> str:
    """SHA-256 over what a package says, not over the bytes in which SQLite and zlib say it.

    No text of a note holds a control character but those between fields and texts, so it cannot be
    taken for two.
    """
    said = sha256(_json([_manifest(contents), col, len(notes), len(cards)]))
    numbers = list(
        chain(chain.from_iterable(cards), *(map(itemgetter(at), notes) for at in (0, 2, 3)))
    )
    said.update(struct.pack(f"<{len(numbers)}q", *numbers))
    for start in range(0, len(notes), _AT_ONCE):
        texts = [f"{row[4]}\x1e{row[5]}" for row in notes[start : start + _AT_ONCE]]
        said.update("\x1e".join(texts).encode())
    for each in contents.media:
        said.update(_json([each.name, sha256(each.content).hexdigest()]))
    return said.hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
