"""A way to one AnkiConnect: what is asked, within which time, and what is said if it fails."""

import ipaddress
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit

from ankiflask.errors import AnkiError, UsageError
from ankiflask.sync.ankiconnect.actions import ACTIONS, require_allowed
from ankiflask.sync.ankiconnect.client import Failure, exchange
from ankiflask.sync.ankiconnect.replies import (
    Refusal,
    lost,
    misunderstood,
    not_ankiconnect,
    outcome,
    parsed,
    refuse_key,
    refused,
)
from ankiflask.text import excerpt

_VERSION = 6
_OK = 200
_START = "Start Anki; its add-on AnkiConnect (2055492159) must be installed."
_BUSY = "See whether Anki is busy or shows a dialogue, and try again."
_GONE = "See whether Anki is still running, and try again."

_SENT: Mapping[Failure, tuple[str, str]] = {
    Failure.LATE: ("Anki did not answer '{action}' within {seconds:g} seconds.", _BUSY),
    Failure.CLOSED: ("Anki broke off without an answer to '{action}'.", _GONE),
    Failure.BROKEN: ("Anki's reply to '{action}' broke off.", _GONE),
    Failure.TOO_LARGE: ("Anki's reply to '{action}' does not end.", _GONE),
}


Requests = Sequence[tuple[str, Mapping[str, Any]]]  # actions and their parameters


