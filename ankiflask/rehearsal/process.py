"""The process that holds Anki: asked, watched, started anew where it broke down."""

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from ankiflask import __version__
from ankiflask.errors import UsageError
from ankiflask.processes.keeping import Keeper, Watchdog
from ankiflask.project import installation

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
        self._is_running = False
        self._keeper = Keeper("ankiflask-verify-")

    @property
    def folder(self) -> Path:
        """Where packages and collections are."""
        return self._keeper.folder

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
        if not self._is_running:
            self._started()
        match self._answer(json.dumps(command)):
            case {"result": result}:
                return result
            case {"error": str(words)}:
                raise RehearsalError(words)
        raise RehearsalError("Anki gave no answer.")

    def end(self) -> None:
        """End Anki and remove the folder."""
        self._keeper.end()

    def _started(self) -> None:
        # -P: no file of the folder where the user stands is taken for a module.
        words = (self._python, "-P", "-X", "utf8", "-m", "ankiflask.rehearsal", str(self.folder))
        self._keeper.start(words)
        self._is_running = True
        match self._answer():
            case {"anki": str(version)}:
                self.version = version
            case {"missing": str(why)}:
                raise UsageError(f"There is no Anki to rehearse with ({why}).", _INSTALL)

    def _answer(self, line: str = "") -> Any:
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._keeper.stop()

        watchdog = Watchdog(self._patience, stop)
        watchdog.start()
        try:
            if line:
                self._keeper.say(line)
            answer = self._keeper.read()
        finally:
            watchdog.cancel()
        if not answer or "ended" in answer:
            self._is_running = False
            self._refuse(answer.get("ended"), is_late=late.is_set())
        return answer

    def _refuse(self, code: object, *, is_late: bool) -> NoReturn:
        if is_late:
            raise RehearsalError(f"Anki did not answer for {self._patience:g} seconds.")
        raise RehearsalError(f"Anki broke down, with exit code {code}.")
