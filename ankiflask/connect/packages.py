"""Packages out of Anki and into it. Paths are absolute, on Anki's machine."""

from ankiflask.connect.connection import Connection
from ankiflask.connect.replies import misunderstood
from ankiflask.connect.shapes import is_id
from ankiflask.values.errors import AnkiError


def export_deck(connection: Connection, deck: str, path: str) -> None:
    """Write a deck with its subdecks and all its scheduling to a package.

    AnkiError where Anki could not; that the file is whole is for the caller to see.
    """
    match connection.ask("exportPackage", deck=deck, path=path, includeSched=True):
        case True:
            return
        case False:
            message = f"Anki did not export the deck '{deck}'."
            raise AnkiError(message, "See whether it is still there, and try again.")
    raise misunderstood("exportPackage", "true or false")


def import_package(connection: Connection, path: str) -> None:
    """Import a package. What came of it is for the caller to see: Anki's answer says nothing."""
    match connection.ask("importPackage", path=path):
        case True:
            return
        case False:
            raise AnkiError("Anki did not import the package.", "Open your profile, and try again.")
    raise misunderstood("importPackage", "true or false")


def redraw(connection: Connection, deck: str) -> None:
    """Let Anki draw its list of decks anew. The deck must exist, or it is made."""
    if not is_id(connection.ask("createDeck", deck=deck)):
        raise misunderstood("createDeck", "an id")
