"""What a package holds, as values: notes as Anki stores them, and the files that go with them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ankiflask.anki.note_types import NoteType
from ankiflask.clock import ModTime
from ankiflask.html import Html
from ankiflask.identity import AnkiCardId, AnkiNoteId, NoteId

COLLECTION = "collection.anki2"
MEDIA_LIST = "media"
MANIFEST = "ankiflask.json"  # the file of a package in which ours say what they are
LOCK = "deck.lock"  # the file of a package that is the lock it was built with
MAX_RETIRED = 100_000  # ids that a package names


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiNote:
    """A note as Anki stores it. `fields` are HTML in the note type's order.

    `row_id` is Anki's id of the note. `cards` are ordinals from 0: a template's number, or a cloze
    number less one; `card_ids` are Anki's ids of them. `position` is the note's place among the new cards, from 1. `second` is Anki's `mod`.
    """

    uid: str
    id: NoteId
    note_type: NoteType
    fields: tuple[Html, ...]
    tags: tuple[str, ...]
    row_id: AnkiNoteId
    cards: tuple[int, ...]
    card_ids: tuple[AnkiCardId, ...]
    deck: str
    position: int
    second: ModTime

    @property
    def by_name(self) -> dict[str, Html]:
        """The fields by their names."""
        names = (field.name for field in self.note_type.fields)
        return dict(zip(names, self.fields, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A file of a package under its name there."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All that goes into one package."""

    uid: str
    deck: str
    subdecks: str
    description: str
    retired: tuple[NoteId, ...]
    notes: tuple[AnkiNote, ...]
    media: tuple[MediaFile, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A package's bytes, and the digest of its contents, which is equal on every machine."""

    content: bytes
    digest: str


_DESCRIBED = ("uid", "deck", "subdecks", "retired", "version")


def digest_of(
    manifest: Mapping[str, Any], media: Iterable[MediaFile], database: bytes | bytearray
) -> str:
    """Return the digest, 64 hex digits; equal on every machine, since every SQLite gives one database.

    It covers the manifest's description of the deck, the names and contents of the media in their
    order, and the database to the byte. Anybody can compute it: it shows damage, not forgery.
    """
    described = {key: manifest.get(key) for key in _DESCRIBED}
    names = [(each.name, sha256(each.content).hexdigest()) for each in media]
    digest = sha256(json.dumps([described, names], sort_keys=True, ensure_ascii=False).encode())
    digest.update(database)
    return digest.hexdigest()
