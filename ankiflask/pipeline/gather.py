"""What a deck's road starts from: its statements, its pictures and sounds, its lock, off the disk."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from ankiflask.cards import media_names
from ankiflask.files.media import read_media
from ankiflask.files.places import Place
from ankiflask.files.read import read_text
from ankiflask.lock import WrittenLock, read_lock
from ankiflask.notes import check_statements
from ankiflask.statements import normalise
from ankiflask.values.errors import InputError
from ankiflask.values.media import Media
from ankiflask.values.notes import Deck
from ankiflask.values.problems import Problem
from ankiflask.values.statements import Statements

T = TypeVar("T")


def kept(problems: list[Problem], stage: Callable[[], tuple[T, tuple[Problem, ...]]]) -> T | None:
    """Return what the stage gives, or None where it could not; either way keep its problems."""
    try:
        value, found = stage()
    except InputError as error:
        problems += error.problems
        return None
    problems += found
    return value


def written_lock(place: Place) -> tuple[WrittenLock, tuple[Problem, ...]]:
    """Return the lock as it is written; no file is a lock without lines."""
    if not place.lock.exists():
        return WrittenLock(file=str(place.lock)), ()
    return read_lock(read_text(place.lock))


def source_statements(place: Place, deck: Deck, problems: list[Problem]) -> Statements | None:
    """Return the statements of the deck's source; None where it has none or it cannot be read."""
    if not deck.source:
        return None

    def read() -> tuple[Statements, tuple[Problem, ...]]:
        source = place.file.parent / deck.source
        statements = normalise(_named_at(deck, deck.lines["source"], lambda: read_text(source)))
        return statements, (*statements.problems, *check_statements(deck, statements))

    return kept(problems, read)


def named_media(place: Place, deck: Deck, problems: list[Problem]) -> dict[str, Media]:
    """Return the files that the notes name, by their names."""
    found: dict[str, Media | None] = {}
    for note in deck.notes:
        for name, key in media_names(note).items():
            # Reading tells of a bad name in `picture` and `audio`, rendering of an image's.
            is_told = name != Path(name).name or not (
                key in ("picture", "audio") or (place.media / name).is_file()
            )
            if name not in found and not is_told:
                read = partial(_media_file, place, deck, note.line(key), name)
                found[name] = kept(problems, read)
    return {name: media for name, media in found.items() if media}


def _media_file(
    place: Place, deck: Deck, line: int, name: str
) -> tuple[Media, tuple[Problem, ...]]:
    return _named_at(deck, line, lambda: read_media(place.media, name)), ()


def _named_at(deck: Deck, line: int, read: Callable[[], T]) -> T:
    """Return what is read; a refusal of the whole file is told at the line that names it."""
    try:
        return read()
    except InputError as error:
        told = (
            problem if problem.line else replace(problem, file=deck.file, line=line)
            for problem in error.problems
        )
        raise InputError(tuple(told)) from None
