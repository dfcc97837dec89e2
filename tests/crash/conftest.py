"""What the tests of crashes share."""

from collections.abc import Iterator

import pytest

from tests.crash.ages import Ages, first_release, next_release
from tests.crash.builders import CORES, Builders, builders


@pytest.fixture(scope="session")
def builds() -> Iterator[Builders]:
    """A few processes that run `ankiflask` and disturb it."""
    with builders(CORES) as started:
        yield started


@pytest.fixture(scope="session")
def ages(builds: Builders, tmp_path_factory: pytest.TempPathFactory) -> Ages:
    """A deck that is about to get its second release."""
    return next_release(builds, tmp_path_factory.mktemp("next"))


@pytest.fixture(scope="session", params=[first_release, next_release], ids=["first", "next"])
def any_ages(
    request: pytest.FixtureRequest, builds: Builders, tmp_path_factory: pytest.TempPathFactory
) -> Ages:
    """A deck that is about to get its first release, and one that is about to get its second."""
    made: Ages = request.param(builds, tmp_path_factory.mktemp("any"))
    return made
