"""The actions that ankiflask asks of AnkiConnect, and what each answers: no other can be sent.

None of them deletes a note, a card or a deck, or changes the fields of a note type.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

_QUICK = 10.0
_READING = 60.0
_NOTES = 120.0
_PACKAGE = 600.0
_MEBIBYTE = 1 << 20

REQUEST_LIMIT = 512 * 1024
"""Bytes of a request that is no single media file: Anki's window is frozen while it takes it in."""

UPLOAD = re.compile(r"_ankiflask-[0-9A-Za-z.-]+")
"""The names of files that ankiflask may take out of the media folder again."""


def is_id(value: Any) -> TypeGuard[int]:
    """Whether it is an id of Anki's: a whole number; JSON's true is none."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_texts(value: Any) -> TypeGuard[list[str]]:
    """Whether it is a list of texts."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def is_ids(value: Any) -> TypeGuard[list[int]]:
    """Whether it is a list of ids."""
    return isinstance(value, list) and all(is_id(each) for each in value)


def _is_by_name(value: Any, is_each: Callable[[Any], bool]) -> bool:
    return isinstance(value, dict) and all(is_each(each) for each in value.values())


@dataclass(frozen=True, slots=True)
class Shape:
    """What a result must be, in words and as a test."""

    words: str
    fits: Callable[[Any], bool]


_ANY = Shape("", lambda _: True)  # whoever asks matches the parts of the result
_DONE = Shape("null", lambda value: value is None or value is True)
_FLAG = Shape("true or false", lambda value: isinstance(value, bool))
_ID = Shape("an id", is_id)
_IDS = Shape("a list of ids", is_ids)
_IDS_BY_NAME = Shape("ids for each name", lambda value: _is_by_name(value, is_ids))
_ID_BY_NAME = Shape("an id for each name", lambda value: _is_by_name(value, is_id))
_LIST_OF_NOTES = Shape("a list of notes", lambda value: isinstance(value, list))
_TEXT = Shape("a text", lambda value: isinstance(value, str))
_TEXTS = Shape("a list of texts", is_texts)


@dataclass(frozen=True, slots=True)
class Action:
    """How long an answer may take in seconds, what it is, and whether the action changes Anki.

    `most` is how many bytes the answer may have.
    """

    seconds: float
    result: Shape = _ANY
    writes: bool = False
    most: int = 64 * _MEBIBYTE


ACTIONS: Mapping[str, Action] = {
    "apiReflect": Action(_QUICK),
    "areSuspended": Action(_READING),
    "deckNames": Action(_QUICK, _TEXTS),
    "exportPackage": Action(_PACKAGE, _FLAG),
    "findCards": Action(_READING, _IDS),
    "findModelsById": Action(_QUICK),
    "findNotes": Action(_READING, _IDS),
    "getActiveProfile": Action(_QUICK, _TEXT),
    "getDeckConfig": Action(_QUICK),
    "getDecks": Action(_READING, _IDS_BY_NAME),
    "getMediaDirPath": Action(_QUICK, _TEXT),
    "getMediaFilesNames": Action(_READING, _TEXTS),
    "guiSelectedNotes": Action(_QUICK, _IDS),
    "modelFieldNames": Action(_QUICK, _TEXTS),
    "modelNamesAndIds": Action(_QUICK, _ID_BY_NAME),
    "modelStyling": Action(_QUICK),
    "modelTemplates": Action(_QUICK),
    "notesInfo": Action(_NOTES, _LIST_OF_NOTES, most=512 * _MEBIBYTE),
    "requestPermission": Action(_QUICK),
    "addTags": Action(_READING, _DONE, writes=True),
    "createDeck": Action(_QUICK, _ID, writes=True),
    "deleteMediaFile": Action(_READING, _DONE, writes=True),
    "importPackage": Action(_PACKAGE, _FLAG, writes=True),
    "removeTags": Action(_READING, _DONE, writes=True),
    "storeMediaFile": Action(_PACKAGE, _TEXT, writes=True),
    "suspend": Action(_READING, _FLAG, writes=True),
    "unsuspend": Action(_READING, _DONE, writes=True),
    "updateModelStyling": Action(_READING, _DONE, writes=True),
    "updateModelTemplates": Action(_READING, _DONE, writes=True),
    "updateNoteFields": Action(_NOTES, _DONE, writes=True),
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