@dataclass(frozen=True, slots=True)
class Connection:
    """Where AnkiConnect is asked, with which key, and how many seconds each action may take."""

    url: str
    key: str = field(repr=False)
    limits: Mapping[str, float] = field(repr=False)

    def ask(self, action: str, **params: Any) -> Any:
        """Return the result of one request. AnkiError where it is refused or not answered."""
        return self.granted(action, self.answer(action, **params))

    def answer(self, action: str, **params: Any) -> Any | Refusal:
        """Return the result of one request, or Anki's refusal. AnkiError where no answer comes."""
        reply = self._reply(self.request(action, params), [action])
        return outcome(reply, action, self.key)

    def ask_many(self, requests: Requests) -> list[Any]:
        """Return the results of many actions in one request, in their order. Errors as ask."""
        answers = zip(requests, self.answer_many(requests), strict=True)
        return [self.granted(action, answer) for (action, _), answer in answers]

    def answer_many(self, requests: Requests) -> list[Any | Refusal]:
        """Return the results of many actions in one request, or Anki's refusals, in their order.

        AnkiError where it is not answered.
        """
        if not requests:
            return []
        inner = [self.request(action, params) for action, params in requests]
        actions = [action for action, _ in requests]
        reply = self._reply(self._keyed("multi", {"actions": inner}), actions)
        replies = outcome(reply, actions[0], self.key)
        if isinstance(replies, Refusal):
            raise self._refused(actions[0], replies)
        if not isinstance(replies, list) or len(replies) != len(actions):
            raise misunderstood(_first_write(actions), "a reply to each action")
        return [
            outcome(each, action, self.key) for each, action in zip(replies, actions, strict=True)
        ]

    def granted(self, action: str, answer: Any | Refusal) -> Any:
        """Return the answer. AnkiError where it is a refusal, or not what the action answers."""
        if isinstance(answer, Refusal):
            raise self._refused(action, answer)
        expected = ACTIONS[action].result
        if not expected.fits(answer):
            raise misunderstood(action, expected.words)
        return answer

    def _refused(self, action: str, refusal: Refusal) -> AnkiError:
        if refusal.is_about_key:
            return key_error(self._wants_key(), has_key=bool(self.key))
        return refused(action, refusal)

    def request(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return the JSON of a request. ValueError for what ankiflask never asks."""
        require_allowed(action, params)
        return self._keyed(action, params)

    def _keyed(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        key = {"key": self.key} if self.key else {}
        return {"action": action, "version": _VERSION, "params": dict(params), **key}

    def _wants_key(self) -> bool | None:
        """Ask for the one thing that AnkiConnect tells without its key."""
        action = "requestPermission"
        match self._reply(self.request(action, {}), [action]):
            case {"result": {"requireApikey": bool(wanted)}}:
                return wanted
        return None

    def _reply(self, request: Mapping[str, Any], actions: Sequence[str]) -> Any:
        body = json.dumps(request, separators=(",", ":")).encode()
        seconds = max(self.limits[action] for action in actions)
        most = max(ACTIONS[action].most for action in actions)
        answer = exchange(self.url, body, seconds=seconds, most=most)
        if isinstance(answer, Failure):
            raise self._unanswered(answer, actions, seconds)
        if answer.status != _OK:
            raise not_ankiconnect(self.url, actions, f"it replied with HTTP {answer.status}")
        if answer.is_packed:
            raise not_ankiconnect(self.url, actions, "its reply is compressed")
        reply = parsed(answer.content, self.url, actions)
        refuse_key(answer.content, reply, actions, self.key)
        return reply

    def _unanswered(self, failure: Failure, actions: Sequence[str], seconds: float) -> AnkiError:
        match failure:
            case Failure.UNREACHED:
                return AnkiError(f"Nothing answers at {self.url}.", _START)
            case Failure.UNTRUSTED:
                message = f"There is no secure connection to {self.url} that can be trusted."
                return AnkiError(message, "AnkiConnect itself speaks http, not https.")
            case Failure.NOT_HTTP:
                return not_ankiconnect(self.url, actions, "it does not speak HTTP")
        message, remedy = _SENT[failure]
        action = _first_write(actions)
        return lost(actions, message.format(action=action, seconds=seconds), remedy)


def connect(
    url: str, key: str = "", *, allow_remote: bool = False, patience: float = 1.0
) -> Connection:
    """Return a way to the AnkiConnect at `url`; nothing is sent yet.

    `patience` scales all time limits. UsageError where the address is none, or another machine's.
    """
    limits = {name: action.seconds * patience for name, action in ACTIONS.items()}
    return Connection(address(url, allow_remote=allow_remote), key, limits)


def _first_write(actions: Sequence[str]) -> str:
    return next((each for each in actions if ACTIONS[each].writes), actions[0])


Each = TypeVar("Each")


def batches(many: Sequence[Each], size: int) -> Iterator[list[Each]]:
    """Cut the list into pieces of at most `size`."""
    for first in range(0, len(many), size):
        yield list(many[first : first + size])


def fitting(many: Sequence[tuple[Each, int]], size: int, room: int) -> Iterator[list[Each]]:
    """Cut the list into pieces of at most `size` whose weights make at most `room` together.

    What is heavier than `room` stands alone.
    """
    piece: list[Each] = []
    weight = 0
    for each, added in many:
        if piece and (len(piece) == size or weight + added > room):
            yield piece
            piece, weight = [], 0
        piece.append(each)
        weight += added
    if piece:
        yield piece


_EXAMPLE = "Give one such as http://127.0.0.1:8765."


def address(url: str, *, allow_remote: bool) -> str:
    """Return the address in one form, without a slash at its end.

    UsageError where it is none, or where it is another machine's and `allow_remote` is False.
    """
    parts = _split(url)
    host = parts.hostname or ""
    try:
        is_loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = host == "localhost"
    if not allow_remote and not is_loopback:
        message = f"{excerpt(host)!r} is not this computer."
        raise UsageError(
            message, "Give --allow-remote if you trust that machine and the way to it."
        )
    port = "" if parts.port is None else f":{parts.port}"
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def _split(url: str) -> SplitResult:
    """Split the address. A user's name or password in it is never repeated in a message."""
    try:
        parts = urlsplit(url.strip())
        has_port = parts.port != 0
    except ValueError:
        raise UsageError("The address of AnkiConnect cannot be read.", _EXAMPLE) from None
    if "@" in url:
        raise UsageError("The address of AnkiConnect holds a name or a password.", _EXAMPLE)
    host = parts.hostname or ""
    is_host = host and not any(sign.isspace() or sign in "\\<>^`{|}%" for sign in host)
    if parts.scheme not in {"http", "https"} or not is_host or not has_port:
        raise UsageError(f"{excerpt(url)!r} is no address of AnkiConnect.", _EXAMPLE)
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise UsageError(f"The address {excerpt(url)!r} goes on after its port.", _EXAMPLE)
    return parts


_GIVE = "with --api-key-file or in ANKICONNECT_API_KEY"
_CONFIG = "Tools > Add-ons > AnkiConnect > Config"


def key_error(is_wanted: bool | None, *, has_key: bool) -> AnkiError:
    """Return the error for a refusal for the key's sake; None: it is not known if one is wanted."""
    match is_wanted, has_key:
        case True, False:
            message = "AnkiConnect wants its API key, and none was given."
            remedy = f"Give it {_GIVE}."
        case True, True:
            message = "AnkiConnect refuses the API key."
            remedy = f'Compare it with "apiKey" in Anki ({_CONFIG}), and give that one {_GIVE}.'
        case False, True:
            message = "AnkiConnect has no API key, and refuses requests that bring one."
            remedy = f"Give none {_GIVE.replace(' or ', ' nor ')}."
        case False, False:
            message = "AnkiConnect wants an API key that is an empty text, and none can be given."
            remedy = f'Set "apiKey" in Anki ({_CONFIG}) to null, or to a key.'
        case _:
            message = "AnkiConnect refuses the request for the sake of its API key."
            remedy = f'If "apiKey" is set in Anki ({_CONFIG}), give it {_GIVE}; else give none.'
    return AnkiError(message, remedy)
