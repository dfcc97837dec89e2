"""The Flask deck's examples run with versions that are named."""

import re
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[2] / "decks" / "flask" / "requirements.txt"
PIN = re.compile(r"([A-Za-z0-9_-]+)==([0-9]+(?:\.[0-9]+)*)")
LINES = [
    line
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_every_requirement_is_an_exact_version_and_stands_once() -> None:
    pins = [PIN.fullmatch(line) for line in LINES]
    assert all(pins), LINES
    names = [pin[1].lower().replace("_", "-") for pin in pins if pin]
    assert len(names) == len(set(names))


def test_flask_is_a_3_1_and_the_extensions_that_the_deck_teaches_are_there() -> None:
    pinned = dict(line.lower().split("==") for line in LINES)
    assert pinned["flask"].startswith("3.1.")
    assert pinned.keys() >= {
        "flask-sqlalchemy", "flask-login", "flask-wtf", "flask-migrate", "flask-caching",
        "flask-limiter", "flask-cors", "flask-socketio", "asgiref",
    }  # fmt: skip
