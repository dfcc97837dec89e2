"""A picture or a sound of a deck."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePosixPath

PREFIX = "ankiflask-"


@dataclass(frozen=True)
class Media:
    """A file of a deck's folder `media`, under its name there."""

    name: str
    content: bytes

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return sha256(self.content).hexdigest()

    @property
    def package_name(self) -> str:
        """The name in Anki: by content, so that two files never share one and a change arrives."""
        return f"{PREFIX}{self.hash[:24]}{PurePosixPath(self.name).suffix.lower()}"
