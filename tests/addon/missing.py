"""What the add-on says of things that are not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from tests.addon.desktop import Desktop, RefusedError


class MissingError(RefusedError):
    """A note or card that is not there, where its number was asked for."""


def note_type(desktop: Desktop, name: str) -> Any:
    """Return a note type by name, whatever its case."""
    found = desktop.col.models.by_name(name)
    if found is None:
        raise RefusedError(f"model was not found: {name}")
    return found


def one_note(desktop: Desktop, number: int) -> Any:
    """Return the note of that number."""
    with _said_as(f"Note was not found: {number}"):
        return desktop.col.get_note(number)


def one_card(desktop: Desktop, number: int) -> Any:
    """Return the card of that number."""
    with _said_as(f"Card was not found: {number}"):
        return desktop.col.get_card(number)


@contextmanager
def _said_as(words: str) -> Iterator[None]:
    # Tests import the kinds of faults, and with them this module, where there is no Anki.
    not_found: type[Exception] = import_module("anki.errors").NotFoundError
    try:
        yield
    except not_found as error:
        raise MissingError(words) from error
