"""`ankiflask draft` tells of its new notes what `ankiflask check` will say of them."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Run

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "drafts"
TEXTS = (
    *sorted(CASES.glob("*/text.txt")),
    *sorted((CASES / "judged").glob("*.txt")),
    ROOT / "decks" / "flask" / "seed.txt",
)
QUALITY = re.compile(r"Q\d{3}$")
REVIEW = "Q022"

Told = list[dict[str, Any]]


def told_by(run: Run, *words: str) -> Told:
    ran = run(*words, "--json")
    assert ran.code == 0
    problems: Told = json.loads(ran.out)["problems"]
    return [each for each in problems if QUALITY.match(each["rule"])]


def without_review(told: Told) -> Told:
    return [each for each in told if each["rule"] != REVIEW]


def counted(told: Told) -> list[int]:
    return [int(each["message"].split()[0]) for each in told if each["rule"] == REVIEW]


def name_of(text: Path) -> str:
    return text.parent.name if text.stem in ("text", "seed") else text.stem


@pytest.mark.parametrize("text", TEXTS, ids=name_of)
def test_a_draft_tells_exactly_what_check_tells_of_the_deck_file(quick: Run, text: Path) -> None:
    drafted = told_by(quick, "draft", str(text), "-o", "deck.yaml")
    checked = told_by(quick, "check", "deck.yaml")
    to_review = len(checked) - len(without_review(checked))
    assert without_review(drafted) == without_review(checked)
    assert counted(drafted) == [to_review] * bool(to_review)


def write(folder: Path, pairs: Sequence[tuple[str, str]]) -> None:
    text = "\n".join(f"Q: {question}\nA: {answer}\n" for question, answer in pairs)
    (folder / "q.txt").write_text(text, encoding="utf-8")


CAPITALS = [("What is the capital of Georgia?", "Tbilisi."), ("Is a wren small?", "Yes.")]
SAME = ("What is the capital of Georgia?", "Atlanta.")


def test_new_notes_are_compared_with_old_ones_which_are_not_told_of_again(
    quick: Run, tmp_path: Path
) -> None:
    write(tmp_path, CAPITALS)
    first = told_by(quick, "draft", "q.txt", "-o", "deck.yaml")
    assert [each["rule"] for each in first] == ["Q002"]
    write(tmp_path, [*CAPITALS, SAME])
    (second,) = told_by(quick, "draft", "q.txt", "-o", "deck.yaml")
    assert second["rule"] == "Q008"
    lines = (tmp_path / "deck.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[second["line"]].endswith("answer: Atlanta.")
    assert second in told_by(quick, "check", "deck.yaml")
    assert not told_by(quick, "draft", "q.txt", "-o", "deck.yaml")


def test_without_a_deck_file_it_is_told_at_the_line_of_the_text(quick: Run, tmp_path: Path) -> None:
    write(tmp_path, [*CAPITALS, SAME])
    ran = quick("draft", "q.txt")
    assert "q.txt:4: warning: The question is answered by yes or no" in ran.err
    assert "q.txt:7: warning: This asks the same as 'what-is-the-capital-of-georgia-" in ran.err
    assert (ran.code, ran.err.count("[Q0")) == (0, 2)


def test_notes_to_review_are_one_line(quick: Run, tmp_path: Path) -> None:
    text = "".join(
        f"{bird} schläft am Tag und fliegt in der Nacht über das Feld.\n"
        for bird in ("Die Eule", "Der Uhu", "Der Waldkauz")
    )
    (tmp_path / "notes.txt").write_text(text, encoding="utf-8")
    ran = quick("draft", "notes.txt")
    assert (
        "notes.txt:1: info: 3 notes are marked `review: yes`, since the draft was not sure: "
        "lines 1, 2, 3. Read each, mend it, and remove `review`. [Q022]\n"
    ) in ran.err
    assert quick("draft", "notes.txt", "-o", "deck.yaml").err.count("[Q022]") == 1


def test_what_a_deck_allows_is_not_told(quick: Run, tmp_path: Path) -> None:
    write(tmp_path, CAPITALS[:1])
    assert not told_by(quick, "draft", "q.txt", "-o", "deck.yaml")
    deck = tmp_path / "deck.yaml"
    written = deck.read_text(encoding="utf-8")
    deck.write_text(written.replace("notes:", "allow: [Q002]\nnotes:"), encoding="utf-8")
    write(tmp_path, CAPITALS)
    assert not told_by(quick, "draft", "q.txt", "-o", "deck.yaml")


def test_a_picture_that_weighs_too_much_is_told_as_check_does(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "wren.png").write_bytes(b"x" * (1024 * 1024 + 1))
    write(tmp_path, [("Which bird is this? ![](wren.png)", "A wren.")])
    drafted = told_by(quick, "draft", "q.txt", "-o", "deck.yaml")
    assert "Q014" in [each["rule"] for each in drafted]
    assert drafted == told_by(quick, "check", "deck.yaml")


def test_findings_without_number_end_after_the_first_thousand(quick: Run, tmp_path: Path) -> None:
    write(tmp_path, [(f"Is bird {n} as small as number {n + 1}?", "Yes.") for n in range(1100)])
    ran = quick("draft", "q.txt", "-o", "deck.yaml")
    assert ran.code == 0
    assert ran.err.count("[Q0") == 1000
    assert ran.err.count("[more-problems]") == 1
