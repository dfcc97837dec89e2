"""What the add-on knows of the program that it lives in."""

import threading
from dataclasses import dataclass, field
from typing import Any, Literal

Line = Literal["new", "old", "rewritten"]


class RefusedError(Exception):
    """The add-on refuses; the words are its own."""


@dataclass
class Profile:
    """An open collection. Who has the turn uses it: a command of the driver, or an action."""

    name: str
    col: Any
    turn: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class Desktop:
    """A running Anki. `profile` is None while the profile picker is open; `name` stays.

    `is_busy`: Anki has closed the collection for a while, as for a check of the database.
    """

    line: Line
    key: str | None
    profile: Profile | None
    name: str
    other: Profile | None = None
    is_busy: bool = False

    @property
    def col(self) -> Any:
        """The collection of the profile that is open."""
        if self.is_busy:
            raise RefusedError("CollectionNotOpen")
        return self._opened().col

    @property
    def db(self) -> Any:
        """The database of that collection."""
        return None if self.is_busy else self.col.db

    @property
    def media_folder(self) -> str:
        """The folder of that profile's media."""
        return str(self._opened().col.media.dir())

    def _opened(self) -> Profile:
        if self.profile is None:
            raise RefusedError("collection is not available")
        return self.profile

    def open_profile(self, profile: Profile) -> None:
        """Have this profile open."""
        self.profile, self.name = profile, profile.name

    def close_profile(self) -> None:
        """Show the profile picker."""
        self.profile = None

    def switch_profile(self) -> None:
        """Have the other profile open."""
        if self.other is not None:
            self.open_profile(self.other)

    def ask_for_another_key(self) -> None:
        """Want a key that no client has."""
        self.key = "another key"
