"""Real Anki, asked how it shows a field."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cards.shown import Anki, Shown

_HERE = Path(__file__).resolve().parent
_PYTHON = _HERE.parents[1] / ".venv-anki" / "26.09" / "bin" / "python"


@pytest.fixture(scope="session")
def anki() -> Iterator[Anki]:
    """Asks Anki to show a field: `anki("qa" or "cloze", html)`."""
    if not _PYTHON.exists():
        pytest.fail(f"There is no Anki in {_PYTHON.parents[1]}: `make test` installs it.")
    command = [str(_PYTHON), str(_HERE / "anki_cards.py")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        stdin, stdout = process.stdin, process.stdout

        def ask(kind: str, html: str) -> Shown:
            stdin.write(json.dumps({"kind": kind, "html": html}) + "\n")
            stdin.flush()
            answer = json.loads(stdout.readline())
            cards = answer["cards"]
            return Shown(
                numbers=tuple(answer["numbers"]),
                questions=tuple(card["question"] for card in cards),
                answers=tuple(card["answer"] for card in cards),
                sounds=sum(card["sounds"] for card in cards),
            )

        yield ask
        stdin.close()
