"""What every kind of write into Anki has in common. The kinds are in operations.py."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import eq
from typing import Any, ClassVar, Self, TypeVar

from ankiflask.identity import AnkiNoteId, NoteName
from ankiflask.sync.ankiconnect.collection import LiveNote

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Skipped:
    """What an undo leaves alone: a note, a field of a note, or a note type; and why."""

    what: str
    why: str


class Operation(ABC):
    """One write into Anki: planned, then put into the journal, then carried out."""

    __slots__ = ()

    @property
    @abstractmethod
    def entry(self) -> dict[str, Any]:
        """The line of the journal as an object, without its number."""

    @classmethod
    @abstractmethod
    def parse(cls, entry: Mapping[Any, Any]) -> Self | None:
        """Return what a line of the journal describes, or None where it is not of this kind."""

    @property
    def nids(self) -> tuple[AnkiNoteId, ...]:
        """The ids of the notes that an undo has to look up."""
        return ()


@dataclass(frozen=True, slots=True)
class NoteOperation(Operation):
    """One write into one note."""

    is_reverted_with_note: ClassVar[bool] = True  # False: whatever became of its note

    name: NoteName
    nid: AnkiNoteId

    @property
    def nids(self) -> tuple[AnkiNoteId, ...]:
        """The note."""
        return (self.nid,)

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees what changes."""
        return False

    def is_due(self, note: LiveNote) -> bool:  # noqa: ARG002
        """Whether the note is, in what is written here, as it was when this was planned."""
        return True

    @classmethod
    def is_superseded(cls, done: Sequence[Self], note: LiveNote) -> bool:  # noqa: ARG003
        """Whether something other than these has written the note since, as a later sync does."""
        return False

    @classmethod
    def revert(
        cls,
        done: Sequence[Self],  # noqa: ARG003
        note: LiveNote,  # noqa: ARG003
    ) -> tuple[Self | None, tuple[Skipped, ...]]:
        """Return what reverts these writes into one note, carried out or not, and what is left.

        What was edited in Anki since is left alone.
        """
        return None, ()


def rewind(
    live: _Value,
    writes: Sequence[tuple[_Value, _Value]],
    is_same: Callable[[_Value, _Value], bool] = eq,
) -> _Value | None:
    """Return what was there before `writes`, each of them a value before and after.

    A write that was not carried out is passed over. Returns None where something is there that none
    of them wrote or found.
    """
    value = live
    for before, after in reversed(writes):
        if is_same(value, after):
            value = before
        elif not is_same(value, before):
            return None
    return value
