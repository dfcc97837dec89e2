"""A package of new notes for one learner: in the note type as the learner has it.

Anki then sees its own note type again, and leaves the learner's fields, texts and looks alone.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ankiflask.anki.collection import LiveNoteType
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.deck.model import Kind
from ankiflask.identity import card_row_id, deck_row_id, guid
from ankiflask.package.archive import zip_bytes
from ankiflask.package.database import database_bytes
from ankiflask.package.genanki_rows import TABLES, collection_row, deck_json, note_type_json
from ankiflask.package.model import AnkiNote

_OLDEST = 1  # the second of a note type that is to change nothing in a learner's own
_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, '', 0, 0, '')"
_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"
_COLLECTION = "INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class _Target:
    """A note type to add to.

    `fields` says for each field of it which of ours fills it, counted from 0, and None for the
    learner's own; `cards` gives its template's place by our template's. `own` are the places and
    the fronts of the learner's own templates.
    """

    whole: Mapping[str, Any]
    fields: tuple[int | None, ...]
    cards: Mapping[int, int]
    own: tuple[tuple[int, str], ...] = ()


def additions(
    notes: Sequence[AnkiNote],
    decks: Mapping[str, str],
    note_types: Mapping[Kind, LiveNoteType],
) -> bytes:
    """Return a package that adds the notes, each to the deck that it names, and changes no other.

    `decks` gives the descriptions of decks, in HTML: of one that is to be made, and of one that is
    there, since an old Anki writes it anew, and those of the decks above. `note_types` are those of
    ours that the learner has. Media are not in it.
    """
    targets = {kind: _target(kind, note_types.get(kind)) for kind in {_kind(n) for n in notes}}
    deck_ids = {
        name: deck_row_id(note.uid, name) for note in notes for name in _with_above(note.deck)
    }
    col = collection_row(
        [dict(targets[kind].whole) for kind in sorted(targets)],
        [deck_json(deck_ids[name], name, decks.get(name, "")) for name in sorted(deck_ids)],
    )
    note_rows = sorted(_note_row(note, targets[_kind(note)]) for note in notes)
    card_rows = sorted(
        row for note in notes for row in _card_rows(note, targets[_kind(note)], deck_ids[note.deck])
    )
    rows = [(_COLLECTION, [col]), (_NOTE, note_rows), (_CARD, card_rows)]
    database = database_bytes(TABLES, rows)
    return zip_bytes({"collection.anki2": database, "media": json.dumps({}).encode()})


def _with_above(deck: str) -> list[str]:
    parts = deck.split("::")
    return ["::".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _kind(note: AnkiNote) -> Kind:
    return note.note_type.kind


def _target(kind: Kind, live: LiveNoteType | None) -> _Target:
    ours = NOTE_TYPES[kind]
    published = note_type_json(ours)
    if live is None or live.whole is None:
        whole = published if live is None else published | {"mod": _OLDEST}
        every = range(len(ours.templates))
        return _Target(whole, tuple(range(len(ours.fields))), dict(zip(every, every, strict=True)))
    their_fields = [field["name"] for field in live.whole["flds"]]
    their_cards = [template["name"] for template in live.whole["tmpls"]]
    by_their_name = {live.fields[field.name]: at for at, field in enumerate(ours.fields)}
    return _Target(
        whole={**live.whole, "id": str(live.whole["id"]), "mod": _OLDEST},
        fields=tuple(by_their_name.get(name) for name in their_fields),
        cards={
            at: their_cards.index(name)
            for at, template in enumerate(ours.templates)
            if (name := live.cards.get(template.name)) in their_cards
        },
        own=tuple(
            (place, template["qfmt"])
            for place, template in enumerate(live.whole["tmpls"])
            if template["name"] not in live.cards.values()
        ),
    )


def _note_row(note: AnkiNote, target: _Target) -> tuple[Any, ...]:
    texts = ("" if at is None else note.fields[at] for at in target.fields)
    return (
        note.row_id,
        guid(note.uid, note.id),
        int(target.whole["id"]),
        note.second,
        f" {' '.join(note.tags)} ",
        "\x1f".join(texts),
    )


def _card_rows(note: AnkiNote, target: _Target, deck: int) -> Iterator[tuple[int, ...]]:
    card_ids = dict(zip(note.cards, note.card_ids, strict=True))
    places = {**_places(note, target), **_own_places(note, target)}
    for ordinal, place in places.items():
        card_id = card_ids.get(ordinal) or card_row_id(note.row_id, ordinal + 1)
        yield (card_id, note.row_id, deck, place, note.second, note.position)


def _places(note: AnkiNote, target: _Target) -> Mapping[int, int]:
    """Return where the note's cards stand in the learner's note type.

    A cloze's number is its card's. A template may stand elsewhere by now, or be gone; a note without
    any card would be found by nobody, so it then gets the first.
    """
    if _kind(note) is Kind.CLOZE:
        return {ordinal: ordinal for ordinal in note.cards}
    found = {at: target.cards[at] for at in note.cards if at in target.cards}
    return found or {0: 0}


def _own_places(note: AnkiNote, target: _Target) -> Mapping[int, int]:
    """Return where the cards stand that the learner's own templates show; their ordinals follow ours.

    An import makes no card that a package does not have.
    """
    if _kind(note) is Kind.CLOZE or not target.own:
        return {}
    names = (field["name"] for field in target.whole["flds"])
    texts = ("" if at is None else note.fields[at] for at in target.fields)
    fields = dict(zip(names, texts, strict=True))
    return {
        ordinal: place
        for ordinal, (place, front) in enumerate(target.own, start=len(note.note_type.templates))
        if is_shown(front, fields)
    }


_TAG = re.compile(r"\{\{([^{}]*)\}\}")
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)


def is_shown(front: str, fields: Mapping[str, str]) -> bool:
    """Whether a front shows something of the fields, given as HTML by the learner's names.

    A front whose sections do not fit together shows nothing.
    """
    filled = {name for name, html in fields.items() if not _EMPTY.fullmatch(html)}
    opened: list[bool] = []
    is_found = False
    for tag in _TAG.findall(_without_comments(front)):
        name = tag.strip()
        if name[:1] in ("#", "^"):
            opened.append((name[1:].strip() in filled) == (name[0] == "#"))
        elif name[:1] == "/":
            if not opened:
                return False
            opened.pop()
        elif name.rpartition(":")[2] in filled and all(opened):
            is_found = True
    return is_found and not opened


def _without_comments(text: str) -> str:
    shown: list[str] = []
    is_comment = False
    for part in text.split("<!--"):
        if is_comment:
            _, end, part = part.partition("-->")  # noqa: PLW2901 - what follows the comment
            is_comment = not end
        if not is_comment:
            shown.append(part)
            is_comment = True
    return "".join(shown)
