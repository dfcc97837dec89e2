"""How Anki renders templates: runs in an environment that holds the `anki` wheel.

Each line of stdin is a JSON object {"templates": [front, back], "fields": [two texts], "tags",
"ordinal", "is_cloze"}; each is answered by a line [front, back].
"""

import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

# The project's own environment, where types are checked, has no Anki: so its modules are Any.
_collection: Any = import_module("anki.collection")
_lang: Any = import_module("anki.lang")


def _answer(col: Any, asked: Any) -> list[str]:
    note_type = col.models.by_name("Cloze" if asked["is_cloze"] else "Basic")
    note = col.new_note(note_type)
    note.fields = asked["fields"]
    note.tags = asked["tags"]
    template = dict(note_type["tmpls"][0])
    template["qfmt"], template["afmt"] = asked["templates"]
    card = note.ephemeral_card(
        ord=asked["ordinal"], custom_template=template, custom_note_type=note_type
    )
    shown = card.render_output()
    return [shown.question_text, shown.answer_text]


def main() -> None:
    """Answer until stdin ends."""
    answers, sys.stdout = sys.stdout, sys.stderr
    _lang.set_lang("en_US")
    with tempfile.TemporaryDirectory() as folder:
        col = _collection.Collection(str(Path(folder) / "collection.anki2"))
        for line in sys.stdin:
            answers.write(json.dumps(_answer(col, json.loads(line))) + "\n")
            answers.flush()
        col.close()


if __name__ == "__main__":
    main()
