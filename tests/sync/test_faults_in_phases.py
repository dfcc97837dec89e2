"""Whatever goes wrong in whatever step: done and proven, nothing changed, or told and made good."""

import pytest

from tests.addon.faults import KINDS
from tests.anki.learner import Anki
from tests.sync.grid import Place, limits, places, share
from tests.sync.judge import DONE, judge
from tests.sync.scenes import Undisturbed, undisturbed_sync

# The first or the last time that an action is asked for.
PHASES = {
    "look": ("deckNames", 0),
    "note-types": ("findModelsById", 0),
    "read": ("notesInfo", 0),
    "backup": ("exportPackage", 0),
    "media": ("storeMediaFile", 0),
    "home": ("getDecks", -1),
    "add": ("importPackage", 0),
    "draw": ("createDeck", 0),
    "tag": ("addTags", 0),
    "untag": ("removeTags", 0),
    "suspend": ("suspend", 0),
    "update": ("updateNoteFields", 1),
    "style": ("updateModelStyling", 0),
    "verify": ("notesInfo", -1),
    "verify-profile": ("getActiveProfile", -1),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "phase" in metafunc.fixturenames:
        share(metafunc, [*PHASES], 44)


@pytest.fixture(scope="module")
def undisturbed(newest: Anki, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed_sync(newest, tmp_path_factory.mktemp("scene"))


def test_a_disturbed_sync_is_honest_and_the_next_one_completes_it(
    undisturbed: Undisturbed, phase: str, kind: str
) -> None:
    action, which = PHASES[phase]
    times = [each for each in places(undisturbed.requests) if each[0] == action]
    disturb(undisturbed, times[which], kind)


def test_in_a_soak_it_is_so_at_every_single_request(
    undisturbed: Undisturbed, is_soak: bool
) -> None:
    if not is_soak:
        pytest.skip("takes minutes")
    for place in places(undisturbed.requests):
        for kind in KINDS:
            disturb(undisturbed, place, kind)


def disturb(undisturbed: Undisturbed, place: Place, kind: str) -> None:
    """Sync with a fault, judge what came of it, and sync again without one."""
    action, nth = place
    with undisturbed.scene.set_up() as desk:
        desk.addon.fail((action, nth, kind))
        ended = desk.sync(limits(action, kind))
        judge(desk, ended, undisturbed.before, undisturbed.whole)
        desk.addon.repair()
        again = desk.sync()
        assert (again.code, again.report["verified"]) == (DONE, True), (ended, again)
        assert desk.look() == undisturbed.whole
