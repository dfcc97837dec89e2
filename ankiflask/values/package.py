"""What a package holds, as values: notes as Anki stores them, and the files that go with them."""

from dataclasses import dataclass

from ankiflask.values.note_types import NoteType

COLLECTION = "collection.anki2"
MEDIA_LIST = "media"
MANIFEST = "ankiflask.json"  # the file of a package in which ours say what they are
LOCK = "deck.lock"  # the file of a package that is the lock it was built with
MAX_RETIRED = 100_000  # ids that a package names


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiNote:
    """A note as Anki stores it. `fields` are HTML in the note type's order.

    `cards` are ordinals from 0: a template's number, or a cloze number less one. `position` is its
    place among the new cards, from 1. `second` is Anki's `mod`.
    """

    uid: str
    id: str
    note_type: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    deck: str
    position: int
    second: int


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
    retired: tuple[str, ...]
    notes: tuple[AnkiNote, ...]
    media: tuple[MediaFile, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A package's bytes, and the digest of its contents, which is equal on every machine."""

    content: bytes
    digest: str
