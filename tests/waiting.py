"""Waiting for what another process does."""

import time
from collections.abc import Callable


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until it is so; a minute is taken for never."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)
