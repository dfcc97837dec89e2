"""JSON that somebody else wrote."""

import json
from typing import Any

from ankiflask.unpack.refused import RefusedError


def loaded(text: str | bytes, what: str) -> Any:
    """Return the value; raises RefusedError where there is none, or a text in it is no Unicode."""
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise RefusedError("package-damaged", f"{what} in the package is damaged.") from None
    return value


def mapping(text: str | bytes, what: str) -> dict[str, Any]:
    """Return an object's keys and values; raises RefusedError where there is no object."""
    value = loaded(text, what)
    if not isinstance(value, dict):
        raise RefusedError("package-damaged", f"{what} in the package is damaged.")
    return value
