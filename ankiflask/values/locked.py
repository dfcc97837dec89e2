"""deck.lock as values: what was published of each note, and when it last changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ankiflask.values.notes import Kind, Subdecks


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedNote:
    """A note's line. `second` counts from 1970; `kind` is None for an id that was never built."""

    id: str
    kind: Kind | None
    clozes: tuple[int, ...] = ()
    hash: str = ""
    second: int
    is_retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A settled lock: one line an id, the hash of each statement by its number."""

    uid: str
    deck: str
    subdecks: Subdecks
    notes: Mapping[str, LockedNote] = field(default_factory=dict)
    statements: Mapping[int, str] = field(default_factory=dict)

    @property
    def seconds(self) -> Mapping[str, int]:
        """The second at which each live note last changed."""
        return {note.id: note.second for note in self.notes.values() if not note.is_retired}

    @property
    def retired(self) -> tuple[str, ...]:
        """The ids that are gone on purpose, sorted."""
        return tuple(sorted(note.id for note in self.notes.values() if note.is_retired))
