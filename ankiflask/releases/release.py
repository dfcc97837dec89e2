"""A package that was read, as a release: each note whole, by its GUID."""

from collections import defaultdict
from collections.abc import Container, Mapping
from hashlib import sha256
from typing import Any

from ankiflask.anki.collection import CollectionNote, CollectionNoteType, OpenedPackage
from ankiflask.anki.note_types import ALL_NOTE_TYPES, DERIVED_FIELDS
from ankiflask.html import Html, media_names, to_text
from ankiflask.releases.model import Release, ReleasedNote
from ankiflask.text import excerpt, one_line

_OUR_FIELDS = {
    note_type.id: {field.id: field.name for field in note_type.fields}
    for note_type in ALL_NOTE_TYPES.values()
}


def release_of(
    opened: OpenedPackage, name: str, unstamped: Container[str] = frozenset()
) -> Release:
    """Return the release that the package is; `name` is what the user calls it by.

    `unstamped` are the ids of notes that no build has stamped yet. Raises InputError where a media
    file is damaged.
    """
    manifest = _manifest(opened.manifest)
    uid, deck = manifest.get("uid", "") or _only_uid(opened), manifest.get("deck", "")
    notes: dict[str, ReleasedNote] = {}
    twice: list[str] = []
    for note in _notes(opened, uid, unstamped):
        if note.guid in notes:
            twice.append(note.guid)
        else:
            notes[note.guid] = note
    # Ours gives one description to all of its decks.
    described = {deck} if deck else {name for note in notes.values() for name in note.decks}
    return Release(
        name=name,
        is_ours=bool(manifest),
        uid=uid,
        deck=deck,
        subdecks=manifest.get("subdecks", ""),
        retired=tuple(manifest.get("retired", ())),
        notes=notes,
        twice=tuple(twice),
        note_types=opened.note_types,
        descriptions={
            each.name: each.description for each in opened.decks.values() if each.name in described
        },
        media={each.name: sha256(each.read()).hexdigest() for each in opened.media},
    )


def _manifest(manifest: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return what ankiflask says of itself, or nothing where that is not what it would say."""
    match manifest:
        case {"uid": str(uid), "deck": str(), "subdecks": str(), "retired": [*retired]} if (
            uid and all(isinstance(each, str) for each in retired)
        ):
            return manifest or {}
    return {}


def _only_uid(opened: OpenedPackage) -> str:
    """Return the uid of notes of ours that somebody exported, if they are of one deck."""
    ids = (
        _fields(note, opened.note_types).get("ID", "")
        for note in opened.notes
        if note.note_type in _OUR_FIELDS
    )
    uids = {each.partition("/")[0] for each in ids}
    return uids.pop() if len(uids) == 1 else ""


def _notes(opened: OpenedPackage, uid: str, unstamped: Container[str]) -> list[ReleasedNote]:
    """Return the notes in the order of study."""
    cards = defaultdict(list)
    for card in opened.cards:
        cards[card.note].append(card)
    decks = {each.id: each.name for each in opened.decks.values()}
    found = []
    for note in opened.notes:
        note_type = opened.note_types.get(note.note_type)
        is_ours = note.note_type in _OUR_FIELDS
        fields = _fields(note, opened.note_types)
        name = fields.get("ID", "") if is_ours else ""
        note_id = name.removeprefix(f"{uid}/" if uid else "")
        sort_field = note_type.sort_field if note_type else 0
        headline = note.fields[sort_field] if 0 <= sort_field < len(note.fields) else ""
        text = excerpt(one_line(to_text(headline[:2000])))
        own = cards[note.id]
        each = ReleasedNote(
            guid=note.guid,
            id=note_id,
            name=note_id or text or f"GUID {note.guid}",
            headline=headline,
            note_type=note.note_type,
            fields={k: v for k, v in fields.items() if not (is_ours and k in DERIVED_FIELDS)},
            tags=note.tags,
            decks=tuple(sorted({decks.get(card.home_deck or card.deck, "") for card in own})),
            cards=tuple(sorted(card.ordinal for card in own)),
            second=None if note_id in unstamped else note.second,
            media=frozenset(name for value in note.fields for name in media_names(value)),
            position=min((card.due for card in own), default=0),
        )
        found.append(each)
    return sorted(found, key=lambda note: (note.position, note.name, note.guid))


def _fields(note: CollectionNote, note_types: Mapping[int, CollectionNoteType]) -> dict[str, Html]:
    """Return the fields by their names; ours, whatever a learner calls them."""
    ours, note_type = _OUR_FIELDS.get(note.note_type, {}), note_types.get(note.note_type)
    names = [ours.get(each.id or 0, each.name) for each in (note_type.fields if note_type else ())]
    numbered = (f"Field {at}" for at in range(len(names) + 1, len(note.fields) + 1))
    return dict(zip((*names, *numbered), note.fields, strict=False))
