"""A running Anki: the process of driver.py."""

import json
import os
import subprocess
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.anki.make_environments import Environment
from tests.waiting import HANG_LIMIT

_ROOT = Path(__file__).resolve().parents[2]
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - in it are made folders whose names are chance
# Where files can be that need not outlast a test: Anki and ankiflask wait for the disk very often.
MEMORY = _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else None


class AnkiError(Exception):
    """Anki refused or ended: its own words."""


class Anki:
    """A running Anki of one version, with any number of learners at it."""

    def __init__(self, environment: Environment) -> None:
        if not environment.is_ready:
            raise AnkiError(
                f"Anki {environment.version} is not installed in {environment.folder}, or not as"
                f" {environment.requirement}. Run `make test`: it makes the environments."
            )
        self.version = environment.version
        self._turn = threading.Lock()
        self._passing = tempfile.TemporaryDirectory(dir=MEMORY)
        self._process = subprocess.Popen(
            (environment.python, "-X", "utf8", "-m", "tests.anki.driver"),
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            # Older Ankis have one folder of a fixed name for passing files: two would share them.
            env={"LANG": "C.UTF-8", "TMPDIR": self._passing.name},
        )

    @property
    def wheel(self) -> str:
        """The version that the installed `anki` wheel says it is, as `26.09.3`."""
        return str(self.ask({"do": "version"}))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=HANG_LIMIT)
        self._passing.cleanup()

    def ask(self, command: dict[str, Any]) -> Any:
        """Return the answer to a command of driver.py. Several threads may ask."""
        with self._turn:
            line = self._answer(command)
        match json.loads(line or '{"error": "no answer"}'):
            case {"result": result}:
                return result
            case answer:
                raise AnkiError(f"Anki {self.version}, {command['do']}: {answer['error']}")

    def _answer(self, command: dict[str, Any]) -> str:
        if self._process.stdin is None or self._process.stdout is None:
            raise AnkiError("Anki was started without pipes.")
        watchdog = threading.Timer(HANG_LIMIT, self._process.kill)
        watchdog.start()
        try:
            self._process.stdin.write(json.dumps(command) + "\n")
            self._process.stdin.flush()
            return self._process.stdout.readline()
        finally:
            watchdog.cancel()
