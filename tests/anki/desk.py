"""A desk in driver.py: an open collection, and the add-on that may be there."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from tests.addon.desktop import Profile
from tests.addon.faults import Fault
from tests.addon.service import Hold, Service

# The project's own environment, where types are checked, has no Anki: so its modules are Any.
_collection: Any = import_module("anki.collection")


class Desk:
    """A collection. Commands that change or read it go through `profile.turn`."""

    def __init__(self, path: str, profile: str) -> None:
        self.profile = Profile(profile, _collection.Collection(path))
        self.service: Service | None = None

    def close(self) -> None:
        """Stop the add-on and close the collection."""
        if self.service:
            stop_serving(self)
        self.profile.col.close()

    def lend(self, other: "Desk") -> None:
        """Name the desk whose profile the add-on finds open after a switch."""
        _service(self).desktop.other = other.profile


def serve(desk: Desk, line: Any, key: str | None) -> int:
    """Start the add-on; return the port."""
    if desk.service:
        raise ValueError("this desk has its add-on already")
    desk.service = Service(desk.profile, line, key)
    return desk.service.server.port


def stop_serving(desk: Desk) -> None:
    """Stop the add-on."""
    _service(desk).stop()
    desk.service = None


def fail(desk: Desk, faults: list[list[Any]]) -> None:
    """Let things go wrong from now on: action, which time, kind."""
    _service(desk).faults = [Fault(*each) for each in faults]


def repair(desk: Desk) -> None:
    """Put an end to everything that went wrong."""
    _service(desk).repair()


def requests(desk: Desk) -> Any:
    """Return what the add-on was asked, keys blanked."""
    return [*_service(desk).record]


def hold(desk: Desk, at: int, after: bool) -> None:
    """Stop at the nth request from now."""
    _service(desk).hold = Hold(at, after=after)


def is_held(desk: Desk) -> bool:
    """Tell whether that request is there, and where `after`, carried out."""
    held = _service(desk).hold
    return held is not None and held.reached.is_set()


def release(desk: Desk) -> None:
    """Let the request that is held go."""
    _service(desk).release()


def _service(desk: Desk) -> Service:
    if desk.service is None:
        raise ValueError("this desk has no add-on")
    return desk.service


SERVING: dict[str, Callable[..., Any]] = {
    operation.__name__: operation
    for operation in (serve, stop_serving, fail, repair, requests, hold, is_held, release)
}
