"""What we last wrote into a note: the base of a three-way merge, which travels in its field `Sync`.

`1 SECOND Question=1a2b3c4d Answer=… | tag tag`. Frozen: learners' collections hold it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ankiflask.clock import ModTime

_VERSION = "1"
_HASH = re.compile(r"(?P<field>[^\s=|]+)=(?P<hash>[0-9a-f]{8})")
_SECOND = re.compile(r"[0-9]{9,11}")
HASH_OF_NOTHING = "e3b0c442"


@dataclass(frozen=True, slots=True)
class SyncBase:
    """The note's change second, the hash of each field that had a text, and its tags."""

    second: ModTime
    hashes: Mapping[str, str]
    tags: tuple[str, ...]

    def hash_of(self, field: str) -> str:
        """Return the first 8 hex digits of SHA-256 over what we last wrote into the field."""
        return self.hashes.get(field, HASH_OF_NOTHING)

    @property
    def text(self) -> str:
        """What stands in the field `Sync`."""
        written = (
            f"{field.replace(' ', '_')}={digits}"
            for field, digits in self.hashes.items()
            if digits != HASH_OF_NOTHING
        )
        return " ".join([_VERSION, str(self.second), *written, "|", *self.tags])


def read_sync_base(text: str) -> SyncBase | None:
    """Return what a field `Sync` says, or None where a learner or another tool has changed it."""
    match text.split(" "):
        case [version, second, *rest] if (
            version == _VERSION and _SECOND.fullmatch(second) and "|" in rest
        ):
            middle = rest.index("|")
            found = [_HASH.fullmatch(word) for word in rest[:middle]]
            hashes = {each["field"].replace("_", " "): each["hash"] for each in found if each}
            if len(hashes) == middle:
                return SyncBase(
                    ModTime(int(second)), hashes, tuple(filter(None, rest[middle + 1 :]))
                )
    return None
