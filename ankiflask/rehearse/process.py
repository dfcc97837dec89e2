"""The process that holds Anki: asked, watched, started anew where it broke down."""

import json
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from ankiflask import __version__
from ankiflask.values.errors import UsageError
from ankiflask.values.project import installation

PATIENCE = 600.0  # seconds until Anki is taken to hang
_INSTALL = f"Install it: {installation(__version__)}."


class RehearsalError(Exception):
    """Anki refused or broke down: what happened, in words."""


class Process:
    """One process at a time, and the folder that it works in."""

    def __init__(self, patience: float, python: str) -> None:
        self.version = ""
        self._python = python
        self._patience = patience
        self._folder = tempfile.TemporaryDirectory(
            prefix="ankiflask-verify-", ignore_cleanup_errors=True
        )
        self._process: subprocess.Popen[str] | None = None

    @property
    def folder(self) -> Path:
        """Where packages and collections are."""
        return Path(self._folder.name)

    def start(self) -> None:
        """Start Anki. Raises UsageError where it is not installed."""
        try:
            self._started()
        except RehearsalError as error:
            self.end()
            raise UsageError(f"Anki could not be started. {error}", _INSTALL) from None
        except BaseException:
            self.end()
            raise

    def ask(self, command: Mapping[str, Any]) -> Any:
        """Return the answer to a command; raises RehearsalError."""
        process = self._process or self._started()
        match self._answer(process, json.dumps(command)):
            case {"result": result}:
                return result
            case {"error": str(words)}:
                raise RehearsalError(words)
        raise RehearsalError("Anki gave no answer.")

    def end(self) -> None:
        """End Anki and remove the folder."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None
        self._folder.cleanup()

    def _started(self) -> subprocess.Popen[str]:
        # -P: no file of the folder where the user stands is taken for a module.
        words = (self._python, "-P", "-X", "utf8", "-m", "ankiflask.rehearse", str(self.folder))
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for us; we end it
        )
        match self._answer(self._process):
            case {"anki": str(version)}:
                self.version = version
            case {"missing": str(why)}:
                raise UsageError(f"There is no Anki to rehearse with ({why}).", _INSTALL)
        return self._process

    def _answer(self, process: subprocess.Popen[str], line: str = "") -> Any:
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        watchdog = threading.Timer(self._patience, stop)
        watchdog.daemon = True  # a Ctrl-C before `try` leaves it behind: no end waits for it
        watchdog.start()
        try:
            answer = _said(process, line)
        finally:
            watchdog.cancel()
        return json.loads(answer) if answer else self._ended(process, is_late=late.is_set())

    def _ended(self, process: subprocess.Popen[str], *, is_late: bool) -> NoReturn:
        self._process = None
        process.kill()
        process.communicate()
        if is_late:
            raise RehearsalError(f"Anki did not answer for {self._patience:g} seconds.")
        raise RehearsalError(f"Anki broke down, with exit code {process.returncode}.")


def _said(process: subprocess.Popen[str], line: str) -> str:
    assert process.stdin is not None  # noqa: S101 - it was started with pipes
    assert process.stdout is not None  # noqa: S101 - it was started with pipes
    try:
        if line:
            process.stdin.write(line + "\n")
            process.stdin.flush()
        return process.stdout.readline()
    except BrokenPipeError:
        return ""
