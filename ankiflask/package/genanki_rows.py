"""What genanki knows of Anki's format: schema, collection row, decks, note types.

The only module with genanki in it.
"""

import html
import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from ankiflask.anki.note_types import STYLE_SECOND, NoteType
from ankiflask.deck.model import Kind

_STATEMENTS = tuple(part.strip() for part in APKG_SCHEMA.split(";") if part.strip())
# No indexes: Anki reads a package whole, once. They would cost a third of the writing and a sixth of
# the size.
TABLES = tuple(part for part in _STATEMENTS if part.startswith("CREATE TABLE"))
# What is the same in every row stands in the SQL: each value that is bound costs time. -1 is "not
# yet synced". Anki computes the sort field and the checksum anew when it imports.
INSERT_NOTE = """INSERT INTO notes
    (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)
    VALUES (?, ?, ?, ?, -1, ?, ?, '', 0, 0, '')"""
INSERT_CARD = """INSERT INTO cards
    (id, nid, did, ord, mod, usn, type, queue, due,
     ivl, factor, reps, lapses, left, odue, odid, flags, data)
    VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"""
INSERT_COLLECTION = "INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

_DEFAULT_DECK_ID = 1
_OPENED = re.compile(r"\{\{#([^}]+)\}\}")
_OPENED_FIRST = re.compile(f"(?:{_OPENED.pattern})*")
_CLOZE = re.compile(r"\{\{cloze:([^}]+)\}\}")
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
    # Without it genanki renders each template once a field. A front that is in sections needs their
    # fields, and a cloze its text.
    names = [field.name for field in note_type.fields]
    requirements: list[list[Any]] = []
    for ordinal, template in enumerate(note_type.templates):
        opening = _OPENED_FIRST.match(template.front)
        found = _OPENED.findall(opening[0]) if opening else []
        needed = [names.index(name) for name in found or _CLOZE.findall(template.front)]
        requirements.append([ordinal, "all", needed])
    vars(model)["_req"] = requirements
    described: dict[str, Any] = model.to_json(STYLE_SECOND, _DEFAULT_DECK_ID)
    return described


def description_html(text: str) -> str:
    """Return the HTML that shows a deck's description, which is plain text."""
    return html.escape(text, quote=False).replace("\n", "<br>")


def deck_json(deck_id: int, name: str, description: str) -> dict[str, Any]:
    """Return a deck as Anki's collection holds it. `description` is HTML."""
    described: dict[str, Any] = genanki.Deck(deck_id, name, description).to_json()
    return described


def collection_row(
    note_types: Iterable[dict[str, Any]], decks: Iterable[dict[str, Any]]
) -> tuple[Any, ...]:
    """Return the one row of the table `col`, whole."""
    with closing(sqlite3.connect(":memory:")) as scratch:
        scratch.row_factory = sqlite3.Row
        scratch.execute(TABLES[0])
        scratch.execute(APKG_COL)
        col = dict(scratch.execute("SELECT * FROM col").fetchone())
    col["models"] = _json({each["id"]: each for each in note_types})
    known = json.loads(col["decks"])
    col["decks"] = _json(known | {str(each["id"]): each for each in decks})
    return tuple(col.values())


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
