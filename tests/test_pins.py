"""requirements/ pins what development and CI run with; `make pins` writes it."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.anki.make_environments import environments

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FILES = sorted((ROOT / "requirements").iterdir())


def pins(name: str) -> dict[str, Version]:
    """Return the pinned version of each package; one that depends on Python's version is the last."""
    return {one.name: _version(one) for one in _requirements(ROOT / "requirements" / f"{name}.txt")}


def wanted(*extras: str) -> list[Requirement]:
    texts = [*PROJECT["dependencies"]]
    for extra in extras:
        texts += PROJECT["optional-dependencies"][extra]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_package_has_one_version_and_its_hashes_and_nothing_says_from_where(
    file: Path,
) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.splitlines()[1] == "#    make pins"
    assert not re.search(r"://|index|/(?:tmp|home|root|work)/", text)
    blocks = re.split(r"\n(?=[a-z])", text)[1:]
    assert blocks
    for block in blocks:
        assert re.match(r"[a-z0-9-]+==\S+(?: ; [^\\]+)? \\\n", block), block
        assert re.search(r"^    --hash=sha256:[0-9a-f]{64}$", block, re.MULTILINE), block


def test_development_has_all_that_pyproject_asks_for() -> None:
    _assert_satisfied(wanted("dev"), pins("dev"))
    assert pins("dev").keys() >= {"hatchling", "editables"}  # nothing is fetched for the build


def test_users_dependencies_are_those_of_development() -> None:
    _assert_satisfied(wanted(), pins("users"))
    assert pins("users").items() <= pins("dev").items()


def test_the_lowest_versions_are_the_bounds_that_pyproject_names() -> None:
    lowest = pins("lowest")
    for requirement in wanted():
        (bound,) = requirement.specifier
        assert (bound.operator, Version(bound.version)) == (">=", lowest[requirement.name])


def test_each_anki_of_the_tests_is_pinned_with_what_it_needs() -> None:
    for environment in environments():
        pinned = pins(f"anki-{environment.version}")
        _assert_satisfied([Requirement(environment.requirement)], pinned)
        assert len(pinned) > 10


def _assert_satisfied(requirements: list[Requirement], pinned: dict[str, Version]) -> None:
    for one in requirements:
        assert pinned[one.name] in one.specifier, f"{one}: run `make pins`"


def _requirements(file: Path) -> Iterator[Requirement]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            yield Requirement(line.removesuffix("\\"))


def _version(requirement: Requirement) -> Version:
    (only,) = requirement.specifier
    return Version(only.version)
