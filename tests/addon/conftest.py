"""The same learners as in tests/anki, and a newest Anki with the add-on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.anki.conftest import anki, capitals, environment, learner
from tests.anki.learner import Anki, Learner
from tests.anki.make_environments import environments

__all__ = ["anki", "capitals", "environment", "learner"]


@pytest.fixture(scope="session")
def newest() -> Iterator[Anki]:
    with Anki(environments()[0]) as running:
        yield running


@pytest.fixture
def ann(newest: Anki, tmp_path: Path) -> Iterator[Learner]:
    """A learner at the newest Anki."""
    with Learner(newest, tmp_path / "ann") as person:
        yield person


@pytest.fixture
def addon(ann: Learner) -> Iterator[Addon]:
    """The newest add-on at Ann's desk."""
    with ann.serve() as served:
        yield served
