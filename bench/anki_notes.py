"""Plain notes as ankiflask's values, and our note types as genanki's."""

from collections.abc import Iterable
from typing import Any

from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.clock import ModTime
from ankiflask.deck.model import Kind
from ankiflask.html import Html
from ankiflask.identity import NoteId, card_row_id, note_row_ids
from ankiflask.package.model import AnkiNote, Contents
from bench.plain import DECK, SECOND, UID, PlainNote


def contents(notes: Iterable[PlainNote]) -> Contents:
    """Return what our encoder is given."""
    types = {str(kind): note_type for kind, note_type in NOTE_TYPES.items()}
    every = tuple(notes)
    row_ids = note_row_ids(UID, [NoteId(note.id) for note in every])
    return Contents(
        uid=UID,
        deck=DECK,
        subdecks="none",
        description="",
        retired=(),
        media=(),
        notes=tuple(
            AnkiNote(
                uid=UID,
                id=NoteId(note.id),
                note_type=types[note.kind],
                fields=tuple(map(Html, note.fields)),
                tags=note.tags,
                row_id=row_id,
                cards=note.cards,
                card_ids=tuple(card_row_id(row_id, each + 1) for each in note.cards),
                deck=DECK,
                position=position,
                second=ModTime(SECOND),
            )
            for position, (note, row_id) in enumerate(zip(every, row_ids, strict=True), start=1)
        ),
    )


def genanki_models() -> dict[str, Any]:
    """Return our note types as genanki's models, by kind."""
    import genanki  # noqa: PLC0415 - our own writer must not pay for it

    types = {Kind.QA: genanki.Model.FRONT_BACK, Kind.CLOZE: genanki.Model.CLOZE}
    return {
        str(kind): genanki.Model(
            model_id=each.id,
            name=each.name,
            fields=[{"name": field.name, "id": field.id} for field in each.fields],
            templates=[{"name": t.name, "qfmt": t.front, "afmt": t.back} for t in each.templates],
            css=each.css,
            model_type=types[kind],
            sort_field_index=each.sort_field,
        )
        for kind, each in NOTE_TYPES.items()
    }
