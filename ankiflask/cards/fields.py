"""A note's values as the HTML of its fields."""

from collections.abc import Mapping

from ankiflask.cards.html import escape, link, picture
from ankiflask.cards.markup import Fault, Rendered, example, render
from ankiflask.values.notes import Note

Media = Mapping[str, str]

_MARKUP_KEYS = {
    "Question": "question",
    "Answer": "answer",
    "Note": "note",
    "Hint": "hint",
    "Reverse": "reverse",
}


def text_fields(note: Note, media: Media) -> tuple[dict[str, str], dict[str, tuple[Fault, ...]]]:
    """Return the HTML of each filled field, by its name, and what is wrong, by the note's key.

    `media` gives the name in the package of each file in the deck's folder `media`.
    """
    fields: dict[str, str] = {}
    faults: dict[str, tuple[Fault, ...]] = {}

    def keep(field: str, key: str, rendered: Rendered) -> None:
        fields[field] = rendered.html
        if rendered.faults:
            faults[key] = rendered.faults

    for field, key in _MARKUP_KEYS.items():
        if text := getattr(note, key):
            keep(field, key, render(text, media=media))
    if note.cloze:
        keep("Text", "cloze", render(note.cloze, media=media, cloze=True))
    if note.example:
        keep("Example", "example", example(note.example, media=media))
    return fields | _plain_fields(note, media), faults


def _plain_fields(note: Note, media: Media) -> dict[str, str]:
    return {
        "See": link(note.see, note.see) if note.see else "",
        "Difficulty": str(note.difficulty),
        "Topics": ", ".join(note.topics),
        "Picture": picture(media.get(note.picture, "")) if note.picture else "",
        "Audio": f"[sound:{media.get(note.audio, '')}]" if note.audio else "",
        "Typed": escape(note.typed),
    }
