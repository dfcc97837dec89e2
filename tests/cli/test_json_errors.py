"""With --json, standard output holds one JSON value, whatever goes wrong."""

import importlib
import json
from pathlib import Path

import pytest

from ankiflask.cli.app import app
from tests.cli.command_line import DECK, Run

CLOSED = "http://127.0.0.1:9"
FAILING = {
    "build": [
        "nowhere",
        "wrong.yaml",
        "right.yaml -o text.apkg",
        "right.yaml -o /proc/dist",
        "--locked right.yaml",
        "--locked",
        "right.yaml twin.yaml",
    ],
    "draft": [
        "nowhere.txt",
        "lines.txt -o right.yaml",
        "lines.txt -o /proc/deck.yaml",
        "lines.txt -o text.apkg/deck.yaml",
        "lines.txt --encoding nonsense",
        "latin.txt",
    ],
    "check": [
        "",
        "nowhere",
        "wrong.yaml",
        "--explain Q999",
        "--python python3 right.yaml",
        "--run --python nowhere right.yaml",
    ],
    "diff": [
        "nowhere.apkg right.yaml",
        "text.apkg text.apkg",
        "right.yaml v1.0:right.yaml",
        "right.yaml wrong.yaml",
    ],
    "verify": ["nowhere.apkg", "text.apkg", "text.apkg --upgrade-from nowhere.apkg"],
    "sync": [
        f"right.yaml --url {CLOSED}",
        "right.yaml --url http://192.0.2.1:8765",
        "right.yaml --url nonsense",
        f"right.yaml --url {CLOSED} --api-key-file nowhere",
        f"nowhere.apkg --url {CLOSED}",
        f"text.apkg --url {CLOSED}",
        f"--url {CLOSED}",
        f"right.yaml --undo --url {CLOSED}",
        f"right.yaml --keep robin-egg --overwrite robin-egg --url {CLOSED}",
        f"right.yaml --keep nobody --url {CLOSED}",
    ],
    "doctor": [
        f"--url {CLOSED}",
        "--url http://192.0.2.1:8765",
        f"--url {CLOSED} --api-key-file nowhere",
    ],
    "new": ["taken", "text.apkg", "con", "Default", "a/b", "Birds -o /proc/birds", "Birds -o ."],
}
CASES = [(command, words) for command, many in FAILING.items() for words in many]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {
        "right.yaml": DECK,
        "twin.yaml": DECK,
        "wrong.yaml": DECK.replace("easy", "soft"),
        "text.apkg": "no package",
        "lines.txt": "A robin is a small bird with a red breast.\n",
        "taken/mine.txt": "mine",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes(b"A robin\xe9 is a bird.\n")
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("command", "words"), CASES)
def test_a_failure_is_one_json_value(quick: Run, command: str, words: str) -> None:
    ran = quick(command, *words.split(), "--json")
    assert ran.code != 0
    told = json.loads(ran.out)
    assert isinstance(told, dict)
    assert told.get("error") or told.get("problems") or told.get("findings")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", FAILING)
def test_a_command_line_that_cannot_be_read_prints_none(quick: Run, command: str) -> None:
    ran = quick(command, "--json", "--no-such-option")
    assert (ran.code, ran.out) == (2, "")


def test_no_command_with_json_is_forgotten() -> None:
    with_json = {
        name
        for name in app.list_commands(None)  # type: ignore[arg-type]
        for option in importlib.import_module(f"ankiflask.cli.{name}").command.params
        if "--json" in option.opts
    }
    assert with_json == set(FAILING)
