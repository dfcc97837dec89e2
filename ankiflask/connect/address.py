"""Where AnkiConnect is asked: an address that was looked at before anything is sent to it."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from ankiflask.values.errors import UsageError
from ankiflask.values.text import beginning

_EXAMPLE = "Give one such as http://127.0.0.1:8765."


def address(url: str, *, allow_remote: bool) -> str:
    """Return the address in one form, without a slash at its end.

    UsageError where it is none, or where it is another machine's and `allow_remote` is False.
    """
    parts = _parts(url)
    host = parts.hostname or ""
    if not allow_remote and not _is_loopback(host):
        message = f"{beginning(host)!r} is not this computer."
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
        raise UsageError(f"{beginning(url)!r} is no address of AnkiConnect.", _EXAMPLE)
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise UsageError(f"The address {beginning(url)!r} goes on after its port.", _EXAMPLE)
    return parts


def _is_host(host: str | None) -> bool:
    return bool(host) and not any(sign.isspace() or sign in "\\<>^`{|}%" for sign in host or "")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
