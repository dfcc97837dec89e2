"""Threads that leave signals to the main thread.

Python answers signals there alone. Of two that come at once the system may give both to another
thread, and then nothing wakes a main thread that waits.
"""

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ankiflask.errors import OutputError
from ankiflask.processes.keeper import remove


def leave_signals_to_the_main_thread() -> None:
    """Take no signal that asks to end in this thread, nor in those that it starts."""
    if hasattr(signal, "pthread_sigmask"):
        signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        signal.pthread_sigmask(signal.SIG_BLOCK, signals)


class Watchdog(threading.Timer):
    """A timer that leaves signals to the main thread, and that no end waits for."""

    def __init__(self, seconds: float, call: Callable[[], None]) -> None:
        super().__init__(seconds, call)
        self.daemon = True

    def run(self) -> None:
        """Wait, and call what is to be called."""
        leave_signals_to_the_main_thread()
        super().run()


_PROGRAM = Path(__file__).with_name("keeper.py")
_NEW_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # Windows: Ctrl-C is not for it


class Keeper:
    """A temporary folder and a program that runs, both gone when this is ended or this process is."""

    def __init__(self, prefix: str) -> None:
        parent = tempfile.gettempdir()
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-I", "-S", "-X", "utf8", _PROGRAM, prefix, parent],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for us; it ends with us
            creationflags=_NEW_GROUP,
        )
        # A Popen that nobody refers to lives on while its process does, and so would the pipe.
        weakref.finalize(self, _close_pipe, self._process)
        folder = self.read().get("folder")
        if folder is None:
            self._close()
            raise OutputError(
                f"No folder can be made in {parent}.", "Make room there, or set TMPDIR."
            )
        self.folder = Path(folder)

    @property
    def id(self) -> int:
        """The keeper's own process: the parent of the program."""
        return self._process.pid

    @property
    def is_lost(self) -> bool:
        """Whether the keeper has ended, of itself or because somebody killed it."""
        return self._process.poll() is not None

    def start(
        self,
        words: Sequence[str],
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        output: Path | None = None,
        seconds: float | None = None,
    ) -> None:
        """Start a program. Without `output` what it prints is read as what the keeper says."""
        program = {
            "words": list(words),
            "cwd": cwd and str(cwd),
            "env": env and dict(env),
            "output": output and str(output),
            "seconds": seconds,
        }
        self._order(start=program)

    def say(self, line: str) -> None:
        """Write a line to the program's standard input."""
        self._order(say=line)

    def stop(self) -> None:
        """Kill the program; the folder stays."""
        self._order(stop=True)

    def remove(self, folder: Path) -> None:
        """Remove a folder with all in it."""
        self._order(remove=str(folder))

    def read(self, patience: float | None = None) -> Mapping[str, Any]:
        """Return the next line that the keeper or the program printed, {} where they are gone.

        A keeper that prints nothing for `patience` seconds is killed: a program may stop it.
        """
        assert self._process.stdout is not None  # noqa: S101 - it was started with pipes
        watchdog = Watchdog(patience or 0, self._process.kill)
        if patience is not None:
            watchdog.start()
        try:
            found = json.loads(self._process.stdout.readline())
        except (OSError, ValueError):
            return {}
        finally:
            watchdog.cancel()
        return found if isinstance(found, dict) else {}

    def release(self) -> None:
        """Have the keeper end with all that it keeps, without waiting for it."""
        _close_pipe(self._process)

    def end(self) -> None:
        """End the keeper and all that it keeps. Nobody may read from it meanwhile."""
        self._close()
        remove(self.folder)  # only there where the keeper was killed

    def _close(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - it was started with pipes
        self.release()
        self._process.wait()
        self._process.stdout.close()

    def _order(self, **order: Any) -> None:
        assert self._process.stdin is not None  # noqa: S101 - it was started with pipes
        with contextlib.suppress(OSError, ValueError):  # it is lost or released: reading shows it
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()


def _close_pipe(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None  # noqa: S101 - it was started with pipes
    with contextlib.suppress(OSError):
        process.stdin.close()
