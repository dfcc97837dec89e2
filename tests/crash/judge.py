"""What must hold after any run, however it ended."""

import re
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from tests.crash.ages import LOCK, NEW_SECOND, PACKAGE, Ages, Tree, put, tree
from tests.crash.builders import CORES, Builders, Order, Run

_PART = re.compile(r"(.*/)?\.ankiflask-[0-9a-f]{16}(\.part|(-[0-9a-f]{16}){2}\.old)")


def disturb(builds: Builders, ages: Ages, folder: Path, orders: Sequence[Order]) -> list[Run]:
    """Run each order in a folder of its own that stands before the change; judge, and return all."""

    def one(numbered: tuple[int, Order]) -> Run:
        place = put(folder / str(numbered[0]), ages.old)
        order = replace(numbered[1], folder=str(place), second=NEW_SECOND)
        run = builds.run(order)
        try:
            judge(builds, ages, order, run)
        except AssertionError as error:
            error.add_note(f"{order}\n{run}")
            raise
        return run

    with ThreadPoolExecutor(CORES) as pool:
        return list(pool.map(one, enumerate(orders)))


def undisturbed_calls(builds: Builders, ages: Ages, folder: Path) -> tuple[str, ...]:
    """Return the names of the file calls that such a build makes."""
    (run,) = disturb(builds, ages, folder, [Order()])
    assert run.code == 0
    writing = {"os.open", "os.write", "os.fsync", "renameat2", "os.mkdir"}
    assert writing < set(run.calls)
    return run.calls


def judge(builds: Builders, ages: Ages, order: Order, run: Run) -> None:
    """Assert that nothing is half there, nothing lies about, and the next build makes all good."""
    place = Path(order.folder)
    found = tree(place)
    litter = parts(found)
    whole = {name: content for name, content in found.items() if name not in litter}
    assert whole in _allowed(ages), "a file is neither the old one nor the new one, or too many"
    assert len(litter) <= (run.code == -signal.SIGKILL or order.is_lasting), litter
    _judge_words(run)
    if run.code == 0:
        assert whole == ages.new
    if run.code in {1, 2}:
        assert whole == ages.old
    if found not in (ages.old, ages.new):
        after = builds.run(Order(folder=order.folder, second=NEW_SECOND))
        assert after.code == 0, after
        assert tree(place) == ages.new


def parts(files: Tree) -> set[str]:
    """Return the names of half-written files."""
    return {name for name in files if _PART.fullmatch(name)}


def _allowed(ages: Ages) -> tuple[Tree, ...]:
    """Neither written, only the lock, both; never a package that its lock does not know."""
    lock_only = ages.new | {PACKAGE: ages.old.get(PACKAGE, b"")}
    if not lock_only[PACKAGE]:
        del lock_only[PACKAGE]
    assert lock_only[LOCK] == ages.new[LOCK]
    return ages.old, lock_only, ages.new


def _judge_words(run: Run) -> None:
    assert "Traceback" not in run.err
    assert "Exception ignored" not in run.err
    if run.code == 0:
        assert not run.err or re.fullmatch(r"[^\n]+ \[new-lock\]\n", run.err)
    if run.code == 4 and "os.mkdir" in run.calls:
        # What is wrong, what to do, what still stands: whole sentences.
        assert re.fullmatch(
            r"Error: \S+ could not be written: [a-z][^\n]+\. "
            r"[A-Z][^\n]+, and run this again\. What stood there before is unchanged\.\n",
            run.err,
        ), run.err
