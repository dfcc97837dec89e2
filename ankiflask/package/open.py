"""Any package, read as it stands there, whoever made it."""

from collections.abc import Mapping
from typing import Any

from ankiflask.anki.collection import CollectionCard, CollectionNote, OpenedPackage
from ankiflask.html import Html
from ankiflask.package import schema_11, schema_18
from ankiflask.package.media_list import media
from ankiflask.package.model import COLLECTION, LOCK, MANIFEST
from ankiflask.package.protobuf import numbers
from ankiflask.package.read_database import Database, database
from ankiflask.package.refused import RefusedError, check_count, mapping
from ankiflask.package.unzip import MAX_COLLECTION, MAX_TEXT, Unzipped, unpacked, unzip
from ankiflask.text import excerpt

_FORMS = {1: COLLECTION, 2: "collection.anki21", 3: "collection.anki21b"}
_NEWEST = 3
_META, _VERSION = "meta", 1
_NOTES = {"id": int, "guid": str, "mid": int, "mod": int, "tags": str, "flds": str}
_CARDS = dict.fromkeys(
    (
        "id", "nid", "did", "ord", "mod", "type", "queue", "due", "ivl", "factor", "reps",
        "lapses", "left", "odue", "odid", "flags",
    ),
    int,
)  # fmt: skip
_EMPTY_SHELL = "Please update to the latest Anki version"


def uid_of(content: bytes) -> str:
    """Return the uid that ankiflask wrote into a package, "" where it did not. The notes are not read."""
    try:
        manifest = _manifest(unzip(content)) or {}
    except RefusedError:
        return ""
    return str(manifest.get("uid", ""))


def open_package(content: bytes, name: str) -> OpenedPackage:
    """Return what the package holds; `name` is what its problems call it by.

    Nothing is written to disk, and media are read when they are wanted. Raises InputError with one
    problem where the bytes are no package, or not one that is safe to read.
    """
    try:
        files = unzip(content)
        return _opened(files, _form(files), name)
    except RefusedError as error:
        raise error.of(name) from None


def _form(files: Unzipped) -> int:
    """Return which form Anki takes the package for."""
    if _META in files.entries:
        form = numbers(files.read(_META, MAX_TEXT)).get(_VERSION, 0)
        if form not in _FORMS:
            raise RefusedError(
                "package-too-new",
                "The package has a form that this ankiflask does not know.",
                'Export it with "Support older Anki versions" ticked, or update ankiflask.',
            )
        return form
    return 2 if _FORMS[2] in files.entries else 1


def _opened(files: Unzipped, form: int, name: str) -> OpenedPackage:
    is_newest = form == _NEWEST
    read = schema_18 if is_newest else schema_11
    pictures, missing = media(files, name, is_newest=is_newest)
    with database(_collection(files, form)) as collection:
        notes = _notes(collection)
        if form == 1 and len(notes) == 1 and notes[0].fields[0].startswith(_EMPTY_SHELL):
            raise _only_a_shell()
        note_types, decks = read.note_types_and_decks(collection)
        for each in note_types:
            called = f'The note type "{excerpt(each.name)}"'
            check_count(called, len(each.fields), "fields")
            check_count(called, len(each.templates), "templates")
        return OpenedPackage(
            notes=notes,
            cards=_cards(collection),
            note_types={each.id: each for each in note_types},
            decks={each.id: each for each in decks},
            media=pictures,
            missing=missing,
            manifest=_manifest(files),
            lock=_lock(files),
            reviews=len(collection.rows("revlog", {"id": int})),
            files=frozenset(files.entries),
            database=lambda: bytes(_collection(files, form)),
        )


def _only_a_shell() -> RefusedError:
    return RefusedError(
        "package-empty",
        "The package holds no deck, only Anki's request to update Anki.",
        'Export it again, with "Support older Anki versions" ticked.',
    )


def _collection(files: Unzipped, form: int) -> bytearray:
    name = _FORMS[form]
    if name not in files.entries:
        raise RefusedError("not-a-package", "There is no Anki collection in the file.")
    content = files.read(name, MAX_COLLECTION)
    return unpacked(content, name, MAX_COLLECTION) if form == _NEWEST else bytearray(content)


def _notes(collection: Database) -> tuple[CollectionNote, ...]:
    return tuple(
        CollectionNote(
            id=note_id,
            guid=guid,
            note_type=note_type,
            second=second,
            tags=tuple(tags.split()),
            fields=_fields(fields),
        )
        for note_id, guid, note_type, second, tags, fields in collection.rows("notes", _NOTES)
    )


def _fields(text: str) -> tuple[Html, ...]:
    check_count("A note", text.count("\x1f") + 1, "fields")
    return tuple(map(Html, text.split("\x1f")))


def _cards(collection: Database) -> tuple[CollectionCard, ...]:
    return tuple(
        CollectionCard(
            id=row[0], note=row[1], deck=row[2], ordinal=row[3], second=row[4], type=row[5],
            queue=row[6], due=row[7], interval=row[8], factor=row[9], reviews=row[10],
            lapses=row[11], left=row[12], home_due=row[13], home_deck=row[14], flags=row[15],
        )
        for row in collection.rows("cards", _CARDS)
    )  # fmt: skip


def _manifest(files: Unzipped) -> Mapping[str, Any] | None:
    if MANIFEST not in files.entries:
        return None
    return mapping(files.read(MANIFEST, MAX_TEXT), f'"{MANIFEST}"')


def _lock(files: Unzipped) -> str:
    """Return the text of the lock; who needs it finds that it is damaged, others do not mind."""
    if LOCK not in files.entries:
        return ""
    return files.read(LOCK, MAX_TEXT).decode(errors="replace")
