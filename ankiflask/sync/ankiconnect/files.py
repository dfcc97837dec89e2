"""Files that Anki reads or writes: media, and packages in our folder."""

import base64

from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.ankiconnect.replies import Refusal


def media_names(connection: Connection, pattern: str) -> frozenset[str]:
    """Return the names of the media that a pattern such as `_af-*` fits."""
    return frozenset(connection.ask("getMediaFilesNames", pattern=pattern))


def store_media(
    connection: Connection, name: str, *, content: bytes | None = None, path: str = ""
) -> None:
    """Store a file under a name, from its bytes or from a path on Anki's machine.

    No file is replaced: AnkiError where Anki chose another name, for another file has this one.
    """
    # The add-on takes an empty text for no file at all; a newline is decoded to no bytes.
    data = base64.b64encode(content or b"").decode() or "\n"
    source = {"path": path} if content is None else {"data": data}
    stored = connection.ask("storeMediaFile", filename=name, deleteExisting=False, **source)
    if stored != name:
        message = f"Anki stored the file '{name}' under another name."
        raise AnkiError(message, "See in Anki's media folder what has that name already.")


def remove_upload(connection: Connection, name: str) -> None:
    """Take a file that ankiflask uploaded out of the media folder again, into Anki's bin.

    Its name begins with `_ankiflask-`; ValueError for any other.
    """
    connection.ask("deleteMediaFile", filename=name)


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
    if not connection.granted(action, answer):
        message = f"Anki did not export the deck '{deck}'."
        raise AnkiError(message, "See whether it is still there, and try again.")


def import_package(connection: Connection, path: str) -> None:
    """Import a package. What came of it is for the caller to see: Anki's answer says nothing."""
    if not connection.ask("importPackage", path=path):
        raise AnkiError("Anki did not import the package.", "Open your profile, and try again.")


def redraw(connection: Connection, deck: str) -> None:
    """Let Anki draw its list of decks anew. The deck must exist, or it is made."""
    connection.ask("createDeck", deck=deck)
