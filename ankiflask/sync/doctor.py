"""What a look at the surroundings of a sync found."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ankiflask.anki.collection import LiveNoteType
from ankiflask.anki.note_types import NOTE_TYPES, NoteType
from ankiflask.errors import AnkiError, InputError
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.package.open import open_package
from ankiflask.sync.ankiconnect.collection import count_twin_cards, smallest_deck
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.ankiconnect.files import export_deck
from ankiflask.sync.ankiconnect.greeting import Greeting, greet
from ankiflask.sync.ankiconnect.note_types import note_type_copies, note_types
from ankiflask.sync.styling import own_styles, style_changes
from ankiflask.text import count

CHECK_DATABASE = "In Anki, Tools > Check Database removes the copies."


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `ankiflask doctor`: what was looked at, what is so, and what to do if it is bad.

    A warning hinders no sync, and has a remedy nevertheless.
    """

    about: str
    is_good: bool
    words: str
    remedy: str = ""
    is_warning: bool = False


def examine(connection: Connection, state: Path) -> tuple[Finding, ...]:
    """Return what was found, up to the first thing that hinders all that follows.

    Changes nothing in Anki; a deck is exported to the folder `state` and removed from there.
    """
    return tuple(_findings(connection, state))


def _findings(connection: Connection, state: Path) -> Iterator[Finding]:
    try:
        greeting = greet(connection)
    except AnkiError as error:
        yield Finding("AnkiConnect", False, str(error))
        return
    yield Finding("AnkiConnect", True, f"it answers at {connection.url}.")
    yield Finding("API key", True, "it takes ours." if connection.key else "it wants none.")
    if "findModelsById" in greeting.actions:
        yield Finding("Actions", True, "all that a sync uses are there.")
    else:
        words = "the add-on is an older one, which cannot show a note type whole."
        remedy = "Where you have added fields to our note types, update it before you add notes."
        yield Finding("Actions", True, words, remedy)
    name = greeting.profile
    words = (
        "one is open; the add-on cannot tell its name." if name is None else f"{name!r} is open."
    )
    yield Finding("Profile", True, words)
    yield from _note_types(connection, greeting)
    yield from _twins(connection)
    memory = _state(state)
    if memory.is_good:
        yield _files(connection, greeting, state)
    yield memory


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
        about = f"Note type {copy.name!r}"
        words = f"It is {copy.origin}"
        if copy.notes:
            words = f"{words}; notes in it, which a sync leaves alone: {copy.notes}."
            yield Finding(about, False, words, copy.way_back)
        else:
            yield Finding(about, True, f"{words}; it has no notes, so you may delete it.")


def _twins(connection: Connection) -> Iterator[Finding]:
    try:
        twins = count_twin_cards(connection)
    except AnkiError as error:
        yield Finding("Cards", False, str(error))
        return
    if twins:
        words = f"Anki made {count(twins, 'card')} of our notes a second time."
        yield Finding("Cards", True, words, CHECK_DATABASE, is_warning=True)


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


def _files(connection: Connection, greeting: Greeting, state: Path) -> Finding:
    if not (greeting.home and Path(greeting.home).is_dir()):
        words = "Anki's media folder is not to be seen from here."
        remedy = (
            "Notes can be added by upload; but a backup cannot be read, so that notes which are there"
            " cannot be changed. Sync on the machine that Anki runs on."
        )
        return Finding("Files", False, words, remedy)
    made = [each for each in (state, *state.parents) if not each.exists()]
    file = state / "doctor.apkg"
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        return _exported(connection, greeting, file)
    except OSError as error:
        words = f"{state} cannot be made: {error.strerror or error}."
        return Finding("Files", False, words, "Set XDG_STATE_HOME.")
    finally:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
            for each in made:
                each.rmdir()


def _exported(connection: Connection, greeting: Greeting, file: Path) -> Finding:
    """Try what every sync that changes notes needs: a deck that Anki exports and that we read."""
    try:
        deck = smallest_deck(connection, greeting.decks)
        if deck is None:
            return Finding("Files", True, "there is no deck yet with which to try a backup.")
        export_deck(connection, deck, str(file.absolute()))
        open_package(read_bytes(file, MAX_PACKAGE), str(file))
    except AnkiError as error:
        return Finding("Files", False, str(error))
    except InputError as error:
        words = f"What Anki exported to {file} cannot be read from here: {error}"
        remedy = (
            "Run ankiflask as the same user as Anki; where Anki is in a sandbox or a container, give"
            " it access to this folder, or set XDG_STATE_HOME to one that both see."
        )
        return Finding("Files", False, words, remedy)
    return Finding("Files", True, "Anki has exported a deck, and it could be read from here.")


def _state(folder: Path) -> Finding:
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        return Finding("Memory", True, f"backups and journals go to {folder}.")
    return Finding("Memory", False, f"{folder} cannot be written.", "Set XDG_STATE_HOME.")
