"""A lock that was committed once holds for ever."""

import shutil
from pathlib import Path

import pytest

from ankiflask.clock import Clock
from ankiflask.deck.lock_text import lock_text
from ankiflask.files.places import Place
from ankiflask.pipeline.inspect import Inspected, inspect, problems_of

LOCKS = Path(__file__).parents[1] / "cases" / "locks"


def inspect_here(clock: Clock) -> Inspected:
    (inspected,) = inspect([Place(Path("deck.yaml"))], clock)
    assert problems_of([inspected]) == ()
    assert inspected.settled is not None
    return inspected


def test_no_new_version_of_anything_moves_a_second(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If this fails, the change is wrong: every learner's edits would be overwritten."""
    monkeypatch.chdir(LOCKS / "frozen")
    settled = inspect_here(clock).settled
    assert settled is not None
    assert settled.stale == ""
    assert lock_text(settled.lock) == Path("deck.lock").read_text(encoding="utf-8")


def test_a_lock_of_format_1_keeps_every_hash_and_moves_every_time(
    clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(LOCKS / "frozen", tmp_path / "birds")
    shutil.copy(LOCKS / "format-1" / "deck.lock", folder)
    monkeypatch.chdir(folder)
    settled = inspect_here(clock).settled
    assert settled is not None
    old, new = (folder / "deck.lock").read_text(encoding="utf-8"), settled.lock
    assert all(f" {line.hash} " in old for line in new.notes.values() if line.hash)
    assert {*new.seconds.values()} == {max(clock.stamp, 1_795_348_801)}
