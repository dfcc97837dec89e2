"""Whether a sync can work here: each thing looked at, and the remedy where it cannot."""

import os
from collections.abc import Iterator
from pathlib import Path

from ankiflask.connect import Connection, Greeting, greet, note_type_copies, note_types
from ankiflask.plan import own_styles, style_changes
from ankiflask.values.copies import NoteTypeCopy
from ankiflask.values.errors import AnkiError
from ankiflask.values.finding import Finding
from ankiflask.values.live import LiveNoteType
from ankiflask.values.note_types import NOTE_TYPES, NoteType

_NEW_LINE = "findModelsById"


def examine(connection: Connection, state: Path) -> tuple[Finding, ...]:
    """Return what was found, up to the first thing that hinders all that follows. Changes nothing."""
    return tuple(_findings(connection, state))


def _findings(connection: Connection, state: Path) -> Iterator[Finding]:
    try:
        greeting = greet(connection)
    except AnkiError as error:
        yield Finding("AnkiConnect", False, str(error))
        return
    yield Finding("AnkiConnect", True, f"it answers at {connection.url}.")
    yield _key(connection)
    yield _line(greeting)
    yield _profile(greeting)
    yield from _note_types(connection, greeting)
    yield _road(greeting)
    yield _state(state)


def _key(connection: Connection) -> Finding:
    words = "it takes ours." if connection.key else "it wants none."
    return Finding("API key", True, words)


def _line(greeting: Greeting) -> Finding:
    if _NEW_LINE in greeting.actions:
        return Finding("Actions", True, "all that a sync uses are there.")
    words = "the add-on is an older one, which cannot show a note type whole."
    remedy = "Where you have added fields to our note types, update it before you add notes."
    return Finding("Actions", True, words, remedy)


def _profile(greeting: Greeting) -> Finding:
    if greeting.profile is None:
        return Finding("Profile", True, "one is open; the add-on cannot tell its name.")
    return Finding("Profile", True, f"{greeting.profile!r} is open.")


def _note_types(connection: Connection, greeting: Greeting) -> Iterator[Finding]:
    try:
        live = note_types(connection, greeting)
    except AnkiError as error:
        yield Finding("Note types", False, str(error))
        return
    for kind, note_type in NOTE_TYPES.items():
        about = f"Note type {note_type.name!r}"
        if kind in live:
            yield Finding(about, True, "; ".join(_looks(note_type, live[kind])) + ".")
        else:
            yield Finding(about, True, "not there yet; the first notes bring it along.")
    for copy in note_type_copies(connection, greeting, live):
        yield _copy(copy)


def _copy(copy: NoteTypeCopy) -> Finding:
    about = f"Note type {copy.name!r}"
    words = f"Anki made it at an import, as a copy of {copy.ours!r}"
    if not copy.notes:
        return Finding(about, True, f"{words}; it has no notes, so you may delete it.")
    words = f"{words}; notes in it, which a sync leaves alone: {copy.notes}."
    return Finding(about, False, words, copy.way_back)


def _looks(ours: NoteType, theirs: LiveNoteType) -> Iterator[str]:
    if theirs.name != ours.name:
        yield f"you call it {theirs.name!r}"
    names = {field.name for field in ours.fields} | set(theirs.fields.values())
    if own := [name for name in theirs.field_order if name not in names]:
        yield f"it has fields of your own, which stay ({', '.join(own)})"
    if own_styles((theirs,)):
        yield "its styling is your own, and stays"
    elif style_changes((theirs,)):
        yield "its styling is an older version of ours, which a sync brings up to date"
    else:
        yield "its styling is ours"


def _road(greeting: Greeting) -> Finding:
    if greeting.home and Path(greeting.home).is_dir():
        return Finding(
            "Files", True, "Anki works on this machine's disk, so packages need no upload."
        )
    words = "Anki's media folder is not to be seen from here."
    remedy = (
        "Notes can be added by upload; but a backup cannot be read, so that notes which are there"
        " cannot be changed. Sync on the machine that Anki runs on."
    )
    return Finding("Files", False, words, remedy)


def _state(folder: Path) -> Finding:
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        return Finding("Memory", True, f"backups and journals go to {folder}.")
    return Finding("Memory", False, f"{folder} cannot be written.", "Set XDG_STATE_HOME.")
