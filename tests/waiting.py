"""Waiting for what another process does."""

import time
from collections.abc import Callable

# Seconds after which a child process is taken to hang. Only that: no machine is ever so slow. Each
# test has a limit of its own (pyproject.toml), which is above this one.
HANG_LIMIT = 240


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until it is so; at the hang limit it never will be."""
    end = time.monotonic() + HANG_LIMIT
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)
