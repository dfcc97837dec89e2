"""Why a package is not read, before anybody says how the file is called."""

import json
from typing import Any

from ankiflask.errors import InputError
from ankiflask.problems import Problem
from ankiflask.text import most_values

_AGAIN = "Download it again, or export it again from Anki."
_ONLY_OURS = "Sync takes only packages that ankiflask built, as they were built."
_MAX_PARTS = 1_000
_MAX_VALUES = 2_000_000


class RefusedError(Exception):
    """A package that is not read: the problem, but for the file's name."""

    def __init__(self, rule: str, message: str, remedy: str = _AGAIN) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.remedy = remedy

    def of(self, file: str) -> InputError:
        """Return the error of the file."""
        problem = Problem(
            file=file, line=0, rule=self.rule, message=self.message, remedy=self.remedy
        )
        return InputError((problem,))


def damaged(what: str = "The collection") -> RefusedError:
    """Return the refusal of a package that is not as a zip, SQLite or Anki leaves it."""
    return RefusedError("package-damaged", f"{what} in the package is damaged.")


def not_ours(why: str, remedy: str = "Import others in Anki.") -> RefusedError:
    """Return the refusal of a package that ankiflask did not build, or not as it is now."""
    return RefusedError("not-built-by-ankiflask", why, f"{_ONLY_OURS} {remedy}")


def check_count(what: str, count: int, parts: str) -> None:
    """Raise RefusedError where `what` has more fields, or templates, than anybody would make."""
    if count > _MAX_PARTS:
        raise RefusedError(
            "package-too-large",
            f"{what} has {count:,} {parts}; the limit is {_MAX_PARTS:,}.",
            "Export the deck without it.",
        )


def mapping(text: str | bytes, what: str) -> dict[str, Any]:
    """Return an object's keys and values.

    Raises RefusedError where there is no object, or a text in it is no Unicode.
    """
    content = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if most_values(content) > _MAX_VALUES:
        raise RefusedError(
            "package-too-large", f"{what} in the package holds over {_MAX_VALUES:,} values."
        )
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise damaged(what) from None
    if not isinstance(value, dict):
        raise damaged(what)
    return value
