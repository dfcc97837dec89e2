"""The answers of the process that holds Anki, as values."""

from typing import Any

from ankiflask.values.rehearsal import Examined, Held, HeldCard, HeldNote, HeldNoteType, Imported


def imported(answer: Any) -> Imported:
    """Return what an import did."""
    return Imported(**{**answer, "held": held(answer["held"])})


def examined(answer: Any) -> Examined:
    """Return what Anki complains of."""
    return Examined(
        check=tuple(answer["check"]),
        broken=dict(answer["broken"]),
        empty=tuple(answer["empty"]),
        faulty=dict(answer["faulty"]),
        missing={name: tuple(notes) for name, notes in answer["missing"]},
    )


def held(answer: Any) -> Held:
    """Return what a collection holds."""
    return Held(
        notes=tuple(_note(*row) for row in answer["notes"]),
        cards=tuple(_card(*row) for row in answer["cards"]),
        note_types={row[0]: _note_type(*row) for row in answer["note_types"]},
        reviews=dict(answer["reviews"]),
        media=answer["media"],
    )


def _note(*row: Any) -> HeldNote:
    names = ("row", "guid", "note_type", "second")
    *plain, tags, fields = row
    return HeldNote(**dict(zip(names, plain, strict=True)), tags=tuple(tags), fields=tuple(fields))


def _card(*row: Any) -> HeldCard:
    names = ("row", "note", "ordinal", "deck", "type", "queue", "reviews", "interval", "flag")
    return HeldCard(**dict(zip(names, row, strict=True)))


def _note_type(*row: Any) -> HeldNoteType:
    number, name, is_cloze, fields, templates, css = row
    return HeldNoteType(
        id=number,
        name=name,
        is_cloze=is_cloze,
        fields=tuple(fields),
        templates=tuple((each[0], each[1], each[2]) for each in templates),
        css=css,
    )
