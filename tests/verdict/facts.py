"""Facts of a rehearsal, written by hand."""

from collections.abc import Mapping

from ankiflask.rehearsal.model import Held, HeldCard, HeldNote, HeldNoteType

TYPE = HeldNoteType(
    id=1, name="Basic", is_cloze=False, fields=("Front", "Back"), templates=(), css=""
)


def held(texts: Mapping[str, str], second: int) -> Held:
    """Return a collection of notes with a card each; their GUIDs are their names."""
    rows = list(enumerate(texts.items()))
    return Held(
        notes=tuple(
            HeldNote(row=row, guid=name, note_type=1, second=second, tags=(), fields=(name, text))
            for row, (name, text) in rows
        ),
        cards=tuple(
            HeldCard(
                row=row, note=row, ordinal=0, deck="D", type=0, queue=0, reviews=0, interval=0, flag=0
            )
            for row, _ in rows
        ),
        note_types={1: TYPE},
        reviews={},
        media={},
    )  # fmt: skip
