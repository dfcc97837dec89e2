"""Statements to a deck that people can review: drafted in memory, as a new file, or appended."""

from ankiflask.drafts.appending import append
from ankiflask.drafts.drafting import Drafts, draft_deck, draft_notes
from ankiflask.drafts.explaining import rule_in_words
from ankiflask.drafts.layout import deck_file
from ankiflask.drafts.naming import random_uid, uid
from ankiflask.drafts.ready import ready_notes
from ankiflask.drafts.selecting import moved_statements, without_note

__all__ = [
    "Drafts",
    "append",
    "deck_file",
    "draft_deck",
    "draft_notes",
    "moved_statements",
    "random_uid",
    "ready_notes",
    "rule_in_words",
    "uid",
    "without_note",
]
