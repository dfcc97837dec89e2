"""A script that runs where the newest Anki is, and answers a line of JSON with another."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.anki.learner import AnkiError

_PYTHON = Path(__file__).resolve().parents[2] / ".venv-anki" / "26.09" / "bin" / "python"


@contextmanager
def answering(script: Path) -> Iterator[Callable[[object], Any]]:
    """Give what asks the script, for as long as the context lasts."""
    if not _PYTHON.exists():
        raise AnkiError(f"There is no Anki in {_PYTHON.parents[1]}: `make test` installs it.")
    with subprocess.Popen(
        [_PYTHON, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        stdin, stdout = process.stdin, process.stdout

        def ask(question: object) -> Any:
            stdin.write(json.dumps(question) + "\n")
            stdin.flush()
            return json.loads(stdout.readline())

        yield ask
        stdin.close()
