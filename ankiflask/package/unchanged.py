"""Whether a package is as ankiflask built it: by its notes' own hashes, and by its digest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ankiflask.anki.collection import OpenedPackage
from ankiflask.anki.sync_field import SyncBase, read_sync_base
from ankiflask.package.model import (
    COLLECTION,
    LOCK,
    MANIFEST,
    MEDIA_LIST,
    AnkiNote,
    MediaFile,
    digest_of,
)
from ankiflask.package.refused import RefusedError, not_ours
from ankiflask.text import excerpt

_WITHOUT_HASH = frozenset({"ID", "Sync"})


def check_note(note: AnkiNote, field_hash: Callable[[str], str]) -> None:
    """Raise RefusedError where the note is not what its field `Sync` says that we wrote."""
    fields = {
        field.name: text for field, text in zip(note.note_type.fields, note.fields, strict=True)
    }
    base = read_sync_base(fields["Sync"])
    if base is None:
        raise _changed(f'the field Sync of the note "{note.id}" is damaged')
    hashes = {
        name: field_hash(html)
        for name, html in fields.items()
        if html and name not in _WITHOUT_HASH
    }
    if differing := ", ".join(_differing(note, base, hashes)):
        raise _changed(f'the note "{note.id}" differs from what its field Sync says: {differing}')


def _differing(note: AnkiNote, base: SyncBase, hashes: Mapping[str, str]) -> Iterator[str]:
    names = [field.name for field in note.note_type.fields]
    for name in sorted({*base.hashes, *hashes}, key=lambda each: (each not in names, each)):
        if hashes.get(name, base.hash_of("")) != base.hash_of(name):
            yield excerpt(name)
    if note.tags != base.tags:
        yield "tags"
    if note.second != base.second:
        yield "modification time"


def check_whole(
    opened: OpenedPackage, manifest: Mapping[str, Any], media: Iterable[MediaFile]
) -> None:
    """Raise RefusedError where anything in the package is not what its digest was computed over."""
    ours = {COLLECTION, MEDIA_LIST, MANIFEST, LOCK, *(each.place for each in opened.media)}
    if others := sorted(opened.files - ours):
        raise _changed(f'it holds "{excerpt(others[0])}", which no build puts there')
    if opened.missing:
        raise _changed(f'the media file "{excerpt(opened.missing[0])}" is missing')
    if manifest.get("cards") != len(opened.cards):
        raise _changed("the number of its cards is not what the build counted")
    if manifest.get("digest") != digest_of(manifest, media, opened.database()):
        raise _changed("its contents do not match its digest")


def _changed(why: str) -> RefusedError:
    return not_ours(
        f"The package was changed or damaged after it was built: {why}.",
        "Download it again, or build it again.",
    )
