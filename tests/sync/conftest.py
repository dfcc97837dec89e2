"""The learners of tests/addon, students of the deck in desks.py, and a watch over all requests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.addon.conftest import addon, anki, ann, learner, newest
from tests.addon.desktop import Line
from tests.anki.learner import Learner
from tests.anki.make_environments import Environment, environments
from tests.sync.allowed import hold_harmless
from tests.sync.converging import Student
from tests.sync.desks import Author

__all__ = ["addon", "anki", "ann", "learner", "newest"]

_SEATS = ("26.09-new", "25.09-old", "24.06-old")


@pytest.fixture(autouse=True)
def only_what_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold all requests of every test here to what ankiflask may ask."""
    serve = Learner.serve

    @contextmanager
    def watched(self: Learner, line: Line = "new", key: str | None = None) -> Iterator[Addon]:
        with serve(self, line, key) as served:
            yield served
            hold_harmless(served.requests())

    monkeypatch.setattr(Learner, "serve", watched)


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """Writes the deck Birds."""
    return Author(tmp_path / "deck")


@pytest.fixture
def student(ann: Learner, addon: Addon, author: Author, tmp_path: Path) -> Student:
    """Has the newest Anki with the newest add-on, empty."""
    return Student(ann, addon, author, tmp_path / "state")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for `anybody` with each Anki and either add-on, or with some of the pairs."""
    if "anybody" in metafunc.fixturenames:
        pairs = [(each, line) for each in environments() for line in ("new", "old")]
        if not metafunc.config.getoption("--soak"):
            pairs = [(each, line) for each, line in pairs if f"{each.version}-{line}" in _SEATS]
        metafunc.parametrize(
            ("environment", "line"),
            pairs,
            indirect=True,
            ids=[f"{each.version}-{line}" for each, line in pairs],
            scope="session",
        )


@pytest.fixture(scope="session")
def environment(request: pytest.FixtureRequest) -> Environment:
    wanted: Environment = request.param
    return wanted


@pytest.fixture(scope="session")
def line(request: pytest.FixtureRequest) -> Line:
    chosen: Line = request.param
    return chosen


@pytest.fixture
def anybody(learner: Learner, line: Line, author: Author, tmp_path: Path) -> Iterator[Student]:
    """Has any Anki of the list and either add-on, empty."""
    with learner.serve(line) as served:
        yield Student(learner, served, author, tmp_path / "state")
