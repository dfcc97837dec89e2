"""What a newcomer meets: names that do not exist, help, and messages that name the remedy."""

import json
import unicodedata
from pathlib import Path

import pytest

from ankiflask.package.open import open_package
from ankiflask.sources.formats import FORMS
from tests.cli.command_line import DECK, Run


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("lint", "check"), ("init", "new"), ("import", "draft"), ("Lint", "check"), ("chekc", "check"),
        ("export", "build"), ("open", "preview"), ("push", "sync"), ("help", "--help"),
    ],
)  # fmt: skip
def test_a_command_of_another_program_leads_to_ours(run: Run, word: str, meant: str) -> None:
    ran = run(word)
    assert ran.code == 2
    assert f"There is no command {word!r}. Did you mean '{meant}'?" in ran.err
    assert run(meant, *["--help"] * (meant != "--help")).code == 0


def test_an_unknown_command_lists_those_that_there_are(run: Run) -> None:
    assert "There are: build, draft, check," in run("xyz").err


def test_help_names_the_exit_codes_and_the_formats(run: Run) -> None:
    assert "3 Anki is out of reach" in " ".join(run("--help").out.split())
    words = " ".join(run("draft", "--help").out.split())
    for name, what in FORMS.items():
        assert f"{name}: {what}" in words


@pytest.mark.parametrize("command", ["build", "check", "draft", "preview"])
def test_q_leaves_out_infos_and_nothing_else(tmp_path: Path, run: Run, command: str) -> None:
    text = "A robin sings in spring.\nIs it blue?\n"
    (tmp_path / "birds.txt").write_text(text, encoding="utf-8")
    words = [command, "birds.txt", *(["--uid", "birds"] if command == "draft" else [])]
    loud, quiet = run(*words), run(*words, "-q")
    assert (quiet.code, quiet.out) == (loud.code, loud.out)
    assert [line for line in loud.err.splitlines() if ": info: " not in line] == (
        quiet.err.splitlines()
    )
    assert command == "preview" or ": info: " in loud.err


def test_a_name_that_is_not_there_is_no_deck(tmp_path: Path, run: Run) -> None:
    ran = run("check", "nope")
    assert ran.err == "nope: error: There is no file 'nope'. Check its name. [unreadable]\n"
    assert (ran.code, ran.out) == (1, "0 decks, 0 notes, 1 problem\n")
    (tmp_path / "empty").mkdir()
    said = "The folder 'empty' holds no deck.yaml. `ankiflask draft TEXT -o empty/deck.yaml` makes one."
    assert run("check", "empty").err == f"empty/deck.yaml: error: {said} [unreadable]\n"


def test_a_deck_file_is_no_package(birds: Path, run: Run) -> None:
    ran = run("verify", str(birds / "deck.yaml"))
    assert ran.code == 1
    assert "This is no Anki package. Its name ends in .apkg" in ran.err
    assert "Download it again" not in ran.err


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_name_with_accents_is_found_however_they_are_written(
    birds: Path, run: Run, form: str
) -> None:
    (birds / "media").mkdir()
    name = unicodedata.normalize(form, "café.png")  # type: ignore[arg-type] # of two texts
    (birds / "media" / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    deck = DECK.replace("answer: Orange.", "answer: Orange.\n    picture: café.png")
    (birds / "deck.yaml").write_text(deck, encoding="utf-8")
    ran = run("check")
    assert (ran.code, "café" in ran.err) == (0, False)
    assert run("build").code == 0


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<b>Orange</b>", "`**bold**`"),
        ("<i>Orange</i>", "`*italic*`"),
        ('<img src="robin.png">', "`![description](file.png)`, with the file in `media`"),
        ("Orange<br>red", "an empty line between paragraphs"),
        ('<a href="x">Orange</a>', "`[text](https://…)`"),
    ],
)
def test_html_leads_to_the_markdown_that_is_meant(
    birds: Path, run: Run, html: str, markdown: str
) -> None:
    deck = (birds / "deck.yaml").read_text(encoding="utf-8")
    (birds / "deck.yaml").write_text(deck.replace("Orange.", f"'{html}'"), encoding="utf-8")
    ran = run("check")
    assert f"is HTML, which a card shows as it is written. Write {markdown}; or put it" in ran.err
    assert "[Q012]" in ran.err


@pytest.mark.parametrize(
    "answer", ["**Orange**", "*Orange*", "![Orange](robin.png)", "a\n\n\n      b"]
)
def test_what_is_proposed_for_html_works(birds: Path, run: Run, answer: str) -> None:
    (birds / "media").mkdir()
    (birds / "media" / "robin.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    deck = (birds / "deck.yaml").read_text(encoding="utf-8")
    (birds / "deck.yaml").write_text(
        deck.replace("answer: Orange.", f"answer: |\n      {answer}"), encoding="utf-8"
    )
    ran = run("check")
    assert (ran.code, "robin-colour" in ran.err, "image" in ran.err) == (0, False, False)


def test_typographic_quotes_around_a_deck_s_name_are_named(birds: Path, run: Run) -> None:
    deck = DECK.replace("deck: Birds", "deck: “Birds”")
    (birds / "deck.yaml").write_text(deck, encoding="utf-8")
    ran = run("check")
    assert "deck.yaml:1: warning: The quotation marks of '“Birds”' are a part of" in ran.err
    assert "Write `deck: Birds` if they should not be. [quoted-name]" in ran.err
    assert ran.code == 0


def test_json_s_escapes_of_one_character_are_one(birds: Path, run: Run) -> None:
    """What `json.dumps` writes is a deck file, whatever the texts hold."""
    note = {
        "id": "robin",
        "question": "Which bird is 🐦 with a \U0001f9e1?",
        "answer": "Robin 🧡\u00e9",
    }
    deck = {"deck": "Birds", "uid": "birds", "difficulty": "easy", "notes": [note]}
    (birds / "deck.yaml").write_text(json.dumps(deck), encoding="utf-8")
    assert "\\ud83d\\udc26" in (birds / "deck.yaml").read_text(encoding="utf-8")
    assert run("preview", "-o", "page.html").code == 0
    escaped = run("build", "--json").out
    (birds / "deck.yaml").write_text(json.dumps(deck, ensure_ascii=False), encoding="utf-8")
    plain = run("build", "--json").out
    assert json.loads(escaped)["decks"][0]["digest"] == json.loads(plain)["decks"][0]["digest"]


@pytest.mark.parametrize("escape", ["\\ud83d", "\\udc26\\ud83d", "\\ud83d \\udc26"])
def test_half_of_such_a_character_is_refused(birds: Path, run: Run, escape: str) -> None:
    deck = DECK.replace("Orange.", f'"Robin {escape}, \\ud83d\\udc26"')
    (birds / "deck.yaml").write_text(deck, encoding="utf-8")
    assert (run("check").code, "[yaml-syntax]" in run("check").err) == (1, True)


def test_two_escapes_outside_of_double_quotes_stay(birds: Path, run: Run) -> None:
    deck = DECK.replace("Orange.", "'In JSON it is `\\ud83d\\udc26`'")
    (birds / "deck.yaml").write_text(deck, encoding="utf-8")
    assert run("build").code == 0
    package = open_package((birds.parents[1] / "dist/birds.apkg").read_bytes(), "birds")
    assert any("\\ud83d\\udc26" in text for note in package.notes for text in note.fields)
