"""What one release of a deck holds, in one form: a package of any tool, or a deck that was built."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ankiflask.values.opened import OpenedNoteType


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedNote:
    """A note of a release.

    `id` is the one that its author gave it, without the deck's uid; "" in other tools' notes.
    `name` is what a person calls it by: the id, or else the beginning of its text. `fields` are HTML
    by name, without those that ankiflask keeps for itself; `media` the files that they name.
    `second` is None where no build has stamped the note yet. `position` orders notes for study.
    """

    guid: str
    id: str
    name: str
    headline: str
    note_type: int
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    cards: tuple[int, ...] = ()
    second: int | None
    media: frozenset[str] = frozenset()
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A whole release. `name` is what the user calls it by.

    `is_ours` tells whether ankiflask built it, and so says which ids are gone on purpose: `deck`,
    `subdecks` and `retired` are "" or empty else. `uid` is "" where no notes of ours are in it, or
    those of several decks. `notes` go by their GUIDs, in the order of study; `twice` are
    GUIDs that a second note has too. `descriptions` go by the names of decks; `media` gives the
    SHA-256 of each file.
    """

    name: str
    is_ours: bool = False
    uid: str = ""
    deck: str = ""
    subdecks: str = ""
    retired: tuple[str, ...] = ()
    notes: Mapping[str, ReleasedNote] = field(default_factory=dict)
    twice: tuple[str, ...] = ()
    note_types: Mapping[int, OpenedNoteType] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
