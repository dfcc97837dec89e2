"""Every test that asks for a learner runs once for each version of Anki in versions.txt."""

import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.anki.learner import Anki, Learner
from tests.anki.make_environments import Environment, environments
from tests.anki.releases import Capitals, publish

_HERE = Path(__file__).resolve().parent


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
        (_HERE / "decks" / f"capitals-{number}/deck.yaml").read_text(encoding="utf-8")
        for number in (1, 2)
    )
    third = second.replace("on the Seine", "on both banks of the Seine")
    return Capitals(
        first=publish(folder, first, Capitals.FIRST_AT).package,
        second=publish(folder, second, Capitals.SECOND_AT).package,
        third=publish(folder, third, Capitals.THIRD_AT).package,
    )


Export = Callable[[str], bytes]


@pytest.fixture(scope="session")
def export(
    environment: Environment, capitals: Capitals, tmp_path_factory: pytest.TempPathFactory
) -> Export:
    """Exports what a learner of the first release has, in a format of exporting.py."""

    @cache
    def exported(form: str) -> bytes:
        folder = tmp_path_factory.mktemp("exported")
        target = folder / "exported"
        target = target.with_suffix(".txt" if form.endswith("text") else ".apkg")
        subprocess.run(
            (environment.python, "-X", "utf8", "-m", "tests.anki.exporting", folder,
             capitals.first, target, form),
            cwd=_HERE.parents[1], check=True, capture_output=True,
        )  # fmt: skip
        return target.read_bytes()

    return exported
