"""Anki's own sync server, on loopback."""

import re
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.anki.make_environments import Environment

_LISTENING = re.compile(r"127\.0\.0\.1:(\d+)")


class SyncServer:
    """A server with one account, for as long as the context lasts. Its port is the system's choice."""

    USER = "learner"
    PASSWORD = "password"  # noqa: S105 - of a server that lives for a second on loopback

    def __init__(self, environment: Environment, folder: Path) -> None:
        self._process = subprocess.Popen(
            (environment.python, "-m", "anki.syncserver"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env={
                "SYNC_USER1": f"{self.USER}:{self.PASSWORD}",
                "SYNC_BASE": str(folder),
                "SYNC_HOST": "127.0.0.1",
                "SYNC_PORT": "0",
            },
        )
        self.endpoint = f"http://127.0.0.1:{self._port()}/"

    def _port(self) -> str:
        for line in self._process.stdout or ():
            if found := _LISTENING.search(line):
                return found[1]
        raise RuntimeError("Anki's sync server ended before it listened.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()
