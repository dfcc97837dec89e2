"""A desk's add-on: what it is asked, what it answers, what is to go wrong."""

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

from tests.addon.desktop import Desktop, Line, Profile
from tests.addon.envelope import CutShortError, carry_out, error, read
from tests.addon.faults import KINDS, Fault, Place
from tests.addon.wire import Reply, Server, http

_LONG = 20  # characters of a file's data in the record of requests


class Hold:
    """Stops at the nth request from now, before or after it is carried out, until released."""

    def __init__(self, at: int, *, after: bool) -> None:
        self._left = at
        self.after = after
        self.reached = threading.Event()
        self.released = threading.Event()

    def is_due(self) -> bool:
        """Count a request; tell whether it is the one."""
        self._left -= 1
        return self._left == 0

    def wait(self) -> None:
        """Wait until released."""
        self.reached.set()
        self.released.wait()


class Service:
    """The add-on in one desk; its collection may be exchanged for another one's."""

    def __init__(self, profile: Profile, line: Line, key: str | None) -> None:
        self._first, self._key = profile, key
        self.desktop = Desktop(line, key, profile, profile.name)
        self.faults: list[Fault] = []
        self.record: list[Any] = []
        self.hold: Hold | None = None
        self.server = Server(self._answer)

    def repair(self) -> None:
        """Put an end to everything that went wrong."""
        self.faults = []
        self.desktop.key = self._key
        self.desktop.open_profile(self._first)
        self.server.listen()

    def release(self) -> None:
        """Let the request that is held go on, or end."""
        if self.hold:
            self.hold.released.set()
            self.hold = None

    def stop(self) -> None:
        """End; a request that is under way ends first."""
        self.release()
        self.server.stop()

    def _answer(self, method: str, body: bytes, wait: Callable[[], None]) -> Reply:
        if method == "OPTIONS":
            return Reply(http(b""))
        hold = self.hold if self.hold and self.hold.is_due() else None
        if hold and not hold.after:
            hold.wait()
            return Reply(reset=True)
        reply = self._reply(body, wait)
        if hold:
            hold.wait()
        return reply

    def _reply(self, body: bytes, wait: Callable[[], None]) -> Reply:
        place = Place(self.desktop, self.server, wait)
        try:
            data = http(_encoded(self._envelope(body, place)))
        except CutShortError as cut:
            return cut.reply
        return Reply(place.damage(data))

    def _envelope(self, body: bytes, place: Place) -> Any:
        try:
            request = read(body)
        except ValueError as refusal:
            return error(str(refusal)) if body else self._greeting()
        self.record.append({"size": len(body), **_blanked(request)})
        return self._one(request, place)

    def _greeting(self) -> Any:
        words = "AnkiConnect v.6"
        return {"apiVersion": words} if self.desktop.line == "new" else words.encode()

    def _one(self, request: Mapping[str, Any], place: Place) -> Any:
        """Answer one action, perhaps one of several in a request."""

        def go() -> Any:
            return carry_out(self.desktop, request, lambda each: self._one(each, place))

        name = request.get("action", "")
        due = [fault.kind for fault in self.faults if fault.is_due(name)]
        return KINDS[due[0]](place, request, go) if due else go()


def _encoded(reply: object) -> bytes:
    return reply if isinstance(reply, bytes) else json.dumps(reply).encode()


def _blanked(request: Any) -> Any:
    """Return a request as it may be told: without its key, and with long texts cut."""
    match request:
        case dict():
            return {name: _told(name, value) for name, value in request.items()}
        case list():
            return [_blanked(each) for each in request]
    return request


def _told(name: str, value: Any) -> Any:
    match name, value:
        case "key", str():
            return "…" if value else ""
        case "data", str():
            return value[:_LONG]
    return _blanked(value)
