"""Releases in a few words, for tests that compare them."""

from dataclasses import replace

from ankiflask.anki.collection import CollectionField, CollectionNoteType, CollectionTemplate
from ankiflask.anki.note_types import QA
from ankiflask.releases.model import Release, ReleasedNote

SECOND = 1_700_000_000
TYPE = CollectionNoteType(
    id=QA.id,
    name=QA.name,
    is_cloze=False,
    sort_field=1,
    second=SECOND,
    fields=tuple(CollectionField(field.name, field.id) for field in QA.fields),
    templates=tuple(
        CollectionTemplate(each.name, each.id, each.front, each.back) for each in QA.templates
    ),
    css=QA.css,
)


def note(note_id: str, question: str = "What?", answer: str = "That.") -> ReleasedNote:
    """Return a note of the deck."""
    return ReleasedNote(
        guid=f"guid of {note_id}",
        id=note_id,
        name=note_id,
        headline=question,
        note_type=QA.id,
        fields={"Question": question, "Answer": answer},
        tags=("difficulty::easy", "birds::song"),
        decks=("Birds",),
        cards=(0,),
        second=SECOND,
    )


def later(old: ReleasedNote, **changes: object) -> ReleasedNote:
    """Return the note as a later release has it."""
    return replace(old, **{"second": SECOND + 1, **changes})  # type: ignore[arg-type]


def release(*notes: ReleasedNote, **more: object) -> Release:
    """Return a release of ours."""
    whole = Release(
        name="birds.apkg",
        is_ours=True,
        uid="birds",
        deck="Birds",
        subdecks="none",
        notes={each.guid: each for each in notes},
        note_types={QA.id: TYPE},
    )
    return replace(whole, **more)  # type: ignore[arg-type]
