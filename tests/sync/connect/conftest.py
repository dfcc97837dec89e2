"""A peer on this computer for each test."""

from collections.abc import Iterator

import pytest

from tests.sync.connect.peer import Peer, listening


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A server that does what the test tells it."""
    with listening() as peer:
        yield peer
