"""What a collection holds, as plain values for JSON."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from anki.collection import Collection
from anki.models import NotetypeDict

_NOTES = "select id, guid, mid, mod, tags, flds from notes order by id"
_CARDS = "select id, nid, ord, did, type, queue, reps, ivl, flags from cards order by id"
_CLOZE = 1


def held(col: Collection) -> Any:
    """Return all of it. Decks are told by their names."""
    decks = {deck.id: deck.name for deck in col.decks.all_names_and_ids()}
    return {
        "notes": [[*row[:4], row[4].split(), row[5].split("\x1f")] for row in rows(col, _NOTES)],
        "cards": [[*row[:3], decks.get(row[3], ""), *row[4:]] for row in rows(col, _CARDS)],
        "note_types": [_note_type(each) for each in col.models.all()],
        "reviews": rows(col, "select id, cid from revlog order by id"),
        "media": {file.name: _hash(file) for file in sorted(Path(col.media.dir()).iterdir())},
    }


def rows(col: Collection, statement: str, *values: Any) -> list[Any]:
    """Return what an SQL statement finds in the open collection, or carry it out."""
    assert col.db is not None  # noqa: S101 - only a closed collection has none
    return [*col.db.all(statement, *values)]


def _note_type(whole: NotetypeDict) -> list[Any]:
    return [
        whole["id"],
        whole["name"],
        whole["type"] == _CLOZE,
        [field["name"] for field in whole["flds"]],
        [[each["name"], each["qfmt"], each["afmt"]] for each in whole["tmpls"]],
        whole["css"],
    ]


def _hash(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()
