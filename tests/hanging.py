"""A test that hangs fails at its limit, and so do the processes that it waits for.

A plugin for pytest: what it adds to pytest-timeout is the end of the child processes. Else the test
that was interrupted would wait for them once more, in the `with` that started them.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

_AGAIN = 30  # seconds after which a test that did not end at its limit is interrupted once more


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_timeout_set_timer(item: Any, settings: Any) -> bool | None:
    """Interrupt the test at its limit, after what it has started was killed."""
    if not hasattr(signal, "SIGALRM"):
        return None
    from pytest_timeout import timeout_sigalrm  # noqa: PLC0415 - only where the plugin is installed

    before = set(descendants(os.getpid()))

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        for process in set(descendants(os.getpid())) - before:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        timeout_sigalrm(item, settings)

    def cancel() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    item.cancel_timeout = cancel
    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, settings.timeout, _AGAIN)
    return True


def descendants(process: int) -> Iterator[int]:
    """Yield the processes below one, as Linux lists them: of each thread that started some."""
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield int(child)
                yield from descendants(int(child))
