"""What a build starts from: statements, notes, media files and locks, read from the disk."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ankiflask.deck.lock import WrittenLock
from ankiflask.deck.lock_text import read_lock
from ankiflask.deck.model import Deck, Note
from ankiflask.deck.rules import check_statements, media_name_problem
from ankiflask.errors import InputError
from ankiflask.files.encodings import read_input
from ankiflask.files.media import Media, name_there, read_media
from ankiflask.files.places import Place
from ankiflask.files.read import is_inside, read_bytes, read_text, refuse_link_out, text_of
from ankiflask.problems import Problem, Severity, Source
from ankiflask.render.note import media_names
from ankiflask.sources.model import Statements
from ankiflask.sources.read import statements_of
from ankiflask.text import excerpt

T = TypeVar("T")
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def kept(problems: list[Problem], stage: Callable[[], tuple[T, tuple[Problem, ...]]]) -> T | None:
    """Return what the stage gives, or None where it could not; either way keep its problems."""
    try:
        value, found = stage()
    except InputError as error:
        problems += error.problems
        return None
    problems += found
    return value


def lock_bytes(place: Place) -> bytes | None:
    """Return the lock's bytes, None where there is no file.

    One that only cannot be looked at is no such lock: every note would be stamped anew.
    """
    try:
        place.lock.lstat()
    except FileNotFoundError:
        return None
    except OSError:  # reading tells what is wrong
        pass
    refuse_link_out(place.lock)
    return read_bytes(place.lock)


def deck_text(place: Place) -> Source:
    """Return the text of a deck file."""
    refuse_link_out(place.file)
    return read_text(place.file)


def written_lock(place: Place, content: bytes | None) -> tuple[WrittenLock, tuple[Problem, ...]]:
    """Return the lock as it is written; no file is a lock without lines."""
    if content is None:
        return WrittenLock(file=str(place.lock)), ()
    return read_lock(text_of(content, str(place.lock)))


def source_statements(place: Place, deck: Deck, problems: list[Problem]) -> Statements | None:
    """Return the statements of the deck's source; None where it has none or it cannot be read."""
    if not deck.source:
        return None

    def read() -> tuple[Statements, tuple[Problem, ...]]:
        source, line = place.file.parent / deck.source, deck.lines["source"]
        if not is_inside(source, place.file.parent):
            message = f"'source' is {excerpt(deck.source)!r}, which leads out of the deck's folder."
            remedy = "Put the text into the folder, and write its name from there."
            raise InputError.at(deck.file, line, "source-outside", message, remedy)
        statements = statements_of(_named_at(deck.file, line, lambda: read_input(source)))
        return statements, (*statements.problems, *check_statements(deck, statements))

    return kept(problems, read)


def named_media(place: Place, deck: Deck, problems: list[Problem]) -> dict[str, Media]:
    """Return the files that the notes name, by their names; without content where refused."""
    found: dict[str, Media] = {}
    for note in deck.notes:
        for name, key in media_names(note).items():
            if name not in found and (media := _media(place, note, name, key, problems)):
                found[name] = media
    return found


def _media(place: Place, note: Note, name: str, key: str, problems: list[Problem]) -> Media | None:
    file, line = str(place.file), note.line(key)
    problem = media_name_problem(name, key, file, line)
    is_bad = problem is not None and problem.severity is Severity.ERROR
    if key not in ("picture", "audio"):  # of these the reading of the deck has told
        if _REMOTE.match(name) or not ((name and is_bad) or name_there(place.media, name)):
            return None  # rendering tells
        problems += [problem] if problem else []
    if is_bad:
        return Media(name, b"")

    def read() -> tuple[Media, tuple[Problem, ...]]:
        return _named_at(file, line, lambda: read_media(place.media, name)), ()

    return kept(problems, read) or Media(name, b"")


def _named_at(file: str, line: int, read: Callable[[], T]) -> T:
    """Return what is read; a refusal of the whole file is told at the line that names it."""
    try:
        return read()
    except InputError as error:
        told = (
            problem if problem.line else replace(problem, file=file, line=line)
            for problem in error.problems
        )
        raise InputError(tuple(told)) from None
