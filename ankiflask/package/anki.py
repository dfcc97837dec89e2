"""What genanki knows of Anki's format: schema, collection row, decks, note types.

The only module with genanki in it.
"""

import functools
import html
import json
import sqlite3
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import Any

# genanki takes one name of the library `cached_property`, which imports asyncio: half of the time.
# Python's own does the same.
if "cached_property" not in sys.modules:
    _light = ModuleType("cached_property")
    vars(_light)["cached_property"] = functools.cached_property
    sys.modules["cached_property"] = _light
    import genanki

    del sys.modules["cached_property"]
else:
    import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from ankiflask.values.note_types import STYLE_SECOND, NoteType
from ankiflask.values.notes import Kind

_STATEMENTS = tuple(part.strip() for part in APKG_SCHEMA.split(";") if part.strip())
TABLES = tuple(part for part in _STATEMENTS if part.startswith("CREATE TABLE"))
INDEXES = tuple(part for part in _STATEMENTS if part.startswith("CREATE INDEX"))

_DEFAULT_DECK_ID = 1
_TYPES = {Kind.QA: genanki.Model.FRONT_BACK, Kind.CLOZE: genanki.Model.CLOZE}


def note_type_json(note_type: NoteType) -> dict[str, Any]:
    """Return the note type as Anki's collection holds it, changed last at STYLE_SECOND."""
    model = genanki.Model(
        model_id=note_type.id,
        name=note_type.name,
        fields=[{"name": f.name, "id": f.id, **f.options} for f in note_type.fields],
        templates=[
            {"name": t.name, "id": t.id, "qfmt": t.front, "afmt": t.back}
            for t in note_type.templates
        ],
        css=note_type.css,
        model_type=_TYPES[note_type.kind],
        sort_field_index=note_type.sort_field,
    )
    described: dict[str, Any] = model.to_json(STYLE_SECOND, _DEFAULT_DECK_ID)
    return described


def deck_json(deck_id: int, name: str, description: str) -> dict[str, Any]:
    """Return a deck as Anki's collection holds it. `description` is plain text."""
    shown = html.escape(description, quote=False).replace("\n", "<br>")
    described: dict[str, Any] = genanki.Deck(deck_id, name, shown).to_json()
    return described


def collection_row(
    note_types: Iterable[dict[str, Any]], decks: Iterable[dict[str, Any]]
) -> tuple[Any, ...]:
    """Return the one row of the table `col`, whole."""
    scratch = sqlite3.connect(":memory:")
    try:
        scratch.execute(TABLES[0])
        scratch.execute(APKG_COL)
        (row,) = scratch.execute("SELECT * FROM col")
        names = [column[1] for column in scratch.execute("PRAGMA table_info(col)")]
    finally:
        scratch.close()
    col = dict(zip(names, row, strict=True))
    col["models"] = _json({each["id"]: each for each in note_types})
    known = json.loads(col["decks"])
    col["decks"] = _json(known | {str(each["id"]): each for each in decks})
    return tuple(col.values())


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
