"""What a reply is: a result, a refusal in Anki's words, or nothing that can be understood."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ankiflask.errors import AnkiError, LostReplyError
from ankiflask.sync.ankiconnect.actions import has_writes
from ankiflask.sync.ankiconnect.secret import LEAST, letters_and_digits, repeats
from ankiflask.text import CONTROL, excerpt, most_values

_LONGEST = 300
_MAX_CONTAINERS, _MAX_VALUES = 4_000_000, 16_000_000
_OTHER_PORT = (
    "See which program has this port (AnkiConnect's own is 8765), and name Anki's with --url."
)
_NO_METHOD = "method not found"  # what JSON-RPC calls an unknown action
_UPDATE = "Bring Anki and its add-on AnkiConnect up to date, and try again."


@dataclass(frozen=True, slots=True)
class Refusal:
    """Anki's own words why it did not do what was asked; without the key, cut if they are long."""

    words: str

    @classmethod
    def of(cls, words: str, key: str) -> "Refusal":
        """Return the words as one line that a terminal can show."""
        hidden = words.replace(key, "…") if key else words
        if key and repeats(hidden, key):
            return cls("its reason is not shown, since it repeats the API key")
        return cls(excerpt(CONTROL.sub("", " ".join(hidden.split())), _LONGEST))

    @property
    def is_about_key(self) -> bool:
        """Whether AnkiConnect wants another API key, or none."""
        words = self.words.lower()
        return "api key" in words and "valid" in words

    @property
    def is_unknown_action(self) -> bool:
        """Whether this AnkiConnect has no such action."""
        words = self.words.lower()
        return words == "unsupported action" or words.startswith(_NO_METHOD)

    @property
    def is_closed(self) -> bool:
        """Whether no profile is open."""
        return self.words.endswith(" not available") or "CollectionNotOpen" in self.words

    @property
    def is_other(self) -> bool:
        """Whether it is about what was asked, and not about the key, the action or the profile."""
        return not (self.is_about_key or self.is_unknown_action or self.is_closed)


def parsed(content: bytes, url: str, actions: Iterable[str]) -> Any:
    """Return the JSON of a reply: an object with a result or an error, and of any shape else."""
    if not content.strip():
        raise not_ankiconnect(url, actions, "its reply is empty")
    containers = content.count(b"{") + content.count(b"[")
    if containers > _MAX_CONTAINERS or most_values(content) > _MAX_VALUES:
        raise lost(
            actions,
            f"The reply from {url} holds over {_MAX_VALUES:,} values, the limit.",
            _OTHER_PORT,
        )
    try:
        reply = json.loads(content)
    except (ValueError, RecursionError):
        raise not_ankiconnect(url, actions, "its reply is no JSON") from None
    if not isinstance(reply, dict) or reply.keys().isdisjoint(("result", "error")):
        raise not_ankiconnect(url, actions, "its reply has neither a result nor an error")
    return reply


def outcome(reply: Any, action: str, key: str) -> Any | Refusal:
    """Return the result in a reply, or the refusal; in JSON-RPC a reply has only one of the two."""
    match reply:
        case {"result": result, **others} if others.get("error") is None:
            return result
        case {"error": {"message": str(words)}}:
            return Refusal.of(words or "it gives no reason", key)
        case {"error": str(words)}:
            return Refusal.of(words or "it gives no reason", key)
        case {"error": [*words]} if words and all(isinstance(each, str) for each in words):
            return Refusal.of("; ".join(words), key)
    raise misunderstood(action, "a result or an error")


def refuse_key(content: bytes, reply: Any, actions: Sequence[str], key: str) -> None:
    """Raise AnkiError where a result repeats the key: what is in a result may be shown anywhere."""
    is_refusal = isinstance(reply, dict) and reply.get("error") is not None
    if is_refusal or len(letters_and_digits(key)) < LEAST:
        return
    if repeats(content.decode("utf-8", "ignore"), key):
        message = f"Anki's reply to '{actions[0]}' repeats the API key, so it is not used."
        raise lost(actions, message, _OTHER_PORT)


def misunderstood(action: str, expected: str) -> AnkiError:
    """Return the error for a reply of another shape. It repeats nothing: a reply may hold the key."""
    message = f"Anki's reply to '{action}' is not understood: {expected} was expected."
    return lost([action], message, _UPDATE)


def not_ankiconnect(url: str, actions: Iterable[str], why: str) -> AnkiError:
    """Return the error for something else on the port."""
    return lost(actions, f"What answers at {url} is not AnkiConnect: {why}.", _OTHER_PORT)


def lost(actions: Iterable[str], message: str, remedy: str) -> AnkiError:
    """Return the error for a request that was sent and not answered; writing may have happened."""
    if has_writes(actions):
        return LostReplyError(f"{message} Anki may have carried it out, or may do so yet.", remedy)
    return AnkiError(message, remedy)


def refused(action: str, refusal: Refusal) -> AnkiError:
    """Return the error for a refusal that has nothing to do with the key."""
    if refusal.is_closed:
        return AnkiError("Anki has no profile open.", "Open yours in Anki, and try again.")
    if refusal.is_unknown_action:
        return too_old([action])
    return AnkiError(f"Anki refuses '{action}': {refusal.words}")


def too_old(missing: Iterable[str]) -> AnkiError:
    """Return the error for an AnkiConnect that lacks actions."""
    names = ", ".join(f"'{action}'" for action in sorted(missing))
    remedy = "Update it in Anki: Tools > Add-ons > Check for Updates."
    return AnkiError(f"This AnkiConnect is too old: it does not know {names}.", remedy)


_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in '\\"*_:'})


def escape(text: str) -> str:
    """Return the text as it is written between the quotes of a search."""
    return text.translate(_SPECIAL)
