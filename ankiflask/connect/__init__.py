"""A running Anki through its add-on AnkiConnect: what is asked, and what comes back as values.

Every function here makes one or a few HTTP requests and may raise AnkiError; those that write may
raise LostReplyError, where Anki was asked and no answer came.
"""

from ankiflask.connect.cards import (
    decks_of_cards,
    filtered_decks,
    is_filtered,
    selected_notes,
    smallest_deck,
    suspended,
)
from ankiflask.connect.connection import Connection, connect
from ankiflask.connect.copies import note_type_copies
from ankiflask.connect.greeting import Greeting, greet, wait_until_idle
from ankiflask.connect.media import media_names, remove_upload, store_media
from ankiflask.connect.note_types import note_types
from ankiflask.connect.notes import existing_notes, find_notes, holding, notes_by_row
from ankiflask.connect.packages import export_deck, import_package, redraw
from ankiflask.connect.replies import Refusal
from ankiflask.connect.twins import count_twin_cards
from ankiflask.connect.writing import (
    add_tags,
    remove_tags,
    suspend,
    unsuspend,
    write_css,
    write_fields,
    write_templates,
)

__all__ = [
    "Connection",
    "Greeting",
    "Refusal",
    "add_tags",
    "connect",
    "count_twin_cards",
    "decks_of_cards",
    "existing_notes",
    "export_deck",
    "filtered_decks",
    "find_notes",
    "greet",
    "holding",
    "import_package",
    "is_filtered",
    "media_names",
    "note_type_copies",
    "note_types",
    "notes_by_row",
    "redraw",
    "remove_tags",
    "remove_upload",
    "selected_notes",
    "smallest_deck",
    "store_media",
    "suspend",
    "suspended",
    "unsuspend",
    "wait_until_idle",
    "write_css",
    "write_fields",
    "write_templates",
]
