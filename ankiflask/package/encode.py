"""One package out of its contents."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ankiflask import __version__
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.clock import ModTime
from ankiflask.errors import InputError
from ankiflask.html import Html
from ankiflask.identity import (
    AnkiCardId,
    AnkiDeckId,
    AnkiNoteId,
    Guid,
    deck_row_id,
    guids,
)
from ankiflask.package.archive import zip_bytes
from ankiflask.package.database import Insert, database_bytes
from ankiflask.package.genanki_rows import (
    TABLES,
    collection_row,
    deck_json,
    description_html,
    note_type_json,
)
from ankiflask.package.model import (
    COLLECTION,
    LOCK,
    MANIFEST,
    MEDIA_LIST,
    AnkiNote,
    Contents,
    Package,
    digest_of,
)
from ankiflask.problems import Problem

NoteRow = tuple[AnkiNoteId, Guid, int, ModTime, str, str]
CardRow = tuple[AnkiCardId, AnkiNoteId, AnkiDeckId, int, ModTime, int]

# What is the same in every row stands in the SQL: each value that is bound costs time. -1 is "not
# yet synced". Anki computes the sort field and the checksum anew when it imports.
INSERT_NOTE = """INSERT INTO notes
    (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)
    VALUES (?, ?, ?, ?, -1, ?, ?, '', 0, 0, '')"""
INSERT_CARD = """INSERT INTO cards
    (id, nid, did, ord, mod, usn, type, queue, due,
     ivl, factor, reps, lapses, left, odue, odid, flags, data)
    VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"""
INSERT_COLLECTION = "INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class NoteColumns:
    """What the table `notes` holds, column by column, in the order of the row ids.

    The fields are not yet one text a note: all at once those are as large as the database.
    """

    row_ids: list[AnkiNoteId]
    guids: list[Guid]
    note_types: list[int]
    seconds: list[ModTime]
    tags: list[str]
    fields: list[tuple[Html, ...]]

    def rows(self) -> Iterator[NoteRow]:
        """Yield what INSERT_NOTE takes."""
        return zip(
            self.row_ids, self.guids, self.note_types, self.seconds, self.tags,
            map("\x1f".join, self.fields), strict=True,
        )  # fmt: skip


def note_columns(uid: str, notes: Iterable[AnkiNote]) -> NoteColumns:
    """Return the notes as the table holds them."""
    placed = sorted(notes, key=attrgetter("row_id"))
    return NoteColumns(
        row_ids=[note.row_id for note in placed],
        guids=guids(uid, [note.id for note in placed]),
        note_types=[note.note_type.id for note in placed],
        seconds=[note.second for note in placed],
        tags=[f" {' '.join(note.tags)} " for note in placed],
        fields=[note.fields for note in placed],
    )


def card_rows(notes: Iterable[AnkiNote], deck_ids: Mapping[str, AnkiDeckId]) -> list[CardRow]:
    """Return what INSERT_CARD takes, in the order of the row ids.

    The cards are new; siblings have one position among the new ones.
    """
    return sorted(
        (card_id, note.row_id, deck_ids[note.deck], ordinal, note.second, note.position)
        for note in notes
        for ordinal, card_id in zip(note.cards, note.card_ids, strict=True)
    )


def encode(contents: Contents, built_from: str = "", lock: str = "") -> Package:
    """Return the package. Equal contents give equal bytes with an equal SQLite and zlib.

    `built_from` is `origin`'s word on the sources, `lock` the text of the deck's lock: both are for
    the package to carry, and no part of the digest. Raises InputError where
    two notes or cards would share a GUID or a row id.
    """
    files, digest = packed(contents, built_from, lock)
    return Package(zip_bytes(files), digest)


def packed(
    contents: Contents, built_from: str = "", lock: str = ""
) -> tuple[dict[str, bytes | bytearray], str]:
    """Return the files of the package by their names, and the digest of the contents."""
    database = database_bytes(TABLES, _inserts(contents))
    described = _manifest(contents)
    digest = digest_of(described, contents.media, database)
    cards = sum(len(note.cards) for note in contents.notes)
    build = {"built_from": built_from, "digest": digest, "cards": cards}
    files: dict[str, bytes | bytearray] = {
        COLLECTION: database,
        MEDIA_LIST: _json({str(place): each.name for place, each in enumerate(contents.media)}),
        MANIFEST: _json(described | build),
        **({LOCK: lock.encode()} if lock else {}),
        **{str(place): each.content for place, each in enumerate(contents.media)},
    }
    return files, digest


def _inserts(contents: Contents) -> Iterator[Insert]:
    """Yield all that the database holds; nothing of it is kept once it is in."""
    deck_ids = _deck_ids(contents)
    description = description_html(contents.description)
    col = collection_row(
        [note_type_json(note_type) for note_type in NOTE_TYPES.values()],
        [deck_json(deck_ids[name], name, description) for name in sorted(deck_ids)],
    )
    notes = note_columns(contents.uid, contents.notes)
    cards = card_rows(contents.notes, deck_ids)
    _refuse_clashes(contents, notes, cards)
    yield INSERT_COLLECTION, [col]
    yield INSERT_NOTE, notes.rows()
    yield INSERT_CARD, cards


def _deck_ids(contents: Contents) -> dict[str, AnkiDeckId]:
    names = {contents.deck, *(note.deck for note in contents.notes)}
    return {name: deck_row_id(contents.uid, name) for name in names}


def _refuse_clashes(contents: Contents, notes: NoteColumns, cards: list[CardRow]) -> None:
    columns: tuple[Sequence[object], ...] = (
        notes.row_ids,
        notes.guids,
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


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
