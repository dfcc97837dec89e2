"""Packages as people make them with genanki, careless ones too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

_genanki: Any = import_module("genanki")  # it has no types

FIRST_AT, SECOND_AT = 1_700_000_000, 1_700_086_400
RIVER = 1_600_000_000_000  # the note type
BASIC = (("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),)
BOTH_WAYS = (*BASIC, ("Card 2", "{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"))
CLOZE = (("Cloze", "{{cloze:Text}}", "{{cloze:Text}}"),)
RIVERS: Mapping[str, tuple[str, ...]] = {
    "nile": ("Which river flows through Cairo?", "The Nile"),
    "seine": ("Which river flows through Paris?", "The Seine"),
    "thames": ("Which river flows through London?", "The Thames"),
    "danube": ("Which river flows through Vienna?", "The Danube"),
    "tiber": ("Which river flows through Rome?", "The Tiber"),
    "volga": ("Which river flows through Kazan?", "The Volga"),
}


@dataclass(frozen=True)
class Package:
    """A package to be; `keeps_guids` hashes a note's own name, else genanki hashes the fields."""

    notes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: RIVERS)
    second: int = FIRST_AT
    keeps_guids: bool = True
    deck: str = "Rivers"
    type_id: int = RIVER
    type_name: str = "River"
    fields: tuple[str, ...] = ("Front", "Back")
    templates: Sequence[tuple[str, str, str]] = BASIC
    css: str = ""
    is_cloze: bool = False
    same_guid: bool = False
    media: tuple[Path, ...] = ()

    def write(self, file: Path) -> Path:
        """Have genanki write it."""
        kind = _genanki.Model(
            self.type_id,
            self.type_name,
            fields=[{"name": name} for name in self.fields],
            templates=[
                {"name": name, "qfmt": front, "afmt": back} for name, front, back in self.templates
            ],
            css=self.css,
            model_type=_genanki.Model.CLOZE if self.is_cloze else _genanki.Model.FRONT_BACK,
        )
        deck = _genanki.Deck(1_600_000_000_001, self.deck)
        for name, texts in self.notes.items():
            padded = [*texts, *[""] * (len(self.fields) - len(texts))]
            deck.add_note(_genanki.Note(kind, padded, guid=self._guid(name)))
        writer = _genanki.Package(deck, media_files=[str(each) for each in self.media])
        writer.write_to_file(file, timestamp=self.second)
        return file

    def guid(self, name: str) -> str:
        """Return the GUID of a note that keeps it."""
        return str(_genanki.guid_for(name))

    def _guid(self, name: str) -> str | None:
        if self.same_guid:
            return "all-the-same"
        return self.guid(name) if self.keeps_guids else None
