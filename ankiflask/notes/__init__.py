"""deck.yaml to a Deck: strict, every problem at once, each with its line."""

from ankiflask.notes.ids import with_ids
from ankiflask.notes.keys import UID
from ankiflask.notes.many import not_too_many
from ankiflask.notes.media import media_name_problem
from ankiflask.notes.read import read_deck
from ankiflask.notes.sources import check_statements
from ankiflask.notes.together import check_together

__all__ = [
    "UID",
    "check_statements",
    "check_together",
    "media_name_problem",
    "not_too_many",
    "read_deck",
    "with_ids",
]
