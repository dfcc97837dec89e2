"""Threads that leave signals to the main thread.

Python answers signals there alone. Of two that come at once the system may give both to another
thread, and then nothing wakes a main thread that waits.
"""

import signal
import threading
from collections.abc import Callable

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


def leave_signals_to_the_main_thread() -> None:
    """Take no signal that asks to end in this thread, nor in those that it starts."""
    if hasattr(signal, "pthread_sigmask"):
        ours = {getattr(signal, name) for name in _NAMES}
        signal.pthread_sigmask(signal.SIG_BLOCK, ours)


class Watchdog(threading.Timer):
    """A timer that leaves signals to the main thread, and that no end waits for."""

    def __init__(self, seconds: float, call: Callable[[], None]) -> None:
        super().__init__(seconds, call)
        self.daemon = True

    def run(self) -> None:
        """Wait, and call what is to be called."""
        leave_signals_to_the_main_thread()
        super().run()
