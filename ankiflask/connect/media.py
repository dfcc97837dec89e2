"""Files in the media folder of the open profile."""

import base64

from ankiflask.connect.connection import Connection
from ankiflask.connect.shapes import nothing, text, texts
from ankiflask.values.errors import AnkiError


def media_names(connection: Connection, pattern: str) -> frozenset[str]:
    """Return the names of the media that a pattern such as `_af-*` fits."""
    answer = connection.ask("getMediaFilesNames", pattern=pattern)
    return frozenset(texts("getMediaFilesNames", answer))


def store_media(
    connection: Connection, name: str, *, content: bytes | None = None, path: str = ""
) -> None:
    """Store a file under a name, from its bytes or from a path on Anki's machine.

    No file is replaced: AnkiError where Anki chose another name, for another file has this one.
    """
    source = {"path": path} if content is None else {"data": _encoded(content)}
    answer = connection.ask("storeMediaFile", filename=name, deleteExisting=False, **source)
    if text("storeMediaFile", answer) != name:
        message = f"Anki stored the file '{name}' under another name."
        raise AnkiError(message, "See in Anki's media folder what has that name already.")


def remove_upload(connection: Connection, name: str) -> None:
    """Take a file that ankiflask uploaded out of the media folder again, into Anki's bin.

    Its name begins with `_ankiflask-`; ValueError for any other.
    """
    nothing("deleteMediaFile", connection.ask("deleteMediaFile", filename=name))


def _encoded(content: bytes) -> str:
    # The add-on takes an empty text for no file at all; a newline is decoded to no bytes.
    return base64.b64encode(content).decode() or "\n"
