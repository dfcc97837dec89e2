"""`ankiflask check` about the quality of cards: told, explained, allowed, mended."""

import json
from pathlib import Path

import pytest

from tests.cli.command_line import DECK, Run

LEAKY = DECK.replace("What colour is a robin's breast?", "Is a robin's breast orange?").replace(
    "answer: Orange.", "answer: Yes, says robin_colour()."
)


@pytest.fixture
def leaky(birds: Path) -> Path:
    file = birds / "deck.yaml"
    file.write_text(LEAKY, encoding="utf-8")
    return file


@pytest.mark.usefixtures("leaky")
def test_quality_is_told_and_fails_nothing(run: Run) -> None:
    ran = run("check")
    assert ran.code == 0
    assert ran.out == "1 deck, 2 notes, 2 problems\n"
    assert "decks/birds/deck.yaml:7: warning: The question is answered by yes or no" in ran.err
    assert ran.err.count("[Q002]") == ran.err.count("[Q012]") == 1


def test_findings_of_one_rule_are_summed_up_after_five_lines(run: Run, birds: Path) -> None:
    notes = "".join(
        f"  - id: n-{number}\n    question: What does bird {number} eat?\n    answer: foo_bar() {number}\n"
        for number in range(1205)
    )
    (birds / "deck.yaml").write_text(LEAKY + notes, encoding="utf-8")
    ran = run("check")
    assert ran.err.count("[Q012]") == 6
    assert "and 993 more [Q012]; `--format json` lists all\n" in ran.err
    assert ran.err.count("[Q002]") == ran.err.count("[more-problems]") == 1
    assert ran.out == "1 deck, 1,207 notes, 1,001 problems\n"
    (birds / "deck.yaml").write_text(
        LEAKY + notes[: notes.index("  - id: n-6\n")], encoding="utf-8"
    )
    assert "and 2 more [Q012]" in run("check").err
    told = json.loads(run("check", "--format", "json").out)["problems"]
    assert sum(each["rule"] == "Q012" for each in told) == 7
    assert run("check", "--format", "github").out.count("title=Q012") == 7


@pytest.mark.usefixtures("leaky")
def test_a_build_says_nothing_of_it(run: Run) -> None:
    assert run("build").code == 0
    ran = run("build")
    assert (ran.code, ran.err) == (0, "")


def test_a_deck_that_allows_a_rule_is_not_told_of_it(run: Run, leaky: Path) -> None:
    leaky.write_text(LEAKY.replace("notes:", "allow: [Q002, Q012]\nnotes:"), encoding="utf-8")
    assert run("check").out == "1 deck, 2 notes, 0 problems\n"


def test_what_is_allowed_changes_no_note_and_no_package(run: Run, leaky: Path) -> None:
    assert run("build").code == 0
    lock = (leaky.parent / "deck.lock").read_bytes()
    allowed = LEAKY.replace("notes:", "allow: [Q002]\nnotes:")
    allowed = allowed.replace("  - id: robin-colour\n", "  - id: robin-colour\n    allow: [Q012]\n")
    leaky.write_text(allowed, encoding="utf-8")
    package = (leaky.parents[2] / "dist" / "birds.apkg").read_bytes()
    assert run("build", "--locked").code == 0
    assert (leaky.parent / "deck.lock").read_bytes() == lock
    assert (leaky.parents[2] / "dist" / "birds.apkg").read_bytes() == package


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_rule_that_there_is_not_is_an_error(run: Run, leaky: Path, command: str) -> None:
    leaky.write_text(LEAKY.replace("notes:", "allow: [Q02]\nnotes:"), encoding="utf-8")
    ran = run(command)
    assert ran.code == 1
    assert (
        "deck.yaml:4: error: 'Q02' is no rule of the quality check. Did you mean 'Q002'?" in ran.err
    )


def test_what_can_be_mended_is_mended_and_told(run: Run, leaky: Path) -> None:
    ran = run("check", "--fix")
    assert ran.code == 0
    assert ran.out == "1 deck, 2 notes, 1 problem, 1 fixed\n"
    assert "decks/birds/deck.yaml:8: fixed: 'robin_colour()' looks like code" in ran.err
    mended = leaky.read_text(encoding="utf-8")
    assert mended == LEAKY.replace("robin_colour()", "`robin_colour()`")
    assert run("check", "--fix").out == "1 deck, 2 notes, 1 problem\n"
    assert leaky.read_text(encoding="utf-8") == mended


@pytest.mark.usefixtures("leaky")
def test_json_says_what_was_mended_and_what_is_left(run: Run) -> None:
    told = json.loads(run("check", "--fix", "--json").out)
    assert [each["rule"] for each in told["fixed"]] == ["Q012"]
    assert [each["rule"] for each in told["problems"]] == ["Q002"]


def test_a_file_with_errors_is_not_mended(run: Run, leaky: Path) -> None:
    broken = LEAKY + "    answr: x\n"
    leaky.write_text(broken, encoding="utf-8")
    assert run("check", "--fix").code == 1
    assert leaky.read_text(encoding="utf-8") == broken


def test_a_bare_text_is_neither_judged_nor_mended(run: Run, tmp_path: Path) -> None:
    text = "The wren sings.\nIt uses robin_colour() often.\n"
    (tmp_path / "notes.txt").write_text(text, encoding="utf-8")
    ran = run("check", "notes.txt", "--fix")
    assert ran.code == 0
    assert "[Q0" not in ran.err
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("word", ["Q002", "q002", "yes-no-question"])
def test_a_rule_is_explained_where_there_is_no_deck(run: Run, word: str) -> None:
    ran = run("check", "--explain", word)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Q002 yes-no-question (warning)\n\nA guess answers yes or no")
    assert "bad:\n  question: Is Canberra" in ran.out
    assert "good:\n  question: What is the capital of Australia?" in ran.out


def test_a_rule_is_explained_as_json(run: Run) -> None:
    told = json.loads(run("check", "--explain", "Q012", "--json").out)
    assert (told["id"], told["name"], told["severity"], told["fix"]) == (
        "Q012",
        "code-not-marked",
        "warning",
        True,
    )


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("yes-no", "Did you mean Q002 (yes-no-question)"),
        ("zzz", "There are Q001 to Q028, and the names"),
    ],
)
def test_an_unknown_rule_is_a_wrong_command_line(run: Run, word: str, near: str) -> None:
    ran = run("check", "--explain", word)
    assert (ran.code, ran.out) == (2, "")
    assert near in ran.err
