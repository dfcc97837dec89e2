"""How Anki shows a field: runs in an environment that holds the `anki` wheel.

Each line of stdin is a JSON object {"kind": "qa" or "cloze", "html": the first field}; each is
answered by a line {"numbers": cloze numbers, "cards": [{"question", "answer", "sounds"}]}.
"""

import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

# The project's own environment, where types are checked, has no Anki: so its module is Any.
_collection: Any = import_module("anki.collection")
_STYLE_END = "</style>"


def _note_types(col: Any) -> dict[str, Any]:
    question = col.models.by_name("Basic")
    question["tmpls"][0]["afmt"] = "{{Front}}"
    cloze = col.models.by_name("Cloze")
    cloze["tmpls"][0]["afmt"] = "{{cloze:Text}}"
    for note_type in (question, cloze):
        col.models.update_dict(note_type)
    return {"qa": col.models.by_name("Basic"), "cloze": col.models.by_name("Cloze")}


def _shown(html: str) -> str:
    return html.partition(_STYLE_END)[2]


def _card(note: Any, ordinal: int) -> dict[str, Any]:
    card = note.ephemeral_card(ord=ordinal)
    return {
        "question": _shown(card.question()),
        "answer": _shown(card.answer()),
        "sounds": len(card.question_av_tags()) + len(card.answer_av_tags()),
    }


def _answer(col: Any, note_type: Any, html: str) -> dict[str, Any]:
    note = col.new_note(note_type)
    note.fields[0] = html
    numbers = sorted(col._backend.cloze_numbers_in_note(note._to_backend_note()))
    is_cloze = note_type["name"] == "Cloze"
    ordinals = [number - 1 for number in numbers] if is_cloze else [0]
    return {"numbers": numbers, "cards": [_card(note, ordinal) for ordinal in ordinals]}


def main() -> None:
    """Answer until stdin ends."""
    with tempfile.TemporaryDirectory() as folder:
        col = _collection.Collection(str(Path(folder) / "collection.anki2"))
        note_types = _note_types(col)
        for line in sys.stdin:
            asked = json.loads(line)
            answer = _answer(col, note_types[asked["kind"]], asked["html"])
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
        col.close()


if __name__ == "__main__":
    main()
