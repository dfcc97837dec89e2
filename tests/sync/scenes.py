"""A desk before a sync that has everything to do, which can be set up again and again."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.deck.model import Kind
from ankiflask.sync import styling as published
from ankiflask.sync.ankiconnect import connection
from ankiflask.sync.ankiconnect.actions import ACTIONS
from tests.addon.client import Addon, Request
from tests.anki.collection import Collection
from tests.anki.learner import Anki, Learner
from tests.sync.desks import FIRST_AT, SECOND_AT, Author, Ended, note, synced

KEY = "sesame-open-4711"
OLD_CSS = "/* as an older ankiflask wrote it */"
QA = NOTE_TYPES[Kind.QA].name


@dataclass(frozen=True, slots=True)
class Scene:
    """A learner who studies, and a new release that has something for every step of a sync.

    The learner edited "wren" and tagged it; the author edits it too, elsewhere. "robin" and "owl"
    change, "eel" is retired, "finch" and "egret" (with a picture) are new, and the looks are older
    ones. `work` is set up anew from `before` each time, always in the same place: by that ankiflask
    knows a profile again.
    """

    anki: Anki
    before: Path
    work: Path
    package: Path

    @contextmanager
    def set_up(self, kept: Path | None = None) -> Iterator["Desk"]:
        """Have the learner sit there, with Anki served; after `kept`, where it is given."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(kept or self.before, self.work)
        with Learner(self.anki, self.work / "ann") as ann, ann.serve(key=KEY) as addon:
            yield Desk(self, ann, addon)

    def keep(self, name: str) -> Path:
        """Copy how it is by now, with Anki closed, to set it up so again."""
        kept = self.work.with_name(name)
        shutil.copytree(self.work, kept)
        return kept


@dataclass(frozen=True, slots=True)
class Desk:
    """The learner of a scene, the add-on, and what ankiflask remembers."""

    scene: Scene
    ann: Learner
    addon: Addon

    @property
    def state(self) -> Path:
        """Where the user's state is."""
        return self.scene.work / "state"

    def sync(self, limits: Mapping[str, float] = {}, words: Sequence[str] = ()) -> Ended:
        """Sync the new release; `limits` are seconds for the answer to an action."""
        given: tuple[str | Path, ...] = (self.scene.package, "--suspend-retired", *words)
        with _surroundings(limits):
            return synced(self.addon, self.state, *given)

    def undo(self, limits: Mapping[str, float] = {}) -> Ended:
        """Take the last sync back."""
        with _surroundings(limits):
            return synced(self.addon, self.state, "--undo")

    def look(self) -> Collection:
        """Return what the collection holds, without the seconds of notes."""
        return timeless(self.ann.look())


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """A scene, what it holds at first, and what a sync makes of it, with all its requests."""

    scene: Scene
    before: Collection
    whole: Collection
    requests: tuple[Request, ...]


def undisturbed_sync(anki: Anki, folder: Path) -> Undisturbed:
    """Make a scene and sync there."""
    scene = make_scene(anki, folder)
    with scene.set_up() as desk:
        before = desk.look()
        ended = desk.sync()
        assert (ended.code, ended.report["verified"]) == (0, True), ended
        return Undisturbed(scene, before, desk.look(), desk.addon.requests())


def timeless(seen: Collection) -> Collection:
    """Return it without what the clock writes."""
    return replace(seen, notes=tuple(replace(each, mod=0) for each in seen.notes))


@contextmanager
def _surroundings(limits: Mapping[str, float] = {}) -> Iterator[None]:
    shorter = {
        name: replace(action, seconds=limits.get(name, action.seconds))
        for name, action in ACTIONS.items()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANKICONNECT_API_KEY", KEY)
        patch.setattr(connection, "ACTIONS", shorter)
        patch.setattr(published, "_CSS", published._CSS | {published.css_hash(OLD_CSS)})
        yield


def make_scene(anki: Anki, folder: Path) -> Scene:
    """Let a learner begin with a release, and the author go on."""
    author = Author(folder / "author")
    scene = Scene(anki, folder / "before", folder / "work", folder / "author")
    first = author.release(FIRST_AT)
    with Learner(anki, scene.work / "ann") as ann, ann.serve(key=KEY) as addon, _surroundings():
        assert synced(addon, scene.work / "state", first).code == 0
        ann.review("Birds", (3, 3, 2, 3))
        ann.edit(note(ann, "wren"), "Note", "My <b>own</b> words")
        ann.tag(note(ann, "wren"), "mine", "birds::mine")
        ann.write_own_note("Birds", "own front", "own back")
        ann.set_css(QA, OLD_CSS)
    scene.keep(scene.before.name)
    return replace(scene, package=_second(author))


def _second(author: Author) -> Path:
    author.edit("robin", answer="Orange-red.")
    author.regrade("owl", "easy")
    author.edit("wren", answer="The wren, by far.")
    author.retire("eel")
    author.draw("egret.png", b"an egret")
    author.add("finch", question="What do finches eat?", answer="Seeds.", topics=["birds"])
    author.add("egret", question="And this?", answer="An egret.", picture="egret.png")
    return author.release(SECOND_AT)


def everything_written(folder: Path) -> str:
    """Return the text of all files of a state folder, whatever they are."""
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return "\n".join(each.read_text("utf-8", "backslashreplace") for each in files)


def told(ended: Ended) -> str:
    """Return all that a command printed."""
    return json.dumps(ended.report) + ended.err
