"""A large deck.yaml, the same every time."""

import json
from collections.abc import Iterator

from ankiflask.anki.note_types import CLOZE, QA
from bench.plain import PlainNote, plain_notes

_KEYS = {"Question": "question", "Answer": "answer", "Reverse": "reverse", "Text": "cloze"}
_HEAD = "deck: Large\nuid: large\ndifficulty: medium\nnotes:\n"


def deck_file(number: int) -> str:
    """Return a deck file of that many notes, one in five a cloze."""
    notes = [
        *plain_notes(number - number // 5, are_clozes=False),
        *(
            note._replace(id=f"cloze-{note.id}")
            for note in plain_notes(number // 5, are_clozes=True)
        ),
    ]
    return _HEAD + "".join(line for note in notes for line in _lines(note))


def _lines(note: PlainNote) -> Iterator[str]:
    yield f"  - id: {note.id}\n"
    note_type = CLOZE if note.kind == "cloze" else QA
    for field, text in zip(note_type.fields, note.fields, strict=True):
        if text and field.name in _KEYS:
            yield f"    {_KEYS[field.name]}: {json.dumps(text)}\n"
    yield f"    difficulty: {note.fields[[f.name for f in note_type.fields].index('Difficulty')]}\n"
    yield f"    topics: [{note.tags[1].rpartition('::')[2]}]\n"
