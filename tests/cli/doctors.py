"""What `ankiflask doctor` says of a desk where all is well but what a test changed."""

from collections.abc import Callable
from pathlib import Path

from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.deck.model import Kind
from tests.addon.client import Addon
from tests.cli.command_line import Ran

QA, CLOZE = NOTE_TYPES[Kind.QA].name, NOTE_TYPES[Kind.CLOZE].name
ACTIONS = "ok  Actions: all that a sync uses are there."
PROFILE = "ok  Profile: 'User 1' is open."
FILES = "ok  Files: Anki has exported a deck, and it could be read from here."
OURS = "its styling is ours."

Examine = Callable[[Addon], Ran]


def answers(addon: Addon) -> str:
    return f"ok  AnkiConnect: it answers at {addon.url}."


def looks(qa: str, cloze: str = OURS) -> list[str]:
    return [f"ok  Note type {QA!r}: {qa}", f"ok  Note type {CLOZE!r}: {cloze}"]


def memory(tmp_path: Path) -> str:
    return f"ok  Memory: backups and journals go to {tmp_path}/state/ankiflask."


def report(addon: Addon, tmp_path: Path, types: list[str]) -> list[str]:
    """Return the lines of a desk where all is well but what the types may be."""
    key = "ok  API key: it wants none."
    return [answers(addon), key, ACTIONS, PROFILE, *types, FILES, memory(tmp_path)]


def absent() -> list[str]:
    return looks(*["not there yet; the first notes bring it along."] * 2)
