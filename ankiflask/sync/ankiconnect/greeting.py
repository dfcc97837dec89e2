"""The first request: is it AnkiConnect, what can it do, and which collection is open."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.actions import ACTIONS, NEWER, is_texts
from ankiflask.sync.ankiconnect.connection import Connection
from ankiflask.sync.ankiconnect.replies import misunderstood, too_old

_PROFILE = "getActiveProfile"


@dataclass(frozen=True, slots=True)
class Greeting:
    """What stands open: `home` is the media folder on Anki's machine, `note_types` ids by name.

    `profile` is None where the add-on cannot tell. `actions` are those that ankiflask may ask.
    """

    profile: str | None
    home: str
    actions: frozenset[str]
    decks: frozenset[str]
    note_types: Mapping[str, int]


def greet(connection: Connection) -> Greeting:
    """Return who answers. AnkiError says what is missing, and what to do."""
    asked: dict[str, dict[str, Any]] = {
        "apiReflect": {"scopes": ["actions"], "actions": sorted(ACTIONS)},
        "deckNames": {},
        _PROFILE: {},
        "getMediaDirPath": {},
        "modelNamesAndIds": {},
    }
    answers = dict(zip(asked, connection.answer_many(list(asked.items())), strict=True))
    match connection.granted("apiReflect", answers["apiReflect"]):
        case {"actions": names} if is_texts(names):
            actions = frozenset(names) & ACTIONS.keys()
        case _:
            raise misunderstood("apiReflect", "a list of actions")
    if missing := ACTIONS.keys() - actions - NEWER:
        raise too_old(missing)
    given = {
        action: connection.granted(action, answer)
        for action, answer in answers.items()
        if action in actions
    }
    return Greeting(
        profile=given.get(_PROFILE),
        home=given["getMediaDirPath"],
        actions=actions,
        decks=frozenset(given["deckNames"]),
        note_types=given["modelNamesAndIds"],
    )


def wait_until_idle(connection: Connection, tries: int) -> bool:
    """Ask a small thing until it is answered, at most so often; False where it never was.

    AnkiConnect does one thing after the other: what answers has done what was asked before.
    """
    pause = threading.Event()
    for number in range(tries):
        if number:
            pause.wait(connection.limits["deckNames"] / 10)
        try:
            connection.ask("deckNames")
        except AnkiError:
            continue
        return True
    return False
