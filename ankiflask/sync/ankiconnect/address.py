"""Where AnkiConnect is asked: an address that was looked at before anything is sent to it."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from ankiflask.errors import AnkiError, UsageError
from ankiflask.text import excerpt

_EXAMPLE = "Give one such as http://127.0.0.1:8765."


def address(url: str, *, allow_remote: bool) -> str:
    """Return the address in one form, without a slash at its end.

    UsageError where it is none, or where it is another machine's and `allow_remote` is False.
    """
    parts = _parts(url)
    host = parts.hostname or ""
    if not allow_remote and not _is_loopback(host):
        message = f"{excerpt(host)!r} is not this computer."
        raise UsageError(
            message, "Give --allow-remote if you trust that machine and the way to it."
        )
    port = "" if parts.port is None else f":{parts.port}"
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def _parts(url: str) -> SplitResult:
    """Split the address. A user's name or password in it is never repeated in a message."""
    try:
        parts = urlsplit(url.strip())
        has_port = parts.port != 0
    except ValueError:
        raise UsageError("The address of AnkiConnect cannot be read.", _EXAMPLE) from None
    if "@" in url:
        raise UsageError("The address of AnkiConnect holds a name or a password.", _EXAMPLE)
    if parts.scheme not in {"http", "https"} or not _is_host(parts.hostname) or not has_port:
        raise UsageError(f"{excerpt(url)!r} is no address of AnkiConnect.", _EXAMPLE)
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise UsageError(f"The address {excerpt(url)!r} goes on after its port.", _EXAMPLE)
    return parts


def _is_host(host: str | None) -> bool:
    return bool(host) and not any(sign.isspace() or sign in "\\<>^`{|}%" for sign in host or "")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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
