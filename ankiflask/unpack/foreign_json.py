"""JSON that somebody else wrote."""

import json
from typing import Any

from ankiflask.unpack.refused import RefusedError
from ankiflask.values.text import most_values

_MAX_VALUES = 2_000_000


def loaded(text: str | bytes, what: str) -> Any:
    """Return the value; raises RefusedError where there is none, or a text in it is no Unicode."""
    content = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if most_values(content) > _MAX_VALUES:
        raise RefusedError(
            "package-too-large", f"{what} in the package holds over {_MAX_VALUES:,} values."
        )
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
