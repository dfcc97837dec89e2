"""Each key of a deck file, and each key of JSON, is described."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ankiflask.deck import reading
from ankiflask.deck.model import Difficulty, Subdecks
from tests.cli.command_line import Run
from tests.docs.pages import DOCS, EXAMPLE

JSON_PAGE = (DOCS / "json.md").read_text(encoding="utf-8")
DECK_PAGE = (DOCS / "deck-file.md").read_text(encoding="utf-8")
SECTIONS = {
    part.partition("\n")[0]: part for part in JSON_PAGE.split("\n## ")[1:] if "<!-- json" in part
}
REPORT = {"build", "draft", "check", "diff", "verify", "new", "doctor", "sync"}


def keys(value: Any) -> set[str]:
    """Return all keys of a JSON value, at any depth."""
    match value:
        case dict():
            return set(value).union(*map(keys, value.values()))
        case list():
            return set().union(*map(keys, value))
    return set()


def rows(text: str) -> set[str]:
    """Return the names in backticks in the first cells of tables."""
    cells = re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE)
    return {key for cell in cells for key in re.findall(r"`([^`]+)`", cell)}


def described(text: str) -> set[str]:
    """Return the names in backticks outside of fences."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return set(re.findall(r"`([^`\n]+)`", prose))


def test_every_command_that_reports_json_has_a_section() -> None:
    assert {heading.split()[0] for heading in SECTIONS} == REPORT


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_is_described_where_it_is_shown(heading: str) -> None:
    shown = [
        json.loads(match["body"])
        for match in EXAMPLE.finditer(SECTIONS[heading])
        if match["what"] == "json"
    ]
    of_problems = rows(JSON_PAGE.partition("## Problems\n")[2].partition("\n## ")[0])
    assert of_problems == {"file", "line", "rule", "severity", "message"}
    found = set().union(*map(keys, shown))
    assert found <= described(SECTIONS[heading]) | of_problems
    assert rows(SECTIONS[heading]) <= found | {"lost", "gone"}


def test_every_key_of_a_deck_file_has_a_row_and_no_other() -> None:
    of_deck, of_note = DECK_PAGE.split("\n## Keys of a ")[1:]
    of_note = of_note.partition("\n## ")[0]
    for text, known in ((of_deck, reading.DECK_KEYS), (of_note, reading.NOTE_KEYS)):
        assert sorted(re.findall(r"^\| `(\w+)`", text, re.MULTILINE)) == sorted(known)
    assert {*Difficulty, *Subdecks} <= described(DECK_PAGE)
    assert f"up to {reading.MAX_ID} characters" in of_note


def test_the_deck_file_that_the_page_shows_can_be_built(run: Run, tmp_path: Path) -> None:
    (shown,) = re.findall(r"<!-- deck file -->\n```yaml\n(.*?)```", DECK_PAGE, re.DOTALL)
    (text,) = re.findall(r"<!-- file: \S+ -->\n```text\n(.*?)```", DECK_PAGE, re.DOTALL)
    folder = tmp_path / "decks" / "birds"
    (folder / "media").mkdir(parents=True)
    (folder / "deck.yaml").write_text(shown, encoding="utf-8")
    (folder / "notes.txt").write_text(text, encoding="utf-8")
    for name in ("robin.png", "robin.mp3"):
        (folder / "media" / name).write_bytes(b"x")
    ran = run("build")
    assert (ran.code, ran.out) == (
        0,
        "dist/birds.apkg: 2 notes, 3 cards (1 easy, 1 medium, 0 hard)\n",
    )
    written = set(re.findall(r"^(?:  - | {4})?(\w+):", shown, re.MULTILINE))
    assert written >= {*reading.DECK_KEYS, *reading.NOTE_KEYS} - {"run", "subdecks"}
