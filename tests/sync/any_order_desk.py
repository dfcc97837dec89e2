"""One learner and one author, and every way in which the one's work meets the other's."""

import tempfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace

import pytest

from ankiflask.cli import environment as surroundings
from ankiflask.package.model import Contents
from ankiflask.pipeline.locks import Traces
from ankiflask.pipeline.packages import read_decks
from tests.addon.desktop import Line
from tests.anki.collection import Collection, Note
from tests.anki.learner import Anki, Learner
from tests.anki.program import MEMORY
from tests.sync import any_order_promises as promise
from tests.sync.any_order_author import Author
from tests.sync.any_order_model import (
    Memory,
    by_id,
    replaced_by_import,
    settled_by_sync,
)
from tests.sync.desks import Ended, synced

_LISTS = ("conflicts", "kept", "newer", "moved", "duplicated", "missing")


class Desk:
    """A learner at an Anki with the add-on, an author, and a memory of what may not be lost."""

    def __init__(self, anki: Anki, line: Line) -> None:
        self.line = line
        self.has_own_field = False
        self._folder = tempfile.TemporaryDirectory(dir=MEMORY)
        folder = Path(self._folder.name)
        self._state = folder / "state"
        self.author = Author(folder / "deck")
        self.author.begin()
        self.learner = Learner(anki, folder / "learner")
        self._serving = self.learner.serve(line)
        self._addon = self._serving.__enter__()
        self.memory = Memory()
        self._undoable: list[Memory] = []
        self.learner.write_own_note("Mine", "front", "back")
        self.now = self.learner.look()

    def close(self) -> None:
        """Check the database, and leave."""
        try:
            complaints = self.learner.check_database()
        finally:
            self._serving.__exit__(None, None, None)
            self.learner.__exit__(None, None, None)
            self._folder.cleanup()
        assert not complaints

    def look(self) -> Collection:
        """Look at the collection, and return what it held before."""
        before, self.now = self.now, self.learner.look()
        promise.one_note_an_id(self.memory, self.now)
        promise.no_review_lost(before, self.now)
        promise.texts_and_tags_stay(self.memory, self.now)
        return before

    def ours(self) -> list[Note]:
        """Return the live notes of the deck."""
        live = by_id(self.now)
        return [note for note_id in sorted(live) for note in live[note_id]]

    def import_package(self, package: Path, *, always: bool) -> None:
        """Import as Anki's own screen does; what Anki writes anew is the learner's no more."""
        contents = self._contents(package)
        replaced = [*replaced_by_import(self.now, contents, always=always)]
        self.learner.import_package(package, **({"update_notes": 1} if always else {}))
        self.memory.forget_replaced(replaced, self.learner.look())
        promise.note_types_stay(self.now, self.learner.look())
        self.look()

    def sync(
        self, source: Path, *words: str, taken: Sequence[str] = (), restored: Sequence[str] = ()
    ) -> None:
        """Sync, and sync again, which must write nothing."""
        contents = self._contents(source)
        settled_by_sync(self.memory, self.now, contents)
        earlier = deepcopy(self.memory)
        self.memory.give_up(self.now, taken)
        ended = self._run(source, *words)
        assert ended.report["verified"], ended
        if ended.report["applied"]:
            self._undoable.append(earlier)
        before = self.look()
        again = self._again(source, words)
        self._judge(before, contents, again, set(taken), set(restored))
        assert ended.code == again.code == (5 if self._is_open(again) else 0), (ended, again)
        self.memory.seen |= by_id(self.now).keys()

    def _again(self, source: Path, words: Sequence[str]) -> Ended:
        asked = len(self._addon.requests())
        again = self._run(source, *words)
        assert not [each for each in self._addon.requests()[asked:] if promise.is_writing(each)]
        assert not again.report["applied"]
        return again

    def _judge(
        self,
        before: Collection,
        contents: Contents,
        again: Ended,
        taken: set[str],
        restored: set[str],
    ) -> None:
        memory, after = self.memory, self.now
        retired = {
            note.id for note_id in contents.retired for note in by_id(after).get(note_id, ())
        }
        promise.cards_stay(before, after, retired)
        promise.note_types_stay(before, after)
        promise.others_stay(before, after)
        promise.as_the_deck_says(memory, before, after, contents, taken)
        promise.untagged_stays(memory, before, after, contents)
        promise.the_deleted_stay_away(memory, before, after, restored)
        promise.all_is_told(memory, after, contents, _told(again))
        memory.tagged_again(after)

    def undo(self) -> None:
        """Take the last sync back."""
        ended = self._run("--undo")
        assert ended.code == (0 if self._undoable else 2), ended
        before = self.look()
        promise.cards_stay(before, self.now, {note.id for note in self.ours()})
        if self._undoable and ended.report["applied"]:
            self.memory.remember_again(self._undoable.pop(), self.now)

    def _is_open(self, ended: Ended) -> bool:
        return bool(ended.deck["conflicts"] or ended.deck["duplicated"])

    def missing(self) -> list[str]:
        """Return the ids that a sync would call missing."""
        return sorted(self.memory.seen & self.author.notes.keys() - by_id(self.now).keys())

    def _contents(self, source: Path) -> Contents:
        (contents,) = read_decks(
            (str(source),), self.author.clock, Traces(Path("dist"), {})
        ).contents
        return contents

    def _run(self, *words: str | Path) -> Ended:
        with pytest.MonkeyPatch.context() as patch:
            second = self.author.second
            patch.setattr(surroundings, "time", SimpleNamespace(time=lambda: second))
            return synced(self._addon, self._state, *words)


def _told(ended: Ended) -> dict[str, set[str]]:
    return {name: set(ended.deck[name]) for name in _LISTS}
