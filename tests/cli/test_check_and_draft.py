"""`ankiflask check` and `ankiflask draft`, as an author meets them."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.command_line import DECK, Run

TEXT = "A robin is a small bird.\nLet me think ...\nWrens are tiny birds.\nI know this ...\n"


@pytest.mark.usefixtures("birds")
def test_a_good_deck_has_nothing_to_say_and_nothing_is_written(run: Run, birds: Path) -> None:
    ran = run("check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "1 deck, 2 notes, 0 problems\n"
    assert [path.name for path in birds.iterdir()] == ["deck.yaml"]


def test_a_problem_is_told_with_its_place_its_remedy_and_its_rule(run: Run, birds: Path) -> None:
    (birds / "deck.yaml").write_text(DECK.replace("c1::", "c0::"), encoding="utf-8")
    ran = run("check")
    assert ran.code == 1
    assert ran.err.startswith("decks/birds/deck.yaml:12: error: ")
    report = json.loads(run("check", "--format", "json").out)
    assert [problem["line"] for problem in report["problems"]] == [12]


def test_a_pull_request_s_lines_are_marked(run: Run, birds: Path) -> None:
    (birds / "deck.yaml").write_text(DECK + "    answr: 100% x\n", encoding="utf-8")
    ran = run("check", "--format", "github")
    assert ran.code == 1
    assert ran.out == (
        "::error file=decks/birds/deck.yaml,line=13,title=unknown-key::"
        "'answr' is no key of a note. Did you mean 'answer'?\n"
    )


def test_a_missing_deck_is_told(run: Run) -> None:
    ran = run("check", "gone")
    assert ran.code == 1
    assert "gone: error: There is no file 'gone'." in ran.err


def test_a_text_is_drafted_to_standard_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(TEXT, encoding="utf-8")
    ran = run("draft", "notes.txt")
    assert ran.code == 0
    assert re.match(r"deck: notes\nuid: notes-[a-z2-9]{6}\nsubdecks: none\n", ran.out)
    assert "question: What is a robin?" in ran.out
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_text_is_drafted_the_same_whatever_python_s_hashes_are(run: Run) -> None:
    text = Path(__file__).parents[1] / "cases" / "drafts" / "judged" / "later" / "weather.txt"
    words = "draft", str(text), "--uid", "weather"
    drafted = [run(*words, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2", "3")]
    assert drafted[0].code == 0
    assert drafted[0] == drafted[1] == drafted[2]


def test_a_drafted_deck_builds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(TEXT, encoding="utf-8")
    ran = run("draft", "notes.txt", "-o", "decks/birds/deck.yaml")
    assert (ran.code, ran.out) == (0, "decks/birds/deck.yaml: 2 new notes\n")
    written = (tmp_path / "decks/birds/deck.yaml").read_text(encoding="utf-8")
    assert re.match(r"deck: birds\nuid: birds-[a-z2-9]{6}\nsource: notes.txt\n", written)
    assert (tmp_path / "decks/birds/notes.txt").read_text(encoding="utf-8") == TEXT
    assert run("build").code == 0


def test_drafting_again_only_appends_what_is_new(run: Run, tmp_path: Path) -> None:
    text, deck = tmp_path / "notes.txt", tmp_path / "deck.yaml"
    text.write_text(TEXT, encoding="utf-8")
    assert run("draft", "notes.txt", "-o", "deck.yaml").code == 0
    edited = deck.read_bytes().replace(b"small bird", b"small  bird  ") + b"# mine\r\n"
    deck.write_bytes(edited)
    assert run("draft", "notes.txt", "-o", "deck.yaml").out == "deck.yaml: 0 new notes\n"
    assert deck.read_bytes() == edited
    text.write_text(TEXT + "An owl is a bird of the night.\nHmm ...\n", encoding="utf-8")
    assert run("draft", "notes.txt", "-o", "deck.yaml").out == "deck.yaml: 1 new note\n"
    assert deck.read_bytes().startswith(edited)
    assert b"An owl" not in edited
    assert run("build", "deck.yaml").code == 0


def test_a_deck_of_another_source_is_left_alone(run: Run, birds: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(TEXT, encoding="utf-8")
    before = (birds / "deck.yaml").read_bytes()
    ran = run("draft", "notes.txt", "-o", "decks/birds/deck.yaml")
    assert ran.code == 1
    assert "[draft-other-source]" in ran.err
    assert (birds / "deck.yaml").read_bytes() == before


def test_a_deck_file_behind_a_link_to_itself_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop")
    ran = run("draft", "notes.txt", "-o", "loop/deck.yaml")
    assert ran.code == 4
    assert "loop/notes.txt could not be written: " in ran.err
