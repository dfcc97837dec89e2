"""A sync that is killed, or stopped by Ctrl-C or SIGTERM, at any request: the next one completes it."""

import signal

import pytest

from tests.addon.client import When
from tests.anki.learner import Anki
from tests.sync.grid import share_of
from tests.sync.judge import hold_journal_exact, hold_nothing_lost, operations
from tests.sync.processes import start
from tests.sync.scenes import KEY, Desk, Undisturbed, everything_written, undisturbed_sync
from tests.waiting import HANG_LIMIT

_REQUESTS = 45  # more than a sync of the scene asks; what ended before is whole


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "at" in metafunc.fixturenames:
        cases = [(at, when) for at in range(1, _REQUESTS + 1) for when in ("before", "after")]
        most = 2 if "by_signal" in metafunc.function.__name__ else 6
        metafunc.parametrize(("at", "when"), share_of(cases, metafunc, most))


@pytest.fixture(scope="module")
def undisturbed(newest: Anki, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed_sync(newest, tmp_path_factory.mktemp("scene"))


def test_the_sync_after_a_killed_one_makes_what_an_undisturbed_one_would(
    undisturbed: Undisturbed, at: int, when: When
) -> None:
    with undisturbed.scene.set_up() as desk:
        held = desk.addon.hold(at, when)
        with start(desk) as client:
            held.kill(client)
        _hold_completed(undisturbed, desk)


def test_a_stop_by_signal_is_told_and_the_next_sync_completes_what_was_begun(
    undisturbed: Undisturbed, at: int, when: When
) -> None:
    with undisturbed.scene.set_up() as desk:
        held = desk.addon.hold(at, when)
        client = start(desk)
        was_running = held.is_reached_by(client)
        number = signal.SIGTERM if at % 2 else signal.SIGINT
        client.send_signal(number)
        _, err = client.communicate(timeout=HANG_LIMIT)
        held.release()
        if was_running:
            assert client.returncode == 128 + number, err
            assert err.splitlines()[-1] == "Stopped."
            assert "Traceback" not in err
        _hold_completed(undisturbed, desk)


def _hold_completed(undisturbed: Undisturbed, desk: Desk) -> None:
    now = desk.look()
    hold_nothing_lost(undisturbed.before, now)
    hold_journal_exact(undisturbed.before, now, operations(desk.state, "journals"))
    assert KEY not in everything_written(desk.state)
    ended = desk.sync()
    assert (ended.code, ended.report["verified"]) == (0, True), ended
    assert desk.look() == undisturbed.whole
