"""A request as the add-on takes it, and its reply: key, version, errors with HTTP 200."""

import json
from collections.abc import Callable, Iterator, Mapping
from pprint import pformat
from typing import Any

from tests.addon.actions import action, call
from tests.addon.desktop import Desktop, RefusedError
from tests.addon.wire import Reply

_TYPES: Mapping[str, type] = {"string": str, "integer": int, "object": dict}
_PROPERTIES: Mapping[str, Mapping[str, Any]] = {
    "action": {"type": "string", "minLength": 1},
    "version": {"type": "integer"},
    "params": {"type": "object"},
}
_SCHEMA = {"type": "object", "properties": _PROPERTIES, "required": ["action"]}
_BARE = 4  # up to this version a reply is the bare result


class CutShortError(Exception):
    """The request ends here with this reply, whatever it was to do."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


def read(body: bytes) -> dict[str, Any]:
    """Return the request. ValueError in the add-on's words where it is none."""
    request = json.loads(body.decode())
    for words in _complaints(request):
        raise ValueError(words)
    return dict(request)


def _complaints(request: Any) -> Iterator[str]:
    """Yield what jsonschema says of a request that does not hold to the add-on's schema."""
    if not isinstance(request, dict):
        yield _failed(f"{request!r} is not of type 'object'", "type", "", request)
    elif "action" not in request:
        yield _failed("'action' is a required property", "required", "", request)
    else:
        for name in _PROPERTIES.keys() & request.keys():
            wanted, value = _PROPERTIES[name]["type"], request[name]
            if not isinstance(value, _TYPES[wanted]):
                words = f"{value!r} is not of type {wanted!r}"
                yield _failed(words, "type", name, value)


def _failed(words: str, rule: str, name: str, value: object) -> str:
    instance = f"['{name}']" if name else ""
    place = f"['properties']['{name}']" if name else ""
    return (
        f"{words}\n\nFailed validating '{rule}' in schema{place}:\n"
        f"{_indented(_PROPERTIES[name] if name else _SCHEMA)}\n\n"
        f"On instance{instance}:\n{_indented(value)}"
    )


def _indented(value: object) -> str:
    lines = pformat(value, width=72, sort_dicts=False).splitlines()
    return "\n".join(f"    {line}" for line in lines)


def error(words: str) -> dict[str, Any]:
    """Return the reply that tells of an error."""
    return {"result": None, "error": words}


def success(request: Mapping[str, Any], result: object) -> Any:
    """Return the reply that gives a result, bare where the request names no version."""
    return result if request.get("version", _BARE) <= _BARE else {"result": result, "error": None}


def carry_out(desktop: Desktop, request: Mapping[str, Any], answer: Callable[[Any], Any]) -> Any:
    """Carry out one action and return its reply. Those within a `multi` go through `answer`."""
    reply = _carried_out(desktop, request, answer)
    return _rewritten(reply) if desktop.line == "rewritten" else reply


def _rewritten(reply: Any) -> dict[str, Any]:
    """Return the reply as it may look after a rewrite: more keys, JSON-RPC's errors, true for null."""
    if reply["error"] is None:
        result = True if reply["result"] is None else reply["result"]
        return {"jsonrpc": "2.0", "id": None, "version": 26, "result": result}
    words = reply["error"].replace("unsupported action", "Method not found")
    code = -32601 if words == "Method not found" else -32000
    return {"jsonrpc": "2.0", "id": None, "error": {"code": code, "message": words, "data": {}}}


def _carried_out(desktop: Desktop, request: Mapping[str, Any], answer: Callable[[Any], Any]) -> Any:
    name = request.get("action", "")
    try:
        if name != "requestPermission" and request.get("key") != desktop.key:
            raise RefusedError("valid api key must be provided")  # noqa: TRY301 - as other errors
        return success(request, _result(desktop, name, request.get("params", {}), answer))
    except CutShortError:
        raise
    except Exception as refusal:  # noqa: BLE001 - whatever Anki throws is an answer
        return error(str(refusal))


def _result(
    desktop: Desktop, name: str, params: Mapping[str, Any], answer: Callable[[Any], Any]
) -> Any:
    if name == "multi":
        return call(name, _multi, answer, params)
    function = action(desktop, name)
    if desktop.profile is None:
        return call(name, function, desktop, params)
    with desktop.profile.turn:
        return call(name, function, desktop, params)


def _multi(answer: Callable[[Any], Any], actions: list[Any]) -> list[Any]:
    return [answer(each) for each in actions]
