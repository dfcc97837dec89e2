"""A client as plain as can be, for tests of the add-on itself."""

from typing import Any

import requests

from tests.addon.client import Addon
from tests.waiting import HANG_LIMIT

SOON = {"action": "createDeck", "version": 6, "params": {"deck": "Soon"}}


class RefusedError(Exception):
    """The add-on's own words."""


def post(addon: Addon, body: Any, patience: float = HANG_LIMIT) -> requests.Response:
    """Send one request in a connection of its own."""
    with requests.Session() as session:
        session.trust_env = False
        return session.post(addon.url, json=body, timeout=patience)


def reply(addon: Addon, action: str, **params: Any) -> Any:
    """Return the whole reply to an action."""
    return post(addon, {"action": action, "version": 6, "params": params}).json()


def ask(addon: Addon, action: str, **params: Any) -> Any:
    """Return the result of an action; RefusedError where it is an error."""
    told = reply(addon, action, **params)
    if told["error"] is not None:
        raise RefusedError(told["error"])
    return told["result"]


def multi(*actions: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """Return one request for several actions."""
    inner = [{"action": name, "version": 6, "params": params} for name, params in actions]
    return {"action": "multi", "version": 6, "params": {"actions": inner}}
