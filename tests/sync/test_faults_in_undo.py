"""Whatever goes wrong while a sync is taken back: taken back, as it was, or told and made good."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.addon.client import Request
from tests.anki.collection import Collection
from tests.anki.learner import Anki
from tests.sync.desks import Ended
from tests.sync.grid import Place, limits, places, share
from tests.sync.judge import (
    DONE,
    NOTHING_CHANGED,
    PARTLY_DONE,
    hold_key_hidden,
    hold_nothing_lost,
)
from tests.sync.scenes import Desk, Scene, undisturbed_sync

_NEVER_SYNCED = 2

# The first or the last time that an action is asked for.
PHASES = {
    "look": ("deckNames", 0),
    "read": ("notesInfo", 0),
    "backup": ("exportPackage", 0),
    "tag": ("addTags", 0),
    "untag": ("removeTags", 0),
    "update": ("updateNoteFields", 1),
    "unsuspend": ("unsuspend", 0),
    "style": ("updateModelStyling", 0),
    "verify": ("notesInfo", -1),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "phase" in metafunc.fixturenames:
        share(metafunc, [*PHASES], 20)


@dataclass(frozen=True, slots=True)
class Undone:
    """A scene after its sync, kept in a folder, and what taking that back makes of it."""

    scene: Scene
    kept: Path
    synced: Collection
    whole: Collection
    requests: tuple[Request, ...]


@pytest.fixture(scope="module")
def undone(newest: Anki, tmp_path_factory: pytest.TempPathFactory) -> Undone:
    return undisturbed_undo(newest, tmp_path_factory.mktemp("scene"))


def undisturbed_undo(anki: Anki, folder: Path) -> Undone:
    """Make a scene, sync there, and take the sync back."""
    sync = undisturbed_sync(anki, folder)
    kept = sync.scene.keep("synced")
    with sync.scene.set_up(kept) as desk:
        ended = desk.undo()
        assert (ended.code, ended.report["verified"]) == (DONE, True), ended
        return Undone(sync.scene, kept, sync.whole, desk.look(), desk.addon.requests())


def test_what_is_taken_back_is_as_it_was_but_for_the_notes_that_were_added(undone: Undone) -> None:
    with undone.scene.set_up() as desk:
        before = desk.look()
    added = {each.id for each in undone.synced.notes} - {each.id for each in before.notes}
    assert added
    assert [each for each in undone.whole.notes if each.id not in added] == [*before.notes]
    assert [each for each in undone.whole.cards if each.note not in added] == [*before.cards]
    assert undone.whole.note_types == before.note_types


def test_a_disturbed_undo_is_honest_and_the_next_one_completes_it(
    undone: Undone, phase: str, kind: str
) -> None:
    action, which = PHASES[phase]
    times = [each for each in places(undone.requests) if each[0] == action]
    disturb(undone, times[which], kind)


def disturb(undone: Undone, place: Place, kind: str) -> None:
    """Take back with a fault, judge what came of it, and take back again without one."""
    action, nth = place
    with undone.scene.set_up(undone.kept) as desk:
        desk.addon.fail((action, nth, kind))
        ended = desk.undo(limits(action, kind))
        _judge(undone, desk, ended)
        desk.addon.repair()
        again = desk.undo()
        assert (again.code, again.report["verified"]) == (DONE, True), (ended, again)
        assert desk.look() == undone.whole


def _judge(undone: Undone, desk: Desk, ended: Ended) -> None:
    now = desk.look()
    if ended.code == _NEVER_SYNCED:  # the other profile
        ended = replace(ended, code=NOTHING_CHANGED)
    assert ended.code in (DONE, NOTHING_CHANGED, PARTLY_DONE), ended
    if ended.code == DONE:
        assert ended.report["verified"], ended
        assert now == undone.whole, ended
    elif ended.code == NOTHING_CHANGED:
        assert now == undone.synced, ended
    else:
        assert not ended.report["verified"], ended
    hold_nothing_lost(undone.synced, now)
    hold_key_hidden(desk, ended)
