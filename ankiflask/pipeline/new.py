"""A name to a folder with a deck to start from, its lock, and the workflow that releases it."""

import re
from dataclasses import dataclass
from pathlib import Path

from ankiflask import __version__
from ankiflask.clock import Clock
from ankiflask.deck.lock_text import lock_text
from ankiflask.drafting.naming import uid as uid_of
from ankiflask.errors import OutputError, UsageError
from ankiflask.files.places import DECK_FILE, Place
from ankiflask.files.write import new_folder, write_file
from ankiflask.pipeline.inspect import Inspected, inspect, problems_of
from ankiflask.problems import has_errors
from ankiflask.starter.files import files
from ankiflask.text import is_device_name

_MAX_UID = 32  # characters
# What a folder may not be called on one system or another.
_NO_FOLDER = re.compile(r'.*[/\\:*?"<>|].*|.*[. ]| .*|\..*')


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """The folder that was made, the deck's uid, its deck file, and each file by its path in it."""

    folder: Path
    uid: str
    deck: str
    files: tuple[str, ...]
    notes: int


def new(name: str, folder: Path | None, tail: str, clock: Clock) -> Started:
    """Make a folder with a deck of that name; without `folder` it is called as the deck.

    `tail` ends the uid and is anybody's random choice: so two decks of one name are two in Anki.
    Raises UsageError for a name that no deck can have, OutputError where the place is taken or
    cannot be written. Then there is no new folder.
    """
    if not name.isprintable() or not any(map(str.isalnum, name)):
        message = "A deck's name is one line and holds a letter or a digit."
        raise UsageError(message, "Choose one like 'Spanish verbs'.")
    if folder is None and (_NO_FOLDER.fullmatch(name) or is_device_name(name)):
        message = f"A folder cannot be called {name!r} on every system."
        remedy = "Say with -o DIR how it is to be called; the deck keeps its name."
        raise UsageError(message, remedy)
    slug = uid_of(name)[: _MAX_UID - len(tail) - 1].rstrip("-")
    uid = f"{slug}-{tail}"
    texts = files(name, slug=slug, uid=uid, version=__version__)
    into = folder or Path(name)
    with new_folder(into) as part:
        for path, text in texts.items():
            write_file(part / path, text.encode())
        deck = Place(part / "decks" / slug / DECK_FILE)
        (made,) = inspect((deck,), clock)
        write_file(deck.lock, _lock(made).encode())
    lock = f"decks/{slug}/{deck.lock.name}"
    return Started(
        folder=into,
        uid=uid,
        deck=f"decks/{slug}/{DECK_FILE}",
        files=tuple(sorted((*texts, lock))),
        notes=len(made.deck.notes) if made.deck else 0,
    )


def _lock(made: Inspected) -> str:
    """Return the lock's text. The texts being ours, the name alone can make a deck wrong."""
    problems = problems_of((made,))
    if has_errors(problems) or not made.settled:
        is_name = any(problem.rule == "bad-deck-name" for problem in problems)
        kind = UsageError if is_name else OutputError
        raise kind(" ".join(problem.words for problem in problems))
    return lock_text(made.settled.lock)
