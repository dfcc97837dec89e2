"""A package that was read, as a release: each note whole, by its GUID."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from ankiflask.anki.collection import (
    CollectionCard,
    CollectionNote,
    CollectionNoteType,
    OpenedPackage,
)
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.html import media_names, to_text
from ankiflask.identity import AnkiDeckId
from ankiflask.releases.model import Release, ReleasedNote
from ankiflask.text import excerpt, one_line

_KEPT_FOR_ITSELF = frozenset({"ID", "Difficulty", "Topics", "Sync"})
_OUR_FIELDS = {
    note_type.id: {field.id: field.name for field in note_type.fields}
    for note_type in NOTE_TYPES.values()
}


def release_of(
    opened: OpenedPackage, name: str, unstamped: Container[str] = frozenset()
) -> Release:
    """Return the release that the package is; `name` is what the user calls it by.

    `unstamped` are the ids of notes that no build has stamped yet. Raises InputError where a media
    file is damaged.
    """
    told = _manifest(opened.manifest)
    uid, deck = told.get("uid", "") or _only_uid(opened), told.get("deck", "")
    notes: dict[str, ReleasedNote] = {}
    twice: list[str] = []
    for note in _notes(opened, uid, unstamped):
        if note.guid in notes:
            twice.append(note.guid)
        else:
            notes[note.guid] = note
    return Release(
        name=name,
        is_ours=bool(told),
        uid=uid,
        deck=deck,
        subdecks=told.get("subdecks", ""),
        retired=tuple(told.get("retired", ())),
        notes=notes,
        twice=tuple(twice),
        note_types=opened.note_types,
        descriptions=_descriptions(opened, notes.values(), deck),
        media={each.name: sha256(each.read()).hexdigest() for each in opened.media},
    )


def _manifest(manifest: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return what ankiflask says of itself, or nothing where that is not what it would say."""
    match manifest or {}:
        case {"uid": str(uid), "deck": str(), "subdecks": str(), "retired": [*retired]} if (
            uid and all(isinstance(each, str) for each in retired)
        ):
            return manifest or {}
    return {}


def _only_uid(opened: OpenedPackage) -> str:
    """Return the uid of notes of ours that somebody exported, if they are of one deck."""
    uids = {
        note.fields[0].partition("/")[0] for note in opened.notes if note.note_type in _OUR_FIELDS
    }
    return uids.pop() if len(uids) == 1 else ""


def _notes(opened: OpenedPackage, uid: str, unstamped: Container[str]) -> Iterator[ReleasedNote]:
    cards = defaultdict(list)
    for card in opened.cards:
        cards[card.note].append(card)
    decks = {each.id: each.name for each in opened.decks.values()}
    names = {each.id: _field_names(each) for each in opened.note_types.values()}
    found = [
        _note(note, cards[note.id], decks, opened.note_types, names, uid, unstamped)
        for note in opened.notes
    ]
    return iter(sorted(found, key=lambda note: (note.position, note.name, note.guid)))


def _note(  # noqa: PLR0913, PLR0917 - what a note hangs together with, each looked up once
    note: CollectionNote,
    cards: Iterable[CollectionCard],
    decks: Mapping[AnkiDeckId, str],
    note_types: Mapping[int, CollectionNoteType],
    names: Mapping[int, tuple[str, ...]],
    uid: str,
    unstamped: Container[str],
) -> ReleasedNote:
    fields = _fields(note, names.get(note.note_type, ()))
    is_ours = note.note_type in _OUR_FIELDS
    note_id = note.fields[0].removeprefix(f"{uid}/" if uid else "") if is_ours else ""
    sort_field = note_types[note.note_type].sort_field if note.note_type in note_types else 0
    headline = note.fields[sort_field] if 0 <= sort_field < len(note.fields) else ""
    each_card = tuple(cards)
    return ReleasedNote(
        guid=note.guid,
        id=note_id,
        name=note_id or _name(headline, note.guid),
        headline=headline,
        note_type=note.note_type,
        fields={k: v for k, v in fields.items() if not (is_ours and k in _KEPT_FOR_ITSELF)},
        tags=note.tags,
        decks=tuple(sorted({decks.get(each.home_deck or each.deck, "") for each in each_card})),
        cards=tuple(sorted(each.ordinal for each in each_card)),
        second=None if note_id in unstamped else note.second,
        media=frozenset(name for text in note.fields for name in media_names(text)),
        position=min((each.due for each in each_card), default=0),
    )


def _field_names(note_type: CollectionNoteType) -> tuple[str, ...]:
    """Return the names of the fields; ours, whatever a learner calls them."""
    ours = _OUR_FIELDS.get(note_type.id, {})
    return tuple(ours.get(field.id or 0, field.name) for field in note_type.fields)


def _fields(note: CollectionNote, names: tuple[str, ...]) -> dict[str, str]:
    numbered = (f"Field {number}" for number in range(len(names) + 1, len(note.fields) + 1))
    return dict(zip((*names, *numbered), note.fields, strict=False))


def _name(headline: str, guid: str) -> str:
    plain = one_line(to_text(headline[:2000]))
    return excerpt(plain) or f"GUID {guid}"


def _descriptions(
    opened: OpenedPackage, notes: Iterable[ReleasedNote], deck: str
) -> dict[str, str]:
    """Return the descriptions of the decks that matter; ours gives one to all of its decks."""
    wanted = {deck} if deck else {name for note in notes for name in note.decks}
    return {each.name: each.description for each in opened.decks.values() if each.name in wanted}
