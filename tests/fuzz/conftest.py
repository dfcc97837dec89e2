"""A test here that hangs ends, and says where it hung."""

import signal
from collections.abc import Iterator
from types import FrameType

import pytest

_PATIENCE = 10.0  # seconds of work for one example; nearly all take milliseconds


class Watchdog:
    """Ends what works too long. Seconds are of the processor: a busy machine is no hang."""

    def __enter__(self) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _bark(_number: int, _frame: FrameType | None) -> None:
    raise AssertionError(f"no end after {_PATIENCE} seconds")


@pytest.fixture(scope="session")
def watchdog() -> Iterator[Watchdog]:
    before = signal.signal(signal.SIGVTALRM, _bark)
    yield Watchdog()
    signal.signal(signal.SIGVTALRM, before)
