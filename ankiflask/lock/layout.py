"""How a lock is written down: a word a column, so that two branches merge line by line."""

from ankiflask.values.locked import Lock, LockedNote

FORMAT = "1"
_HEAD = """\
# Written by ankiflask; commit it with deck.yaml. It keeps each note's identity and change second,
# and learners' reviews hang on it. After a merge, build once.
"""


def lock_text(lock: Lock) -> str:
    """Return the whole text of a deck.lock."""
    header = (
        f"format {FORMAT}",
        f"uid {lock.uid}",
        f"deck {lock.deck}",
        f"subdecks {lock.subdecks}",
    )
    statements = (f"statement {number} {text}" for number, text in sorted(lock.statements.items()))
    notes = (_note_line(lock.notes[note_id]) for note_id in sorted(lock.notes))
    return _HEAD + "\n".join((*header, *statements, *notes)) + "\n"


def _note_line(note: LockedNote) -> str:
    clozes = ",".join(map(str, note.clozes))
    words = ["note", note.id, note.kind or "-", clozes or "-", note.hash or "-", str(note.second)]
    return " ".join([*words, "retired"] if note.is_retired else words)
