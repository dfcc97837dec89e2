"""Which of the notes that live in Anki are which of ours."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ankiflask.anki.collection import copied_kind
from ankiflask.deck.model import Kind
from ankiflask.html import without_tags
from ankiflask.identity import AnkiNoteId, NoteId, NoteName, note_id_in
from ankiflask.sync.ankiconnect.collection import LiveNote

_NAME = re.compile(r"[a-z][a-z0-9-]*/[a-z0-9]+(?:-[a-z0-9]+)*")


class Lost(Enum):
    """Why there is no one live note of ours for an id."""

    ABSENT = auto()
    MOVED = auto()
    DUPLICATED = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """Live notes by what their field ID names.

    `elsewhere` are the names in any field of other notes, `nids` the ids of all notes in Anki.
    `copied` gives the note type of notes that Anki put into a copy of ours, of which, and whether it is
    one of ankiflask 0.1.
    """

    named: Mapping[NoteName, Sequence[LiveNote]]
    elsewhere: frozenset[NoteName]
    nids: frozenset[AnkiNoteId]
    copied: Mapping[NoteName, tuple[str, Kind, bool]]

    def where(
        self, name: NoteName, kind: Kind | None = None, row_id: AnkiNoteId | None = None
    ) -> LiveNote | Lost:
        """Return the one note of this name; without `kind` it may have either of our note types.

        Where `row_id`, its id in Anki, is taken, the note was changed beyond knowing: if it were
        added again, it would meet itself, and the import would spoil its neighbours.
        """
        notes = self.named.get(name, ())
        if len(notes) > 1:
            return Lost.DUPLICATED
        if notes:
            return notes[0] if kind in (None, notes[0].kind) else Lost.MOVED
        if name in self.elsewhere or row_id in self.nids:
            return Lost.MOVED
        return Lost.ABSENT

    def ids(self, uid: str) -> frozenset[NoteId]:
        """Return all ids of the deck that live in notes of our types, whether it has them or not."""
        return frozenset(note_id for name in self.named if (note_id := note_id_in(name, uid)))


def find(notes: Iterable[LiveNote]) -> Found:
    """Return the notes by what they say they are; one that was read twice is one."""
    named: defaultdict[NoteName, list[LiveNote]] = defaultdict(list)
    elsewhere: set[NoteName] = set()
    copied: dict[NoteName, tuple[str, Kind, bool]] = {}
    by_nid = {note.nid: note for note in notes}
    for note in by_nid.values():
        if note.kind and (name := _name(note.fields.get("ID", ""))):
            named[name].append(note)
        else:
            elsewhere.update(map(_name, note.fields.values()))
        if note.kind is None and (found := copied_kind(note.fields)):
            copied[_name(note.fields["ID"])] = (note.note_type, *found)
    return Found(named, frozenset(elsewhere), frozenset(by_nid), copied)


def _name(html: str) -> NoteName:
    plain = without_tags(html).strip()
    return NoteName(plain if _NAME.fullmatch(plain) else "")
