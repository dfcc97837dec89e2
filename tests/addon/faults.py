"""What goes wrong between a client and the add-on, by name.

`hang-before` and `hang-after`: the client gives up first. As in real Anki the request is carried out
all the same, after the client went or before. `hang-lost` is never carried out: Anki was killed.
The kinds of `LASTING` change how Anki stands; the request itself and all that follow meet that.
`half-reply` ends in the body, `half-head` before a length was told, so that any length seems right.
Within a `multi` a fault meets its action: what stands before is done; where the connection is cut
there, what stands behind is not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from tests.addon.desktop import Desktop
from tests.addon.envelope import CutShortError, error, success
from tests.addon.wire import Reply, Server, http

Go = Callable[[], Any]
_ID = 10**11  # an id of Anki's is at least this; a count, an order or a second is less

_FORBIDDEN = (
    b"HTTP/1.1 403 Forbidden\r\nAccess-Control-Allow-Origin: http://localhost\r\n"
    b"Access-Control-Allow-Headers: *\r\n\r\n"
)
_HTML = b"<!DOCTYPE html><html><body><h1>It works!</h1></body></html>"


@dataclass
class Place:
    """Where a fault happens: a request in its connection, and Anki behind it.

    `wait` waits until the client has gone; `damage` is done to the reply.
    """

    desktop: Desktop
    server: Server
    wait: Callable[[], None]
    damage: Callable[[bytes], bytes] = field(default=lambda data: data)


@dataclass
class Fault:
    """A kind of fault for the nth time that an action is asked for, or with 0 for each time.

    "*" is any action; a `multi` counts, and so does each action within it.
    """

    action: str
    nth: int
    kind: str
    seen: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"there is no fault {self.kind!r}, but {sorted(KINDS)}")

    def is_due(self, action: str) -> bool:
        """Count an action; tell whether it is the one."""
        if self.action not in (action, "*"):
            return False
        self.seen += 1
        return self.nth in (0, self.seen)


def _cut(data: bytes = b"", *, reset: bool = False) -> NoReturn:
    raise CutShortError(Reply(data, reset))


def _before(go: Go, first: Callable[[], None]) -> Any:
    first()
    return go()


def _after(go: Go, then: Callable[[], None]) -> Any:
    answer = go()
    then()
    return answer


def _damaged(place: Place, go: Go, damage: Callable[[bytes], bytes]) -> Any:
    place.damage = damage
    return go()


def _half(data: bytes) -> bytes:
    head, end, body = data.partition(b"\r\n\r\n")
    return head + end + body[: len(body) // 2]


def _changed(go: Go, change: Callable[[Any], Any]) -> Any:
    """Change the result of an action that went well."""
    match go():
        case {"result": result, "error": None}:
            return {"result": change(result), "error": None}
        case other:
            return other


def _while_busy(place: Place, go: Go) -> Any:
    place.desktop.is_busy = True
    try:
        return go()
    finally:
        place.desktop.is_busy = False


def _each(result: object, value: object) -> Any:
    return [value for _ in result] if isinstance(result, list) else value


def _wrong_ids(result: Any) -> Any:
    """Move every id on by one, wherever it stands."""
    match result:
        case bool():
            return result
        case int():
            return result + 1 if result >= _ID else result
        case list():
            return [_wrong_ids(each) for each in result]
        case dict():
            return {key: _wrong_ids(each) for key, each in result.items()}
    return result


def _as_if(request: Mapping[str, Any]) -> Any:
    """Return what would be the answer, had the request been carried out."""
    params = request.get("params", {})
    answers = {
        "importPackage": True,
        "exportPackage": True,
        "suspend": True,
        "createDeck": 1,
        "storeMediaFile": params.get("filename"),
        "multi": [_as_if(each) for each in params.get("actions", ())],
    }
    return success(request, answers.get(request["action"]))


KINDS: dict[str, Callable[[Place, Mapping[str, Any], Go], Any]] = {
    "refused-after-now": lambda p, _, go: _after(go, p.server.refuse),
    "reset-before": lambda *_: _cut(reset=True),
    "reset-after": lambda _p, _r, go: _after(go, lambda: _cut(reset=True)),
    "hang-before": lambda p, _, go: _before(go, p.wait),
    "hang-after": lambda p, _, go: _after(go, p.wait),
    "hang-lost": lambda p, *_: _before(_cut, p.wait),
    "half-reply": lambda p, _, go: _damaged(p, go, _half),
    "half-head": lambda p, _, go: _damaged(p, go, lambda data: data[: data.index(b"Length")]),
    "empty-body": lambda p, _, go: _damaged(p, go, lambda _: http(b"")),
    "html-page": lambda *_: _cut(http(_HTML, kind="text/html")),
    "status-403": lambda *_: _cut(_FORBIDDEN),
    "banner": lambda *_: _cut(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "error-list-in-string": lambda *_: error("['cannot create note because it is a duplicate']"),
    "nulls": lambda _p, _r, go: _changed(go, lambda result: _each(result, None)),
    "empty-objects": lambda _p, _r, go: _changed(go, lambda result: _each(result, {})),
    "false": lambda _p, _r, go: _changed(go, lambda _: False),
    "wrong-ids": lambda _p, _r, go: _changed(go, _wrong_ids),
    "collection-not-open": lambda p, _, go: _while_busy(p, go),
    "silent-no-op": lambda _p, request, _go: _as_if(request),
    "key-required": lambda p, _, go: _before(go, p.desktop.ask_for_another_key),
    "profile-closed": lambda p, _, go: _before(go, p.desktop.close_profile),
    "profile-switched": lambda p, _, go: _before(go, p.desktop.switch_profile),
}
LASTING = ("refused-after-now", "key-required", "profile-closed", "profile-switched")
