"""Real Anki, asked how it renders templates."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview.asked import Ask, Asked, as_we_write

_HERE = Path(__file__).resolve().parent
_PYTHON = _HERE.parents[1] / ".venv-anki" / "26.09" / "bin" / "python"


@pytest.fixture(scope="session")
def anki() -> Iterator[Ask]:
    """Asks Anki for the two sides of a card, hints in our form."""
    if not _PYTHON.exists():
        pytest.fail(f"There is no Anki in {_PYTHON.parents[1]}: `make test` installs it.")
    command = [str(_PYTHON), str(_HERE / "anki_templates.py")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        stdin, stdout = process.stdin, process.stdout

        def ask(asked: Asked) -> tuple[str, str]:
            stdin.write(json.dumps(asked.as_json()) + "\n")
            stdin.flush()
            front, back = json.loads(stdout.readline())
            return as_we_write(front), as_we_write(back)

        yield ask
        stdin.close()
