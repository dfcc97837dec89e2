"""One package out of its contents."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from ankiflask import __version__
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.clock import ModTime
from ankiflask.errors import InputError
from ankiflask.identity import AnkiCardId, AnkiDeckId, AnkiNoteId, Guid, deck_row_id, guids
from ankiflask.package import genanki_rows as rows
from ankiflask.package import model
from ankiflask.package.archive import zip_bytes
from ankiflask.package.database import Insert, database_bytes
from ankiflask.package.model import AnkiNote, Contents, Package
from ankiflask.problems import Problem

NoteRow = tuple[AnkiNoteId, Guid, int, ModTime, str, str]
CardRow = tuple[AnkiCardId, AnkiNoteId, AnkiDeckId, int, ModTime, int]


def note_row(note: AnkiNote, guid: Guid, note_type: int, fields: Iterable[str]) -> NoteRow:
    """Return what INSERT_NOTE takes: the note in the note type of that id, with these fields."""
    tags = f" {' '.join(note.tags)} "
    return note.row_id, guid, note_type, note.second, tags, "\x1f".join(fields)


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
    database = database_bytes(rows.TABLES, _inserts(contents))
    # What `sync`, `diff` and `verify` read of a package; importers ignore it.
    described = {
        "uid": contents.uid,
        "deck": contents.deck,
        "subdecks": contents.subdecks,
        "retired": contents.retired,
        "version": __version__,
    }
    digest = model.digest_of(described, contents.media, database)
    cards = sum(len(note.cards) for note in contents.notes)
    build = {"built_from": built_from, "digest": digest, "cards": cards}
    names = {str(place): each.name for place, each in enumerate(contents.media)}
    files: dict[str, bytes | bytearray] = {
        model.COLLECTION: database,
        model.MEDIA_LIST: _json(names),
        model.MANIFEST: _json(described | build),
        **({model.LOCK: lock.encode()} if lock else {}),
        **{str(place): each.content for place, each in enumerate(contents.media)},
    }
    return files, digest


def _inserts(contents: Contents) -> Iterator[Insert]:
    """Yield all that the database holds; nothing of it is kept once it is in."""
    decks = {contents.deck, *(note.deck for note in contents.notes)}
    deck_ids = {name: deck_row_id(contents.uid, name) for name in sorted(decks)}
    description = rows.description_html(contents.description)
    col = rows.collection_row(
        [rows.note_type_json(note_type) for note_type in NOTE_TYPES.values()],
        [rows.deck_json(deck_id, name, description) for name, deck_id in deck_ids.items()],
    )
    notes = sorted(contents.notes, key=attrgetter("row_id"))
    note_guids = guids(contents.uid, [note.id for note in notes])
    cards = _card_rows(notes, deck_ids)
    _refuse_clashes(
        contents.uid, [note.row_id for note in notes], note_guids, [row[0] for row in cards]
    )
    yield rows.INSERT_COLLECTION, [col]
    yield (
        rows.INSERT_NOTE,
        (
            note_row(note, guid, note.note_type.id, note.fields)
            for note, guid in zip(notes, note_guids, strict=True)
        ),
    )
    yield rows.INSERT_CARD, cards


def _card_rows(notes: Iterable[AnkiNote], deck_ids: Mapping[str, AnkiDeckId]) -> list[CardRow]:
    """Return what INSERT_CARD takes. Siblings have one position among the new cards."""
    return sorted(
        (card_id, note.row_id, deck_ids[note.deck], ordinal, note.second, note.position)
        for note in notes
        for ordinal, card_id in zip(note.cards, note.card_ids, strict=True)
    )


def _refuse_clashes(uid: str, *columns: Sequence[object]) -> None:
    for column in columns:
        if len(set(column)) < len(column):
            ((twice, _),) = Counter(column).most_common(1)
            problem = Problem(
                file=uid,
                line=0,
                rule="identity-clash",
                message=f"Two notes or cards would share the identity {twice!r} in Anki.",
                remedy="Give the newer note another id.",
            )
            raise InputError((problem,))


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
