"""A package that ankiflask built, back to what went into it."""

import html
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ankiflask.unpack.refused import RefusedError
from ankiflask.values.identity import guid, note_row_id
from ankiflask.values.note_types import NOTE_TYPES, NoteType
from ankiflask.values.notes import Subdecks
from ankiflask.values.opened import Opened, OpenedCard, OpenedNote, OpenedNoteType
from ankiflask.values.package import AnkiNote, Contents, MediaFile
from ankiflask.values.text import beginning

_ONLY_OURS = (
    "Sync takes only packages that ankiflask built, as they were built. Import others in Anki."
)
_UID = re.compile(r"[a-z][a-z0-9-]{1,31}")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OURS = {note_type.id: note_type for note_type in NOTE_TYPES.values()}


def contents_of(opened: Opened, name: str) -> Contents:
    """Return what the package `name` was built of, its notes in the order of study.

    The note types are today's. Raises InputError where ankiflask did not build the package, or
    somebody has changed it since.
    """
    try:
        manifest = _manifest(opened.manifest)
        _check_note_types(opened)
        return _contents(opened, manifest)
    except RefusedError as error:
        raise error.of(name) from None


def _contents(opened: Opened, manifest: Mapping[str, Any]) -> Contents:
    uid, deck = manifest["uid"], manifest["deck"]
    cards = defaultdict(list)
    for card in opened.cards:
        cards[card.note].append(card)
    decks = {each.id: each.name for each in opened.decks.values()}
    notes = [_note(uid, note, cards[note.row], decks) for note in opened.notes]
    if len(notes) < len(cards):
        raise _not_ours("It has cards without a note.")
    return Contents(
        uid=uid,
        deck=deck,
        subdecks=manifest["subdecks"],
        description=_description(opened, deck),
        retired=tuple(manifest["retired"]),
        notes=tuple(sorted(notes, key=lambda note: (note.position, note.id))),
        media=tuple(MediaFile(name=each.name, content=each.read()) for each in opened.media),
    )


def _not_ours(why: str) -> RefusedError:
    return RefusedError("not-built-by-ankiflask", why, _ONLY_OURS)


def _manifest(manifest: Mapping[str, Any] | None) -> Mapping[str, Any]:
    match manifest:
        case None:
            raise _not_ours("Another tool made this package.")
        case {"uid": str(uid), "deck": str(), "subdecks": str(subdecks), "retired": [*retired]} if (
            _UID.fullmatch(uid)
            and subdecks in set(Subdecks)
            and all(isinstance(each, str) and _ID.fullmatch(each) for each in retired)
        ):
            return manifest
    raise _not_ours("The package's own description is not one that ankiflask writes.")


def _check_note_types(opened: Opened) -> None:
    for each in {note.note_type for note in opened.notes}:
        ours, theirs = _OURS.get(each), opened.note_types.get(each)
        if ours is None or theirs is None or not _is_alike(ours, theirs):
            called = f' "{beginning(theirs.name)}"' if theirs else ""
            raise _not_ours(f"The note type{called} in the package is not ankiflask's.")


def _is_alike(ours: NoteType, theirs: OpenedNoteType) -> bool:
    return [field.id for field in ours.fields] == [field.id for field in theirs.fields] and [
        template.id for template in ours.templates
    ] == [template.id for template in theirs.templates]


def _note(
    uid: str, note: OpenedNote, cards: Sequence[OpenedCard], decks: Mapping[int, str]
) -> AnkiNote:
    prefix, _, note_id = note.fields[0].partition("/")
    note_type = _OURS[note.note_type]
    if (
        (prefix, note.guid, note.row) != (uid, guid(uid, note_id), note_row_id(uid, note_id))
        or not _ID.fullmatch(note_id)
        or len(note.fields) != len(note_type.fields)
    ):
        raise _not_ours(f'The note "{beginning(note.fields[0])}" is not of this deck.')
    deck, position = _place(note_id, cards, decks)
    return AnkiNote(
        uid=uid,
        id=note_id,
        note_type=note_type,
        fields=note.fields,
        tags=note.tags,
        cards=tuple(sorted(card.ordinal for card in cards)),
        deck=deck,
        position=position,
        second=note.second,
    )


def _place(note_id: str, cards: Sequence[OpenedCard], decks: Mapping[int, str]) -> tuple[str, int]:
    """Return the deck and the position, which all cards of a note share."""
    places = {(decks.get(card.deck, ""), card.due) for card in cards}
    if len(places) != 1 or any(card.type for card in cards):
        raise _not_ours(f'The cards of the note "{note_id}" are not as ankiflask writes them.')
    ((deck, position),) = places
    return deck, position


def _description(opened: Opened, deck: str) -> str:
    for each in opened.decks.values():
        if each.name == deck:
            return html.unescape(each.description.replace("<br>", "\n"))
    raise _not_ours(f'The deck "{beginning(deck)}" is not in the package.')
