"""Entries to lines of JSON, in ASCII: a line that was cut off is none, wherever it was cut."""

import json
from typing import Any

from ankiflask.values.journal import (
    CardsSuspended,
    Deed,
    Done,
    FieldsWritten,
    Header,
    MediaStored,
    NotesAdded,
    Step,
    StyleWritten,
    TagsChanged,
)
from ankiflask.values.live import CardTexts
from ankiflask.values.plan import StyleChange

FORMAT = 1


def entry_line(entry: Header | Step | Done) -> str:
    """Return one line, with its end. A journal begins with its header."""
    return f"{json.dumps(_told(entry))}\n"


def _told(entry: Header | Step | Done) -> dict[str, Any]:
    match entry:
        case Header():
            return {
                "format": FORMAT,
                "second": entry.second,
                "url": entry.url,
                "profile": entry.profile,
                "home": entry.home,
                "uids": entry.uids,
            }
        case Step(number, deed):
            return {"step": number, **_deed(deed)}
        case Done(numbers):
            return {"done": numbers}


def _deed(deed: Deed) -> dict[str, Any]:
    match deed:
        case MediaStored(names):
            return {"media": names}
        case NotesAdded(rows):
            return {"notes": dict(rows)}
        case TagsChanged(note_id, row, added, removed):
            return {"tags": note_id, "row": row, "added": added, "removed": removed}
        case FieldsWritten(note_id, row, fields):
            return {"fields": note_id, "row": row, "texts": dict(fields)}
        case StyleWritten(change):
            return _style(change)
        case CardsSuspended(note_id, row, cards):
            return {"suspended": note_id, "row": row, "cards": cards}


def _style(change: StyleChange) -> dict[str, Any]:
    return {
        "style": change.kind,
        "name": change.name,
        "css": change.css,
        "templates": {
            name: [_sides(before), _sides(after)]
            for name, (before, after) in change.templates.items()
        },
    }


def _sides(texts: CardTexts) -> list[str]:
    return [texts.front, texts.back]
