"""A package of new notes for one learner: in the note type as the learner has it.

Anki then sees its own note type again, and leaves the learner's fields, texts and looks alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from ankiflask.anki import templates
from ankiflask.anki.collection import LiveNoteType
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.deck.model import Kind
from ankiflask.identity import card_row_id, deck_row_id, guid
from ankiflask.package import genanki_rows as rows
from ankiflask.package.archive import zip_bytes
from ankiflask.package.database import database_bytes
from ankiflask.package.encode import note_row
from ankiflask.package.model import COLLECTION, MEDIA_LIST, AnkiNote

_OLDEST = 1  # the second of a note type that is to change nothing in a learner's own


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
    kinds = sorted({note.note_type.kind for note in notes})
    targets = {kind: _target(kind, note_types.get(kind)) for kind in kinds}
    deck_ids = {
        name: deck_row_id(note.uid, name)
        for note in notes
        for name in accumulate(note.deck.split("::"), "{}::{}".format)
    }
    col = rows.collection_row(
        [dict(target.whole) for target in targets.values()],
        [rows.deck_json(deck_ids[name], name, decks.get(name, "")) for name in sorted(deck_ids)],
    )
    note_rows, card_rows = [], []
    for note in notes:
        target = targets[note.note_type.kind]
        texts = ["" if at is None else note.fields[at] for at in target.fields]
        name = guid(note.uid, note.id)
        note_rows.append(note_row(note, name, int(target.whole["id"]), texts))
        card_ids = dict(zip(note.cards, note.card_ids, strict=True))
        for ordinal, place in _places(note, target, texts).items():
            card_id = card_ids.get(ordinal) or card_row_id(note.row_id, ordinal + 1)
            card_rows.append(
                (card_id, note.row_id, deck_ids[note.deck], place, note.second, note.position)
            )
    inserts = (
        (rows.INSERT_COLLECTION, [col]),
        (rows.INSERT_NOTE, sorted(note_rows)),
        (rows.INSERT_CARD, sorted(card_rows)),
    )
    return zip_bytes({COLLECTION: database_bytes(rows.TABLES, inserts), MEDIA_LIST: b"{}"})


def _target(kind: Kind, live: LiveNoteType | None) -> _Target:
    ours = NOTE_TYPES[kind]
    published = rows.note_type_json(ours)
    if live is None or live.whole is None:
        whole = published if live is None else published | {"mod": _OLDEST}
        every = range(len(ours.templates))
        return _Target(whole, tuple(range(len(ours.fields))), dict(zip(every, every, strict=True)))
    their_cards = [template["name"] for template in live.whole["tmpls"]]
    by_their_name = {live.fields[field.name]: at for at, field in enumerate(ours.fields)}
    return _Target(
        whole={**live.whole, "id": str(live.whole["id"]), "mod": _OLDEST},
        fields=tuple(by_their_name.get(field["name"]) for field in live.whole["flds"]),
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


def _places(note: AnkiNote, target: _Target, texts: Sequence[str]) -> dict[int, int]:
    """Return for each card of the note, by its ordinal, its place in the learner's note type.

    A cloze's number is its card's. A template may be elsewhere by now, or be gone; a note without
    any card would be found by nobody, so it then gets the first. An import makes no card that a
    package does not have, so those of the learner's own templates follow ours.
    """
    if note.note_type.kind is Kind.CLOZE:
        return {ordinal: ordinal for ordinal in note.cards}
    places = {at: target.cards[at] for at in note.cards if at in target.cards} or {0: 0}
    names = (field["name"] for field in target.whole["flds"])
    fields = dict(zip(names, texts, strict=True))
    for ordinal, (place, front) in enumerate(target.own, start=len(note.note_type.templates)):
        if templates.asks(front, fields):
            places[ordinal] = place
    return places
