"""What ankiflask may ask of AnkiConnect, held against everything that it asked in a test."""

from collections.abc import Iterable, Iterator

from ankiflask.sync.ankiconnect.actions import ACTIONS, REQUEST_LIMIT
from tests.addon.client import Request

_NEVER = frozenset(
    {"addNote", "addNotes", "createModel", "deleteDecks", "deleteNotes", "guiExitAnki",
     "modelFieldAdd", "modelFieldRemove", "removeEmptyNotes", "updateNoteTags"}
)  # fmt: skip
_UPLOADED = "_ankiflask-"


def singly(requests: Iterable[Request]) -> Iterator[Request]:
    """Yield every action that was asked for, also those within others."""
    for request in requests:
        yield from request.inner or (request,)


def hold_harmless(requests: Iterable[Request]) -> None:
    """Every action is on the list, none has a dangerous argument, none is too large."""
    for request in requests:
        assert request.size <= REQUEST_LIMIT or request.action == "storeMediaFile", request
        for each in singly([request]):
            assert each.action in ACTIONS, each
            assert each.action not in _NEVER, each
            assert each.version == 6, each
            _hold_arguments(each)


def _hold_arguments(request: Request) -> None:
    match request.action, request.params:
        case "storeMediaFile", given:
            assert given["filename"], request
            assert given["deleteExisting"] is False, request
        case "deleteMediaFile", given:
            assert given["filename"].startswith(_UPLOADED), request
        case "exportPackage", given:
            assert given["includeSched"] is True, request
