"""The tags that a note carries in Anki."""

from ankiflask.values.notes import Note

RETIRED = "ankiflask::retired"  # what a sync marks a retired note with


def tags(uid: str, note: Note) -> tuple[str, ...]:
    """Return the difficulty's tag, then the topics' under the deck's uid, in the author's order."""
    return (f"difficulty::{note.difficulty}", *(f"{uid}::{topic}" for topic in note.topics))
