"""A build is killed: at each of its file calls, and at any time."""

import random
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from tests.crash.ages import NEW_SECOND, Ages, put, tree
from tests.crash.builders import Builders, Order
from tests.crash.judge import disturb, parts, undisturbed_calls

ENDS = {"SIGKILL": -signal.SIGKILL, "SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130}


@pytest.mark.parametrize("name", ENDS)
def test_killed_at_any_file_call_a_build_leaves_the_old_or_the_new(
    builds: Builders, ages: Ages, tmp_path: Path, name: str
) -> None:
    calls = undisturbed_calls(builds, ages, tmp_path / "undisturbed")
    orders = [Order(what=name, call=n) for n in range(1, len(calls) + 1)]
    runs = disturb(builds, ages, tmp_path, orders)
    assert {run.code for run in runs} == {ENDS[name]}


def test_what_a_killed_build_left_is_gone_after_the_next(
    builds: Builders, ages: Ages, tmp_path: Path
) -> None:
    calls = undisturbed_calls(builds, ages, tmp_path / "undisturbed")
    for number, call in enumerate(calls, start=1):
        if call == "os.write":
            folder = put(tmp_path / f"{number}", ages.old)
            order = Order(folder=str(folder), second=NEW_SECOND)
            builds.run(replace(order, what="SIGKILL", call=number))
            assert len(parts(tree(folder))) == 1
            assert builds.run(order).code == 0
            assert tree(folder) == ages.new


@pytest.mark.parametrize("name", ENDS)
def test_killed_at_any_time_a_build_leaves_the_old_or_the_new(
    builds: Builders, ages: Ages, tmp_path: Path, name: str, is_soak: bool
) -> None:
    number = 1000 if is_soak else 70
    measured = disturb(builds, ages, tmp_path / "undisturbed", [Order()] * 5)
    whole = sorted(run.seconds for run in measured)[2]
    # The same times on each machine, as parts of what a build takes there.
    times = random.Random(name)  # noqa: S311 - a fixed series is wanted
    orders = [Order(signal=name, after=times.uniform(0, whole)) for _ in range(number)]
    runs = disturb(builds, ages, tmp_path, orders)
    # Before ankiflask heeds a signal, it ends Python as any program.
    assert {run.code for run in runs} <= {ENDS[name], -signal.Signals[name], 0}
    assert any(run.code != 0 for run in runs)
