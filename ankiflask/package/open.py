"""Any package, read as it stands there, whoever made it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ankiflask.anki.collection import CollectionCard, CollectionNote, OpenedPackage, PackageMedia
from ankiflask.html import Html
from ankiflask.package import schemas
from ankiflask.package.model import COLLECTION, LOCK, MANIFEST, MEDIA_LIST
from ankiflask.package.protobuf import messages, numbers, texts
from ankiflask.package.read_database import Database, database
from ankiflask.package.refused import RefusedError, check_count, damaged, mapping
from ankiflask.package.unzip import (
    MAX_COLLECTION,
    MAX_ENTRIES,
    MAX_MEDIA_FILE,
    MAX_TEXT,
    Unzipped,
    unpacked,
    unzip,
)
from ankiflask.text import CONTROL, excerpt

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
_PLACE = re.compile(r"0|[1-9][0-9]{0,8}")
_PATH = re.compile(r"[/\\]")
_MEDIA_ENTRY, _MEDIA_NAME = 1, 1
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
    media, missing = _media(files, name, is_newest=is_newest)
    with database(_collection(files, form)) as collection:
        notes = _notes(collection)
        if form == 1 and len(notes) == 1 and notes[0].fields[0].startswith(_EMPTY_SHELL):
            raise RefusedError(
                "package-empty",
                "The package holds no deck, only Anki's request to update Anki.",
                'Export it again, with "Support older Anki versions" ticked.',
            )
        note_types, decks = (schemas.newest if is_newest else schemas.older)(collection)
        for each in note_types:
            called = f'The note type "{excerpt(each.name)}"'
            check_count(called, len(each.fields), "fields")
            check_count(called, len(each.templates), "templates")
        # Who needs the lock finds that it is damaged; others do not mind.
        lock = files.read(LOCK, MAX_TEXT) if LOCK in files.entries else b""
        return OpenedPackage(
            notes=notes,
            cards=_cards(collection),
            note_types={each.id: each for each in note_types},
            decks={each.id: each for each in decks},
            media=media,
            missing=missing,
            manifest=_manifest(files),
            lock=lock.decode(errors="replace"),
            reviews=len(collection.rows("revlog", {"id": int})),
            files=frozenset(files.entries),
            database=lambda: bytes(_collection(files, form)),
        )


def _collection(files: Unzipped, form: int) -> bytearray:
    name = _FORMS[form]
    if name not in files.entries:
        raise RefusedError("not-a-package", "There is no Anki collection in the file.")
    content = files.read(name, MAX_COLLECTION)
    return unpacked(content, name, MAX_COLLECTION) if form == _NEWEST else bytearray(content)


def _notes(collection: Database) -> tuple[CollectionNote, ...]:
    found = []
    for note_id, guid, note_type, second, tags, text in collection.rows("notes", _NOTES):
        check_count("A note", text.count("\x1f") + 1, "fields")
        found.append(
            CollectionNote(
                id=note_id,
                guid=guid,
                note_type=note_type,
                second=second,
                tags=tuple(tags.split()),
                fields=tuple(map(Html, text.split("\x1f"))),
            )
        )
    return tuple(found)


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


def _media(
    files: Unzipped, package: str, *, is_newest: bool
) -> tuple[tuple[PackageMedia, ...], tuple[str, ...]]:
    """Return the media files, and the names of those that are listed but not in the package."""
    if MEDIA_LIST not in files.entries:
        return (), ()
    listed: dict[str, str] = {}
    # One by one: a list of nothing packs so well that it would fill the memory.
    for number, (place, name) in enumerate(_media_list(files, is_newest=is_newest), start=1):
        if number > MAX_ENTRIES:
            message = f"The package lists over {MAX_ENTRIES:,} media files."
            raise RefusedError("package-too-large", message)
        if not name or name in {".", ".."} or _PATH.search(name) or CONTROL.search(name):
            message = f'The package names a media file "{excerpt(name)}".'
            raise RefusedError("package-unsafe", message)
        listed[place] = name
    there = sorted(listed.keys() & files.entries.keys(), key=int)
    return (
        tuple(
            PackageMedia(
                place=place,
                name=listed[place],
                read=_media_reader(files, place, package, is_newest=is_newest),
            )
            for place in there
        ),
        tuple(sorted(name for place, name in listed.items() if place not in files.entries)),
    )


def _media_list(files: Unzipped, *, is_newest: bool) -> Iterator[tuple[str, str]]:
    content = files.read(MEDIA_LIST, MAX_TEXT)
    if is_newest:
        listed = bytes(unpacked(content, MEDIA_LIST, MAX_TEXT))
        for number, entry in enumerate(messages(listed, _MEDIA_ENTRY)):
            yield str(number), texts(entry).get(_MEDIA_NAME, "")
        return
    for place, name in mapping(content, "The list of media").items():
        if not (_PLACE.fullmatch(place) and isinstance(name, str)):
            raise damaged("The list of media")
        yield place, name


def _media_reader(
    files: Unzipped, place: str, package: str, *, is_newest: bool
) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            content = files.read(place, MAX_MEDIA_FILE)
            return bytes(unpacked(content, place, MAX_MEDIA_FILE)) if is_newest else content
        except RefusedError as error:
            raise error.of(package) from None

    return read
