"""`ankiflask` on a terminal of its own, as a person sits before it."""

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import HANG_LIMIT

_ACTS = re.compile(r"\x1b\[[0-9;]*m")


class Terminal:
    """What a command shows, and what is typed."""

    def __init__(self, handle: int, process: "subprocess.Popen[bytes]") -> None:
        self._handle, self._process = handle, process
        self.raw = ""

    def await_text(self, words: str) -> None:
        """Read until the words are shown."""
        while words not in self.raw:
            if not self._read():
                raise EOFError(self.raw)

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self._handle, keys.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C, and again where it came just before Python waits for a key: that is lost."""
        while self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(2)

    def end(self) -> int:
        """Read to the end; return the exit code."""
        while self._read():
            pass
        return self._process.wait(HANG_LIMIT)

    def screen(self) -> list[str]:
        """Return the lines as they stand at the end, without colours: what was cleared is gone."""
        text = _ACTS.sub("", self.raw).replace("\r\n", "\n")
        return [line.rpartition("\r\x1b[K")[2] for line in text.split("\n")]

    def _read(self) -> bool:
        ready, _, _ = select.select([self._handle], [], [], HANG_LIMIT)
        assert ready, self.raw
        try:
            piece = os.read(self._handle, 4096)
        except OSError:  # the other end is closed
            return False
        self.raw += piece.decode()
        return bool(piece)


@contextmanager
def terminal(folder: Path, *words: str, env: Mapping[str, str]) -> Iterator[Terminal]:
    """Start a command in a folder, with its three streams on one terminal."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ankiflask", *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "TERM": "xterm", **env},
        stdin=its,
        stdout=its,
        stderr=its,
    )
    os.close(its)
    with process:
        try:
            yield Terminal(ours, process)
        finally:
            process.kill()
            os.close(ours)
