"""One package out of its contents."""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from ankiflask import __version__
from ankiflask.package.anki import INDEXES, TABLES, collection_row, deck_json, note_type_json
from ankiflask.package.archive import zip_bytes
from ankiflask.package.database import database_bytes
from ankiflask.package.rows import CardRow, NoteRow, card_rows, note_rows
from ankiflask.values.errors import InputError
from ankiflask.values.identity import deck_row_id
from ankiflask.values.note_types import NOTE_TYPES
from ankiflask.values.package import Contents, Package
from ankiflask.values.problems import Problem


def encode(contents: Contents) -> Package:
    """Return the package. Equal contents give equal bytes with an equal SQLite and zlib.

    Raises InputError where two notes or cards would share a GUID or a row id.
    """
    deck_ids = _deck_ids(contents)
    notes = sorted(note_rows(contents.notes))
    cards = sorted(card_rows(contents.notes, deck_ids))
    _refuse_clashes(contents, notes, cards)
    col = collection_row(
        [note_type_json(note_type) for note_type in NOTE_TYPES.values()],
        [deck_json(deck_ids[name], name, contents.description) for name in sorted(deck_ids)],
    )
    rows: list[tuple[str, list[Any]]] = [("col", [col]), ("notes", notes), ("cards", cards)]
    media = {str(number): each for number, each in enumerate(contents.media)}
    files = {
        "collection.anki2": database_bytes(TABLES, rows, INDEXES),
        "media": _json({number: each.name for number, each in media.items()}),
        "ankiflask.json": _manifest(contents),
        **{number: each.content for number, each in media.items()},
    }
    return Package(zip_bytes(files), _digest(rows, contents))


def _deck_ids(contents: Contents) -> dict[str, int]:
    names = {contents.deck, *(note.deck for note in contents.notes)}
    return {name: deck_row_id(contents.uid, name) for name in names}


def _refuse_clashes(contents: Contents, notes: list[NoteRow], cards: list[CardRow]) -> None:
    columns: tuple[Iterable[object], ...] = (
        (row[0] for row in notes),
        (row[1] for row in notes),
        (row[0] for row in cards),
    )
    for column in columns:
        twice = [value for value, count in Counter(column).items() if count > 1]
        if twice:
            problem = Problem(
                file=contents.uid,
                line=0,
                rule="identity-clash",
                message=f"Two notes or cards would share the identity {twice[0]!r} in Anki.",
                remedy="Give the newer note another id.",
            )
            raise InputError((problem,))


def _manifest(contents: Contents) -> bytes:
    """Return what `sync`, `diff` and `verify` read of a package; importers ignore it."""
    return _json(
        {
            "uid": contents.uid,
            "deck": contents.deck,
            "subdecks": contents.subdecks,
            "retired": contents.retired,
            "version": __version__,
        }
    )


def _digest(rows: list[tuple[str, list[Any]]], contents: Contents) -> str:
    """SHA-256 over what a package says, not over the bytes in which SQLite and zlib say it."""
    said = sha256(_manifest(contents))
    for table, values in rows:
        said.update(_json([table, values]))
    for each in contents.media:
        said.update(_json([each.name, sha256(each.content).hexdigest()]))
    return said.hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
