"""What has to hold after every sync, whatever came before it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ankiflask.anki.note_types import CLOZE, QA
from ankiflask.sync.ankiconnect.actions import has_writes
from tests.addon.client import Addon
from tests.anki.collection import Card, Collection, Note
from tests.anki.learner import Learner
from tests.sync import desks
from tests.sync.desks import Author, Ended, synced

GOOD = 3
SUSPENDED = -1
ALWAYS = {"update_notes": 1, "update_notetypes": 1}


@dataclass(frozen=True, slots=True)
class Student:
    """A learner whose Anki is served, an author, and what ankiflask remembers in `state`."""

    learner: Learner
    addon: Addon
    author: Author
    state: Path

    def sync(self, *words: str | Path, at: int | None = None, twins: int = 0) -> Ended:
        """Sync, and hold what must hold then. `twins` are the notes too many that are known of."""
        before, faults = self.learner.look(), self.faults()
        ended = synced(self.addon, self.state, *words, at=at)
        hold_nothing_lost(before, self.learner.look(), twins)
        assert {*self.faults()} <= {*faults}
        return ended

    def faults(self) -> list[str]:
        """Return what Anki's checks find, but files that no note uses any more: they are left."""
        return [each for each in self.learner.check_database() if "unused media" not in each]

    def holds(self, *words: str | Path) -> Ended:
        """Assert that one more sync has nothing to write, and writes nothing."""
        before, asked = self.learner.look(), len(self.addon.requests())
        ended = synced(self.addon, self.state, *words)
        assert (ended.code, ended.report["applied"], ended.report["verified"]) == (0, False, True)
        assert not self.has_written(asked)
        assert self.learner.look() == before
        return ended

    def has_written(self, since: int = 0) -> bool:
        """Tell whether the add-on was asked to change anything, from some request on."""
        asked = self.addon.requests()[since:]
        return has_writes(e.action for r in asked for e in r.inner or (r,))

    def note(self, note_id: str, uid: str = "birds") -> Note:
        """Return a note as it is now."""
        return desks.note(self.learner, note_id, uid)

    def cards(self, *note_ids: str) -> tuple[Card, ...]:
        """Return the cards of notes as they are now."""
        return desks.cards(self.learner, *note_ids)

    def ids(self) -> set[str]:
        """Return the ids of the notes that live in our note types."""
        return {note.fields["ID"].partition("/")[2] for note in ours(self.learner.look())}


def ours(seen: Collection) -> list[Note]:
    """Return the notes of our note types, whatever the learner calls those."""
    names = {kind.name for kind in seen.note_types if kind.id in (QA.id, CLOZE.id)}
    return [note for note in seen.notes if note.note_type in names]


def hold_nothing_lost(before: Collection, now: Collection, twins: int = 0) -> None:
    """No note twice, no card or review of before gone or changed, no stray note type."""
    assert max(Counter(note.guid for note in now.notes).values(), default=1) == 1
    ids = Counter(note.fields["ID"] for note in ours(now) if "ID" in note.fields)
    assert sum(ids.values()) - len(ids) == twins
    assert {note.id for note in before.notes} <= {note.id for note in now.notes}
    cards = {card.id: card for card in now.cards}
    assert [cards[card.id] for card in before.cards] == [*before.cards]
    assert now.reviews == before.reviews
    assert set(before.decks) <= set(now.decks)
    assert before.media.items() <= now.media.items()
    strange = {kind.id for kind in now.note_types} - {kind.id for kind in before.note_types}
    assert strange <= {QA.id, CLOZE.id}


def texts(seen: Collection) -> dict[str, tuple[Any, ...]]:
    """Return by GUID what an author gives to a note: note type, fields, tags."""
    return {
        note.guid: (note.note_type, dict(note.fields), {*map(str.casefold, note.tags)})
        for note in seen.notes
    }
