"""SIGTERM and SIGHUP end a command as Ctrl-C does, with an exit code of their own."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGTERM", "SIGHUP")  # Windows has no SIGHUP
_received: list[int] = []


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Raise KeyboardInterrupt where a signal asks to end. One that is ignored, as by nohup, stays so."""
    found = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    is_over = False

    def stop(number: int, _frame: FrameType | None) -> None:
        # `timeout` sends two, and the second would disturb the tidying up.
        if not (_received or is_over):
            _received.append(number)
            raise KeyboardInterrupt

    for each in found:
        if signal.getsignal(each) is signal.SIG_DFL:
            signal.signal(each, stop)
    try:
        yield
    finally:
        is_over = True


def interruption_code() -> int:
    """Return the exit code that says which signal ended the command: 130, 143 or 129."""
    return 128 + (_received[0] if _received else signal.SIGINT)
