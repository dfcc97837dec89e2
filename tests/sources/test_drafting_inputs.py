"""`ankiflask draft` with inputs of all forms, as an author meets it."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.command_line import Run
from tests.waiting import HANG_LIMIT

QUESTIONS = (
    "Q: What colour is a robin's breast?\nA: Orange.\n\nQ: When does an owl hunt?\nA: At night.\n"
)


def draft(folder: Path, content: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, "-m", "ankiflask", "draft", *words]
    return subprocess.run(
        line, cwd=folder, input=content, capture_output=True, timeout=HANG_LIMIT, check=False
    )


def test_ready_notes_come_once_with_their_reason_and_the_deck_builds(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text(QUESTIONS, encoding="utf-8")
    ran = run("draft", "notes.txt", "-o", "deck.yaml")
    assert (ran.code, ran.out) == (0, "deck.yaml: 2 new notes\n")
    assert "Read as `Q:` and `A:`" in ran.err
    assert "2 statements, 2 of them ready-made notes: 2 gave notes now. [draft-counts]" in ran.err
    written = (tmp_path / "deck.yaml").read_text(encoding="utf-8")
    assert "# ready-made, sure 1, notes.txt:1-2" in written
    assert "question: What colour is a robin's breast?\n    answer: Orange.\n" in written
    assert run("draft", "notes.txt", "-o", "deck.yaml").out == "deck.yaml: 0 new notes\n"
    built = run("build", "deck.yaml")
    assert built.code == 0
    assert [line.rpartition(" ")[2] for line in built.err.splitlines()] == ["[new-lock]"]


def test_only_what_is_new_is_added_and_what_was_deleted_stays_away(
    run: Run, tmp_path: Path
) -> None:
    text, deck = tmp_path / "notes.txt", tmp_path / "deck.yaml"
    text.write_text(QUESTIONS, encoding="utf-8")
    assert run("draft", "notes.txt", "-o", "deck.yaml").code == 0
    assert run("build", "deck.yaml").code == 0
    whole = deck.read_text(encoding="utf-8")
    second = whole.index("  # ready-made", whole.index("Orange"))
    (gone,) = [line.split()[2] for line in whole[second:].splitlines() if "- id:" in line]
    kept = whole[:second].replace("notes:", f"retired: [{gone}]\nnotes:", 1)
    deck.write_text(kept, encoding="utf-8")
    text.write_text(QUESTIONS + "\nQ: What is a wren?\nA: A bird.\n", encoding="utf-8")
    ran = run("draft", "notes.txt", "-o", "deck.yaml")
    assert ran.out == "deck.yaml: 1 new note\n"
    added = deck.read_text(encoding="utf-8")
    assert added.startswith(kept)
    assert "owl" not in added[len(kept) :]


def test_a_statement_whose_note_was_deleted_comes_back_only_when_asked_for(
    run: Run, tmp_path: Path
) -> None:
    text, deck = tmp_path / "notes.txt", tmp_path / "deck.yaml"
    text.write_text("A robin is a small bird.\nA wren is a tiny bird.\n", encoding="utf-8")
    assert run("draft", "notes.txt", "-o", "deck.yaml").code == 0
    whole = deck.read_text(encoding="utf-8")
    assert run("build", "deck.yaml").code == 0
    deck.write_text(whole[: whole.rindex("\n\n") + 1], encoding="utf-8")
    ran = run("draft", "notes.txt", "-o", "deck.yaml")
    assert ran.out == "deck.yaml: 0 new notes\n"
    assert "counts as deleted: line 2. `--again` drafts them. [draft-deleted]" in ran.err
    assert run("draft", "notes.txt", "-o", "deck.yaml", "--again").out == "deck.yaml: 1 new note\n"
    assert deck.read_text(encoding="utf-8").count("- id:") == 2


def test_standard_input_is_drafted_and_drafted_again_without_a_source(tmp_path: Path) -> None:
    first = draft(tmp_path, QUESTIONS.encode(), "-", "-o", "deck.yaml")
    assert (first.returncode, first.stdout) == (0, b"deck.yaml: 2 new notes\n")
    written = (tmp_path / "deck.yaml").read_text(encoding="utf-8")
    assert "source:" not in written
    assert "from:" not in written
    again = draft(tmp_path, b"Q: Who?\nA: Me.\n" + QUESTIONS.encode(), "-", "-o", "deck.yaml")
    assert (again.returncode, again.stdout) == (0, b"deck.yaml: 1 new note\n")


def test_an_input_over_the_limits_is_refused(tmp_path: Path) -> None:
    ran = draft(tmp_path, b"x" * (1024 * 1024 + 1), "-")
    assert ran.returncode == 1
    assert b"The line is over 1 MiB." in ran.stderr
    ran = draft(tmp_path, b"x\n" * (32 * 1024 * 1024 + 1), "-")
    assert ran.returncode == 1
    assert b"is over 64 MiB." in ran.stderr


def test_encodings_are_told_by_their_mark_or_asked_for_and_never_guessed(tmp_path: Path) -> None:
    text = "Q: Größe?\nA: 5 \u20ac\n"
    for content, words in (
        (text.encode(), ()),
        (text.encode("utf-8-sig"), ()),
        (text.encode("utf-16"), ()),
        (b"\xfe\xff" + text.encode("utf-16-be"), ()),
        (text.encode("cp1252"), ("--encoding", "cp1252")),
    ):
        ran = draft(tmp_path, content, "-", *words)
        assert ran.returncode == 0
        assert "question: Größe?\n    answer: 5 \u20ac".encode() in ran.stdout
    ran = draft(tmp_path, text.encode("cp1252"), "-")
    assert ran.returncode == 1
    assert b"[not-utf-8]" in ran.stderr
    ran = draft(tmp_path, text.encode("cp1252"), "-", "--encoding", "shift_jis")
    assert ran.returncode == 1
    assert b"[not-in-encoding]" in ran.stderr


def test_a_file_that_needs_an_option_is_no_source(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("a :: b\nc\nd\ne\n", encoding="utf-8")
    ran = run("draft", "notes.txt", "--from", "lines", "--json")
    assert ran.code == 0
    report = json.loads(ran.out)
    assert "draft-no-source" in [problem["rule"] for problem in report["problems"]]
    assert report["reasons"][0]["rule"] == "ready-made"
    assert report["reasons"][0]["line"] == 1


def test_the_link_of_a_statement_is_where_its_note_leads(run: Run, tmp_path: Path) -> None:
    text = (
        "A robin is a [small bird](https://example.org/robin).\n\n"
        "A wren is a tiny bird.\n\n![A wren](wren.png)\n"
    )
    (tmp_path / "notes.md").write_text(text, encoding="utf-8")
    ran = run("draft", "notes.md", "-o", "deck.yaml")
    assert ran.out == "deck.yaml: 2 new notes\n"
    assert "notes.md:5: info: This line shows the picture wren.png, which is left out" in ran.err
    written = (tmp_path / "deck.yaml").read_text(encoding="utf-8")
    assert "answer: A small bird.\n    see: https://example.org/robin\n" in written
    assert written.count("see:") == 1
    assert run("build", "deck.yaml").code == 0


def test_ten_thousand_pairs_are_drafted(run: Run, tmp_path: Path) -> None:
    pairs = "".join(f"question {number} :: answer {number}\n" for number in range(10_000))
    (tmp_path / "notes.txt").write_text(pairs, encoding="utf-8")
    assert run("draft", "notes.txt", "-o", "deck.yaml").out == "deck.yaml: 10,000 new notes\n"


def test_a_ready_note_whose_markup_does_not_build_is_told_with_its_line(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("a :: b\nThe {{c1::sun is a star.\n", encoding="utf-8")
    ran = run("draft", "notes.txt", "-o", "deck.yaml")
    assert ran.code == 0
    assert "notes.txt:2: warning: The note 'the-sun-is-a-star-" in ran.err
    assert run("build", "deck.yaml").code == 1
