"""Copies of our note types, which Anki made when a release was imported.

Up to 25.09 Anki puts the new notes of an import into a second note type where the learner has added
a field to ours: `ankiflask Q&A+`, or with AnkiConnect's import `ankiflask Q&A-01381`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.deck.model import Kind


@dataclass(frozen=True, slots=True)
class NoteTypeCopy:
    """A copy by its name in Anki, ours by the learner's name, and how many notes the copy has."""

    name: str
    ours: str
    notes: int

    @property
    def way_back(self) -> str:
        """What brings its notes back to our note type, with their reviews."""
        return (
            f"To move them back, with their reviews: in Anki's browser search for"
            f' note:"{self.name}", select all of them, and choose {self.ours!r} in'
            " Notes > Change Note Type."
        )


def copied_kind(fields: Collection[str], wanted: Sequence[Kind] = tuple(Kind)) -> Kind | None:
    """Return of which of our note types a note type with these fields is a copy."""
    names = {kind: {field.name for field in NOTE_TYPES[kind].fields} for kind in wanted}
    return next((kind for kind in wanted if names[kind].issubset(fields)), None)
