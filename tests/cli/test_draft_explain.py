"""`ankiflask draft --explain`: why each new note is what it is, so that a person can check it by hand."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.command_line import Run

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "drafts"
TEXTS = sorted(CASES.glob("*/text.txt"))
HIVE = (
    "A beehive is a nest that people build for bees.\n"
    "In winter, the comb is made of wax.\n"
    "Others sleep while they hoot.\n"
)
DIFFICULTY = re.compile(
    r"  difficulty  (\w+): (\d+) points = (.*)\n"
    r"              the middle is (\d+) points: easy below ([\d.]+) \(80 %\), hard above ([\d.]+) \(125 %\)"
)


@pytest.fixture
def hive(tmp_path: Path) -> Path:
    file = tmp_path / "hive.txt"
    file.write_text(HIVE, encoding="utf-8")
    return file


@pytest.mark.usefixtures("hive")
def test_each_note_is_explained_in_the_order_of_the_text_and_nothing_is_written(
    quick: Run, tmp_path: Path
) -> None:
    ran = quick("draft", "hive.txt", "--explain")
    assert ran.code == 0
    ids = re.findall(r"^(\S+)$", ran.out, re.MULTILINE)
    assert [each.rpartition("-")[0] for each in ids] == ["beehive", "comb", "sleep"]
    assert "Others {{c1::sleep}} while they hoot.\n  rule        C003 (cloze of a" in ran.out
    assert "  sure        0.5; below 0.7, so it is marked `review: yes`\n" in ran.out
    assert "deck: hive" not in ran.out
    assert [path.name for path in tmp_path.iterdir()] == ["hive.txt"]


@pytest.mark.usefixtures("hive")
def test_the_page_shows_what_the_command_prints(quick: Run) -> None:
    page = (ROOT / "docs" / "drafting.md").read_text(encoding="utf-8")
    shown = page.partition("<!-- explained -->\n```text\n")[2].partition("```")[0]
    assert shown.rstrip("\n") in quick("draft", "hive.txt", "--explain").out.split("\n\n")


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.parent.name)
def test_the_difficulty_can_be_checked_by_hand(quick: Run, text: Path) -> None:
    out = quick("draft", str(text), "--explain").out
    found = DIFFICULTY.findall(out)
    assert len(found) == out.count("  difficulty  ")
    for level, points, parts, middle, easy, hard in found:
        assert sum(int(part.split()[1]) for part in parts.split(" + ")) == int(points)
        assert float(easy) == pytest.approx(0.8 * int(middle))
        assert float(hard) == pytest.approx(1.25 * int(middle))
        is_easy, is_hard = int(points) < float(easy), int(points) > float(hard)
        assert level == ("easy" if is_easy else "hard" if is_hard else "medium")


def test_with_a_deck_file_only_what_is_new_is_explained_before_the_count(
    quick: Run, hive: Path
) -> None:
    first = quick("draft", "hive.txt", "-o", "deck.yaml", "--explain").out
    assert first.count("  rule  ") == 3
    assert first.endswith("(125 %)\n\ndeck.yaml: 3 new notes\n")
    hive.write_text(HIVE + "A hornet is a large wasp.\n", encoding="utf-8")
    second = quick("draft", "hive.txt", "-o", "deck.yaml", "--explain").out
    assert second.startswith("hornet-")
    assert second.count("  rule  ") == 1
    third = quick("draft", "hive.txt", "-o", "deck.yaml", "--explain").out
    assert third == "There is no new note to explain.\n\ndeck.yaml: 0 new notes\n"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("q.txt", "Q: Who sings?\nA: A wren.\n\nQ: Who hoots?\nA: An owl.\n", "q.txt:1-2"),
        ("q.csv", "front,back\nWho sings?,A wren.\nWho hoots?,An owl.\n", "q.csv:2"),
        ("q.md", "# Birds\n\nWho sings? :: A wren.\n\nWho hoots? :: An owl.\n", "q.md:3"),
    ],
)
def test_ready_made_notes_are_explained_too(
    quick: Run, tmp_path: Path, name: str, text: str, says: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    out = quick("draft", name, "--explain").out
    assert "              Who sings?\n  rule        ready-made (a note that stands" in out
    assert f"  sure        1\n  from        {says}\n" in out
    assert len(DIFFICULTY.findall(out)) == 2


def test_what_a_terminal_would_act_on_is_shown_and_a_longer_front_keeps_its_lines(
    quick: Run, tmp_path: Path
) -> None:
    (tmp_path / "q.txt").write_text(
        "Q: What does \u202ethis do?\n  sing()\nA: It sings.\n\nQ: Who?\nA: A wren.\n",
        encoding="utf-8",
    )
    out = quick("draft", "q.txt", "--explain").out
    assert "\u202e" not in out
    assert "              What does \\u202ethis do?\n              " in out


@pytest.mark.usefixtures("hive")
def test_json_has_the_same_with_and_without_the_option(quick: Run) -> None:
    told = json.loads(quick("draft", "hive.txt", "--json").out)
    assert told == json.loads(quick("draft", "hive.txt", "--explain", "--json").out)
    reason = told["reasons"][1]
    assert {key: reason[key] for key in ("rule", "asks", "sure", "rule_sure", "middle")} == {
        "rule": "D015",
        "asks": "passive, with its preposition",
        "sure": 0.65,
        "rule_sure": 0.8,
        "middle": 16,
    }
    assert (reason["text"], reason["difficulty"]) == (HIVE.splitlines()[1], "medium")


def test_a_difficulty_that_a_person_set_stays(quick: Run, hive: Path, tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    assert quick("draft", "hive.txt", "-o", "deck.yaml").code == 0
    drafted = deck.read_text(encoding="utf-8")
    assert "difficulty: medium\n    topics: [general]\n    question: What is a beehive?" in drafted
    by_hand = drafted.replace(
        "difficulty: medium\n    topics: [general]\n    question: What is a beehive?",
        "difficulty: hard\n    topics: [general]\n    question: What is a beehive?",
    )
    deck.write_text(by_hand, encoding="utf-8")
    hive.write_text(HIVE + "A hornet is a large wasp.\n", encoding="utf-8")
    assert quick("draft", "hive.txt", "-o", "deck.yaml").out == "deck.yaml: 1 new note\n"
    assert deck.read_text(encoding="utf-8").startswith(by_hand)
    built = json.loads(quick("build", "deck.yaml", "--json").out)
    assert built["decks"][0]["difficulty"]["hard"] == 1
