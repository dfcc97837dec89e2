"""Notes to what Anki stores: fields of HTML, tags, cards and their order."""

from ankiflask.cards.cloze import cloze_numbers
from ankiflask.cards.notes import anki_note, in_study_order, markup_problems, media_names
from ankiflask.cards.sync_field import field_hash

__all__ = [
    "anki_note",
    "cloze_numbers",
    "field_hash",
    "in_study_order",
    "markup_problems",
    "media_names",
]
