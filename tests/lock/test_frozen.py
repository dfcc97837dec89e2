"""A lock that was committed once holds for ever."""

from pathlib import Path

import pytest

from ankiflask.clock import Clock
from ankiflask.deck.lock import lock_text
from ankiflask.files.places import Place
from ankiflask.pipeline.inspect import inspect, problems_of

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
