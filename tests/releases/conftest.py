"""One repository is made, and each test has a copy of its own."""

import shutil
from pathlib import Path

import pytest

from tests.releases.repository import DAY, FIRST_AT, Repository, three_releases


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("birds")
    return three_releases(top).top


@pytest.fixture
def ours(published: Path, tmp_path: Path) -> Repository:
    """The repository as the third release left it."""
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return Repository(tmp_path, FIRST_AT + 100 * DAY)
