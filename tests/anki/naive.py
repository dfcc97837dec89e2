"""Packages as genanki makes them by default: the harm that they do is the proof of our tests."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

_genanki: Any = import_module("genanki")  # it has no types

_FIELDS = ("ID", "Front", "Back")


def naive_package(
    file: Path,
    notes: Iterable[tuple[str, str, str]],
    second: int,
    fields: tuple[str, ...] = _FIELDS,
) -> Path:
    """Write (id, front, back) notes: a GUID of the id, but row ids by position and one `mod`."""
    note_type = _genanki.Model(
        1_600_000_000_000,
        "Naive",
        fields=[{"name": name} for name in fields],
        templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
    )
    deck = _genanki.Deck(1_600_000_000_001, "Naive")
    for texts in notes:
        padded = [*texts, *[""] * (len(fields) - len(texts))]
        deck.add_note(_genanki.Note(note_type, padded, guid=_genanki.guid_for(texts[0])))
    _genanki.Package(deck).write_to_file(file, timestamp=second)
    return file
