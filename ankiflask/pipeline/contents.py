"""A package that ankiflask built, back to what went into it."""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from ankiflask.anki.collection import CollectionCard, CollectionNote, OpenedPackage
from ankiflask.anki.note_types import NOTE_TYPES, OWN_FIELDS
from ankiflask.anki.sync_field import read_sync_base
from ankiflask.deck.model import Subdecks
from ankiflask.identity import AnkiDeckId, guid, note_id_in
from ankiflask.package.model import (
    COLLECTION,
    LOCK,
    MANIFEST,
    MAX_RETIRED,
    MEDIA_LIST,
    AnkiNote,
    Contents,
    MediaFile,
    digest_of,
)
from ankiflask.package.refused import RefusedError, not_ours
from ankiflask.render.note import field_hash
from ankiflask.text import excerpt

_UID = re.compile(r"[a-z][a-z0-9-]{1,31}")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OURS = {note_type.id: note_type for note_type in NOTE_TYPES.values()}


def contents_of(opened: OpenedPackage, name: str) -> Contents:
    """Return what the package `name` was built of, its notes in the order of study.

    The note types are today's.
    Raises InputError where ankiflask did not build the package, or where it was changed since: its
    fields differ from their hashes, or its contents from its digest. Whoever computes those again
    is not found out.
    """
    try:
        manifest = _manifest(opened.manifest)
        _check_note_types(opened)
        contents = _contents(opened, manifest)
        for note in contents.notes:
            _check_note(note)
        _check_whole(opened, manifest, contents.media)
    except RefusedError as error:
        raise error.of(name) from None
    return contents


def _contents(opened: OpenedPackage, manifest: Mapping[str, Any]) -> Contents:
    uid, deck = manifest["uid"], manifest["deck"]
    cards = defaultdict(list)
    for card in opened.cards:
        cards[card.note].append(card)
    decks = {each.id: each.name for each in opened.decks.values()}
    notes = [_note(uid, note, cards[note.id], decks) for note in opened.notes]
    if len(notes) < len(cards):
        raise not_ours("It has cards without a note.")
    own = next((each for each in opened.decks.values() if each.name == deck), None)
    if own is None:
        raise not_ours(f'The deck "{excerpt(deck)}" is not in the package.')
    return Contents(
        uid=uid,
        deck=deck,
        subdecks=manifest["subdecks"],
        description=html.unescape(own.description.replace("<br>", "\n")),
        retired=tuple(manifest["retired"]),
        notes=tuple(sorted(notes, key=lambda note: (note.position, note.id))),
        media=tuple(MediaFile(name=each.name, content=each.read()) for each in opened.media),
    )


def _manifest(manifest: Mapping[str, Any] | None) -> Mapping[str, Any]:
    match manifest:
        case None:
            raise not_ours("Another tool made this package.")
        case {"uid": str(uid), "deck": str(), "subdecks": str(subdecks), "retired": [*retired]} if (
            _UID.fullmatch(uid)
            and subdecks in set(Subdecks)
            and len(retired) <= MAX_RETIRED
            and all(isinstance(each, str) and _ID.fullmatch(each) for each in retired)
        ):
            return manifest
    raise not_ours("The package's own description is not one that ankiflask writes.")


def _check_note_types(opened: OpenedPackage) -> None:
    for each in {note.note_type for note in opened.notes}:
        ours, theirs = _OURS.get(each), opened.note_types.get(each)
        if (
            ours is None
            or theirs is None
            or [field.id for field in ours.fields] != [field.id for field in theirs.fields]
            or [each.id for each in ours.templates] != [each.id for each in theirs.templates]
        ):
            called = f' "{excerpt(theirs.name)}"' if theirs else ""
            raise not_ours(f"The note type{called} in the package is not ankiflask's.")


def _note(
    uid: str, note: CollectionNote, cards: Sequence[CollectionCard], decks: Mapping[AnkiDeckId, str]
) -> AnkiNote:
    note_type = _OURS[note.note_type]
    names = (field.name for field in note_type.fields)
    name = dict(zip(names, note.fields, strict=False)).get("ID", "")
    note_id = note_id_in(name, uid)
    if (
        note_id is None
        or note.guid != guid(uid, note_id)
        or not _ID.fullmatch(note_id)
        or len(note.fields) != len(note_type.fields)
    ):
        raise not_ours(f'The note "{excerpt(name)}" is not of this deck.')
    places = {(decks.get(card.deck, ""), card.due) for card in cards}
    if len(places) != 1 or any(card.type for card in cards):
        raise not_ours(f'The cards of the note "{note_id}" are not as ankiflask writes them.')
    ((deck, position),) = places
    cards = sorted(cards, key=attrgetter("ordinal"))
    return AnkiNote(
        uid=uid,
        id=note_id,
        note_type=note_type,
        fields=note.fields,
        tags=note.tags,
        row_id=note.id,
        cards=tuple(card.ordinal for card in cards),
        card_ids=tuple(card.id for card in cards),
        deck=deck,
        position=position,
        second=note.second,
    )


def _check_note(note: AnkiNote) -> None:
    """Raise RefusedError where the note is not what its field `Sync` says that we wrote."""
    names = [field.name for field in note.note_type.fields]
    fields = note.by_name
    base = read_sync_base(fields["Sync"])
    if base is None:
        raise _changed(f'the field Sync of the note "{note.id}" is damaged')
    hashes = {
        name: field_hash(html) for name, html in fields.items() if html and name not in OWN_FIELDS
    }
    every = sorted({*base.hashes, *hashes}, key=lambda each: (each not in names, each))
    differing = [
        excerpt(name) for name in every if hashes.get(name, base.hash_of("")) != base.hash_of(name)
    ]
    if note.tags != base.tags:
        differing.append("tags")
    if note.second != base.second:
        differing.append("modification time")
    if differing:
        what = ", ".join(differing)
        raise _changed(f'the note "{note.id}" differs from what its field Sync says: {what}')


def _check_whole(
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
