"""A card to be rendered by two: by Anki and by us."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ankiflask.anki.templates import filled
from ankiflask.preview.templates import render

# Anki's hint opens by a script; ours needs none.
_HINT = re.compile(
    r'\n<a class=hint href="#"\nonclick="[^"]*" draggable=false>\n(.*?)</a>\n'
    r'<div id="hint\w+" class=hint style="display: none">(.*?)</div>\n',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Two templates, the two fields of the note type `Basic` or `Cloze`, tags, and an ordinal."""

    front: str
    back: str
    fields: tuple[str, str]
    tags: tuple[str, ...] = ()
    ordinal: int = 0
    is_cloze: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "templates": [self.front, self.back],
            "fields": list(self.fields),
            "tags": list(self.tags),
            "ordinal": self.ordinal,
            "is_cloze": self.is_cloze,
        }

    def rendered(self) -> tuple[str, str]:
        """What we make of it. An Anki that only tries a card names its deck `(Deck)`."""
        names = ("Text", "Back Extra") if self.is_cloze else ("Front", "Back")
        values = {
            **dict(zip(names, self.fields, strict=True)),
            "Tags": " ".join(self.tags),
            "Deck": "(Deck)",
            "Subdeck": "(Deck)",
            "Type": "Cloze" if self.is_cloze else "Basic",
            "Card": "Cloze" if self.is_cloze else "Card 1",
            "CardFlag": "flag0",
            "CardID": "0",
        }
        sides = render(
            (self.front, self.back),
            values,
            filled(values),
            self.ordinal,
            is_cloze=self.is_cloze,
        )
        return sides.front, sides.back


Ask = Callable[[Asked], tuple[str, str]]


def as_we_write(html: str) -> str:
    """Return what Anki rendered with its hints in our form."""
    return _HINT.sub(r'<details class="hint"><summary>\1</summary>\2</details>', html)
