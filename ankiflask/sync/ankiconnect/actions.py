"""The actions that ankiflask asks of AnkiConnect: no other can be sent.

None of them deletes a note, a card or a deck, or changes the fields of a note type.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_QUICK = 10.0
_READING = 60.0
_NOTES = 120.0
_PACKAGE = 600.0
_MEBIBYTE = 1 << 20

REQUEST_LIMIT = 512 * 1024
"""Bytes of a request that is no single media file: Anki's window is frozen while it takes it in."""

UPLOAD = re.compile(r"_ankiflask-[0-9A-Za-z.-]+")
"""The names of files that ankiflask may take out of the media folder again."""


@dataclass(frozen=True, slots=True)
class Action:
    """How long an answer may take in seconds, how large it may be, and whether it changes Anki."""

    seconds: float
    writes: bool = False
    most: int = 64 * _MEBIBYTE


ACTIONS: Mapping[str, Action] = {
    "apiReflect": Action(_QUICK),
    "areSuspended": Action(_READING),
    "deckNames": Action(_QUICK),
    "exportPackage": Action(_PACKAGE),
    "findCards": Action(_READING),
    "findModelsById": Action(_QUICK),
    "findNotes": Action(_READING),
    "getActiveProfile": Action(_QUICK),
    "getDeckConfig": Action(_QUICK),
    "getDecks": Action(_READING),
    "getMediaDirPath": Action(_QUICK),
    "getMediaFilesNames": Action(_READING),
    "guiSelectedNotes": Action(_QUICK),
    "modelFieldNames": Action(_QUICK),
    "modelNamesAndIds": Action(_QUICK),
    "modelStyling": Action(_QUICK),
    "modelTemplates": Action(_QUICK),
    "notesInfo": Action(_NOTES, most=512 * _MEBIBYTE),
    "requestPermission": Action(_QUICK),
    "addTags": Action(_READING, writes=True),
    "createDeck": Action(_QUICK, writes=True),
    "deleteMediaFile": Action(_READING, writes=True),
    "importPackage": Action(_PACKAGE, writes=True),
    "removeTags": Action(_READING, writes=True),
    "storeMediaFile": Action(_PACKAGE, writes=True),
    "suspend": Action(_READING, writes=True),
    "unsuspend": Action(_READING, writes=True),
    "updateModelStyling": Action(_READING, writes=True),
    "updateModelTemplates": Action(_READING, writes=True),
    "updateNoteFields": Action(_NOTES, writes=True),
}

# The add-on of 2023 has not these; all others are needed.
NEWER = frozenset({"findModelsById", "getActiveProfile"})


def require_allowed(action: str, params: Mapping[str, Any]) -> None:
    """Raise ValueError for what ankiflask never asks: a fault in its own code, not the user's."""
    if action not in ACTIONS:
        raise ValueError(f"'{action}' is no action that ankiflask asks for.")
    match action, params:
        # Without a name the whole media folder goes to the bin; a file is never replaced.
        case "storeMediaFile", {"filename": str(name), "deleteExisting": False} if name:
            return
        case "deleteMediaFile", {"filename": str(name)} if UPLOAD.fullmatch(name):
            return
        case (("storeMediaFile" | "deleteMediaFile"), _):
            raise ValueError(f"'{action}' is not asked for with these parameters.")


def has_writes(actions: Iterable[str]) -> bool:
    """Whether one of the actions changes what Anki holds."""
    return any(ACTIONS[action].writes for action in actions)
