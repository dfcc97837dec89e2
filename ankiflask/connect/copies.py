"""Copies of our note types, which an import into an older Anki may make."""

from collections.abc import Mapping

from ankiflask.connect.connection import Connection
from ankiflask.connect.greeting import Greeting
from ankiflask.connect.shapes import escape, ids, texts
from ankiflask.values.copies import NoteTypeCopy, copied_kind
from ankiflask.values.live import LiveNoteType
from ankiflask.values.note_types import NOTE_TYPES
from ankiflask.values.notes import Kind

_FIELDS = "modelFieldNames"
_SEARCH = "findNotes"


def note_type_copies(
    connection: Connection, greeting: Greeting, types: Mapping[Kind, LiveNoteType]
) -> tuple[NoteTypeCopy, ...]:
    """Return the copies of our note types, those too that hold no notes."""
    ours = {kind: types[kind].name if kind in types else NOTE_TYPES[kind].name for kind in Kind}
    known = {NOTE_TYPES[kind].id for kind in Kind}
    starts = (*ours.values(), *(note_type.name for note_type in NOTE_TYPES.values()))
    names = sorted(
        name
        for name, number in greeting.note_types.items()
        if number not in known and name.startswith(starts)
    )
    answers = connection.ask_many([(_FIELDS, {"modelName": name}) for name in names])
    fields = [texts(_FIELDS, connection.granted(_FIELDS, each)) for each in answers]
    kinds = {name: copied_kind(some) for name, some in zip(names, fields, strict=True)}
    copies = [(name, kind) for name, kind in kinds.items() if kind]
    queries = [(_SEARCH, {"query": f'note:"{escape(name)}"'}) for name, _ in copies]
    notes = [
        ids(_SEARCH, connection.granted(_SEARCH, each)) for each in connection.ask_many(queries)
    ]
    return tuple(
        NoteTypeCopy(name, ours[kind], len(some))
        for (name, kind), some in zip(copies, notes, strict=True)
    )
