"""Facts of a rehearsal, written by hand."""

from collections.abc import Mapping

from ankiflask.anki.collection import (
    CollectionCard,
    CollectionField,
    CollectionNote,
    CollectionNoteType,
)
from ankiflask.clock import ModTime
from ankiflask.html import Html
from ankiflask.identity import AnkiCardId, AnkiDeckId, AnkiNoteId, Guid
from ankiflask.rehearsal.model import Held

D, E = AnkiDeckId(1), AnkiDeckId(2)
TYPE = CollectionNoteType(
    id=1,
    name="Basic",
    is_cloze=False,
    sort_field=0,
    second=0,
    fields=(CollectionField("Front", None), CollectionField("Back", None)),
    templates=(),
    css="",
)


def held(texts: Mapping[str, str], second: int) -> Held:
    """Return a collection of notes with a card each; their GUIDs are their names."""
    rows = list(enumerate(texts.items()))
    return Held(
        notes=tuple(
            CollectionNote(
                id=AnkiNoteId(row), guid=Guid(name), note_type=1, second=ModTime(second), tags=(),
                fields=(Html(name), Html(text)),
            )
            for row, (name, text) in rows
        ),
        cards=tuple(
            CollectionCard(
                id=AnkiCardId(row), note=AnkiNoteId(row), deck=D, ordinal=0, second=ModTime(second), type=0, queue=0, due=0,
                interval=0, factor=0, reviews=0, lapses=0, left=0, home_due=0, home_deck=AnkiDeckId(0), flags=0,
            )
            for row, _ in rows
        ),
        note_types={1: TYPE},
        decks={D: "D", E: "E"},
        reviews={},
        media={},
    )  # fmt: skip
