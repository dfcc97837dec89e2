"""Two builds at once: each waits for the other where they share a deck, and harms it nowhere."""

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.crash.ages import DECK, LOCK, NEW_SECOND, NEW_TEXT, PACKAGE, Ages, Tree, put, tree
from tests.crash.builders import Builders, Order, Run
from tests.crash.judge import undisturbed_calls

NEWER_TEXT = NEW_TEXT.replace("Mice", "Voles")
NEWER_SECOND = NEW_SECOND + 1000


def built(builds: Builders, folder: Path, files: Tree, second: int) -> Tree:
    """Return what an undisturbed build makes of the files."""
    put(folder, files)
    run = builds.run(Order(folder=str(folder), second=second))
    assert run.code == 0, run
    return tree(folder)


def meeting(
    builds: Builders, place: Path, first: Order, then: Callable[[], object], second: Order
) -> tuple[Run, Run]:
    """Stop the first run at its call, do something, let the second run as far as it can; go on."""
    place.mkdir(parents=True)
    stopped = replace(first, what="PAUSE", meeting=str(place))
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(builds.run, stopped)
        _await(place / "paused", one)
        then()
        other = pool.submit(builds.run, second)
        wait([other], timeout=0.05)
        (place / "go").touch()
        return one.result(), other.result()


def _await(sign: Path, run: Future[Run]) -> None:
    while not sign.exists():
        assert not run.done(), run.result()
        time.sleep(0.001)


def test_a_build_that_meets_a_later_one_at_any_file_call_agrees_with_it(
    builds: Builders, ages: Ages, tmp_path: Path, is_soak: bool
) -> None:
    newer = {DECK: NEWER_TEXT.encode()}
    allowed = [
        built(builds, tmp_path / "one after the other", ages.new | newer, NEWER_SECOND),
        built(builds, tmp_path / "the second did all", ages.old | newer, NEWER_SECOND),
        built(builds, tmp_path / "the first had not read yet", ages.old | newer, NEW_SECOND),
    ]
    calls = undisturbed_calls(builds, ages, tmp_path / "undisturbed")
    for call in range(1, len(calls) + 1, 1 if is_soak else 3):
        folder = put(tmp_path / f"{call}", ages.old)
        order = Order(folder=str(folder), second=NEW_SECOND)
        first, second = meeting(
            builds,
            tmp_path / f"meeting {call}",
            replace(order, call=call),
            partial(put, folder, newer),
            replace(order, second=NEWER_SECOND),
        )
        assert (first.code, second.code) == (0, 0), (call, first, second)
        assert tree(folder) in allowed, call


def test_builds_of_two_decks_into_one_package_leave_each_others_part_alone(
    builds: Builders, ages: Ages, tmp_path: Path, is_soak: bool
) -> None:
    newer = {DECK: NEWER_TEXT.encode()}
    other = built(builds, tmp_path / "other", ages.old | newer, NEWER_SECOND)
    files = {
        "one/deck.yaml": ages.old[DECK],
        "one/deck.lock": ages.old[LOCK],
        "two/deck.yaml": newer[DECK],
        "two/deck.lock": ages.old[LOCK],
    }
    one = Order(words=("build", "one"), second=NEW_SECOND)
    two = Order(words=("build", "two"), second=NEWER_SECOND)
    calls = builds.run(replace(one, folder=str(put(tmp_path / "undisturbed", files)))).calls
    for call in range(1, len(calls) + 1, 1 if is_soak else 3):
        folder = put(tmp_path / f"{call}", files)
        first, second = meeting(
            builds,
            tmp_path / f"meeting {call}",
            replace(one, folder=str(folder), call=call),
            list,
            replace(two, folder=str(folder)),
        )
        assert (first.code, second.code) == (0, 0), (call, first, second)
        found = tree(folder)
        assert found.pop(PACKAGE) in (ages.new[PACKAGE], other[PACKAGE])
        assert found == files | {"one/deck.lock": ages.new[LOCK], "two/deck.lock": other[LOCK]}


@pytest.mark.parametrize("seed", range(20))
def test_of_two_builds_at_once_one_stamps_the_change_and_the_other_agrees(
    builds: Builders, ages: Ages, tmp_path: Path, seed: int
) -> None:
    later = built(builds, tmp_path / "later", ages.old, NEWER_SECOND)
    folder = put(tmp_path / "deck", ages.old)
    order = Order(folder=str(folder), second=NEW_SECOND)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(builds.run, order)
        time.sleep(random.Random(seed).uniform(0, 0.02))  # noqa: S311 - a fixed series is wanted
        other = pool.submit(builds.run, replace(order, second=NEWER_SECOND))
    assert (one.result().code, other.result().code) == (0, 0)
    assert tree(folder) in (ages.new, later)
