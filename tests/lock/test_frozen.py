"""A lock that was committed once holds for ever."""

from pathlib import Path

import pytest

from ankiflask.files.places import Place
from ankiflask.lock import lock_text
from ankiflask.pipeline import inspect, problems_of
from ankiflask.values.clock import Clock

FOLDER = Path(__file__).parents[1] / "cases" / "locks" / "frozen"


def test_no_new_version_of_anything_moves_a_second(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If this fails, the change is wrong: every learner's edits would be overwritten."""
    monkeypatch.chdir(FOLDER)
    (inspected,) = inspect([Place(Path("deck.yaml"))], clock)
    assert problems_of([inspected]) == ()
    assert inspected.settled is not None
    assert inspected.settled.stale == ""
    assert lock_text(inspected.settled.lock) == Path("deck.lock").read_text(encoding="utf-8")
