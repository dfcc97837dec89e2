"""Every test that asks for a learner runs once for each version of Anki in versions.txt."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.anki.learner import Anki, Learner
from tests.anki.make_environments import Environment, environments
from tests.anki.releases import Capitals, publish

_DECKS = Path(__file__).resolve().parent / "decks"


@pytest.fixture(scope="session", params=environments(), ids=lambda each: f"anki-{each.version}")
def environment(request: pytest.FixtureRequest) -> Environment:
    wanted: Environment = request.param
    return wanted


@pytest.fixture(scope="session")
def anki(environment: Environment) -> Iterator[Anki]:
    with Anki(environment) as running:
        yield running


@pytest.fixture
def learner(anki: Anki, tmp_path: Path) -> Iterator[Learner]:
    with Learner(anki, tmp_path / "learner") as person:
        yield person


@pytest.fixture(scope="session")
def capitals(tmp_path_factory: pytest.TempPathFactory) -> Capitals:
    """Publish a deck three times.

    The second release adds a note in front, changes two and retires one; the third changes one.
    """
    folder = tmp_path_factory.mktemp("capitals") / "deck"
    first, second = (
        (_DECKS / f"capitals-{number}/deck.yaml").read_text(encoding="utf-8") for number in (1, 2)
    )
    third = second.replace("on the Seine", "on both banks of the Seine")
    return Capitals(
        first=publish(folder, first, Capitals.FIRST_AT).package,
        second=publish(folder, second, Capitals.SECOND_AT).package,
        third=publish(folder, third, Capitals.THIRD_AT).package,
    )
