"""Packages out of Anki and into it. Paths are absolute, on Anki's machine."""

from ankiflask.connect.connection import Connection
from ankiflask.connect.replies import Refusal, misunderstood
from ankiflask.connect.shapes import is_id
from ankiflask.values.errors import AnkiError

_STATE = (
    "Nothing was changed. That is ankiflask's state folder: make room on its disk, and let Anki"
    " write there (one in a sandbox or a container needs access to it), or set XDG_STATE_HOME to"
    " another folder."
)


def export_deck(connection: Connection, deck: str, path: str) -> None:
    """Write a deck with its subdecks and all its scheduling to a package in our state folder.

    AnkiError where Anki could not; that the file is whole is for the caller to see.
    """
    action = "exportPackage"
    answer = connection.answer(action, deck=deck, path=path, includeSched=True)
    if isinstance(answer, Refusal) and answer.is_other:
        raise AnkiError(f"Anki could not write {path}: {answer.words}.", _STATE)
    match connection.granted(action, answer):
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
