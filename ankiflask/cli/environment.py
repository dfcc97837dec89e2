"""The clock and the environment, read once and handed on as values."""

import os
import secrets
import time
from collections.abc import Mapping
from pathlib import Path

from ankiflask.clock import Clock
from ankiflask.errors import UsageError

_TAIL = 6  # characters: 887 million tails, so that decks of one name never share their identity
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another


def clock() -> Clock:
    """Return the present second, and SOURCE_DATE_EPOCH as the stamp where it is set."""
    now, epoch = int(time.time()), os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return Clock.of(now)
    if not (epoch.isascii() and epoch.isdigit()):
        message = f"SOURCE_DATE_EPOCH is {epoch[:40]!r}, which is no second."
        raise UsageError(message, "Set it to whole seconds since 1970, or unset it.")
    return Clock.of(now, int(epoch.lstrip("0")[:12] or 0))


def wants_colour() -> bool | None:
    """Return False where NO_COLOR is set; None leaves it to the terminal."""
    return False if os.environ.get("NO_COLOR") else None


def api_key() -> str:
    """Return AnkiConnect's API key, "" where none is set."""
    return os.environ.get("ANKICONNECT_API_KEY", "").strip()


def environment() -> Mapping[str, str]:
    """Return the whole environment, for a program that is run."""
    return dict(os.environ)


def state_folder() -> Path:
    """Return where this user's programs keep what they remember."""
    from platformdirs import user_state_path  # noqa: PLC0415 - needed by two commands

    return user_state_path("ankiflask", appauthor=False)


def random_tail() -> str:
    """Return a few letters and digits that no one can foresee."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_TAIL))
