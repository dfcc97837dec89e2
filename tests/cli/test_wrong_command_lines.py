"""What people type by mistake: each gets a sentence and the code for a wrong command line."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ankiflask.cli.app import run as main
from tests.cli.command_line import Run

WRONG = {
    "an unknown option": (("build", "--lokced"), "Did you mean '--locked'?"),
    "an unknown option of the program": (("--hlep",), "Did you mean '--help'?"),
    "an unknown command": (("biuld",), "There is no command 'biuld'. Did you mean 'build'?"),
    "a command like no other": (("x",), "There is no command 'x'. There are: build, draft, check"),
    "an empty command": (("",), "There is no command ''."),
    "a format that is none": (("build", "--format", "xml"), "'xml' is not one of 'text', 'json'."),
    "a format of another command": (("draft", "a", "--format", "github"), "'github' is not one of"),
    "a flag with a value": (("build", "--locked=yes"), "does not take a value"),
    "an option without its value": (("build", "-o"), "'-o' requires an argument"),
    "an empty output": (("build", "-o", ""), "it is empty. Name a file or a folder."),
    "an empty deck": (("build", ""), "it is empty. Name a file or a folder."),
    "an empty deck among others": (("check", "decks/birds", ""), "it is empty."),
    "an empty text": (("draft", ""), "it is empty."),
    "an empty deck file": (("draft", "notes.txt", "-o", ""), "it is empty."),
    "standard input as a deck": (("build", "-"), "'-' is no file here. Name one;"),
    "a form that is none": (("draft", "a", "--from", "docx"), "'docx' is not one of 'statements',"),
    "an encoding that is none": (("draft", "a", "--encoding", "x"), "There is no encoding 'x'."),
    "an encoding that is no text's": (("draft", "a", "--encoding", "hex"), "no encoding 'hex'."),
    "standard output as a folder": (("build", "-o", "-"), "'-' is no file here. Name one;"),
    "no text to draft": (("draft",), "Missing argument 'TEXT'."),
    "two texts to draft": (("draft", "a", "b"), "unexpected extra argument (b)"),
}


@pytest.mark.usefixtures("birds")
@pytest.mark.parametrize("mistake", WRONG)
def test_a_wrong_command_line_is_told_and_does_nothing(
    run: Run, tmp_path: Path, mistake: str
) -> None:
    words, told = WRONG[mistake]
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["decks"]


@pytest.mark.usefixtures("birds")
@pytest.mark.parametrize("epoch", ["abc", "-5", "1.5", "1e9", " 1700000000", "0x10", "١٧", "+1"])
def test_a_source_date_epoch_that_is_no_second_is_told(
    run: Run, tmp_path: Path, epoch: str
) -> None:
    for command in ("build", "check"):
        ran = run(command, env={"SOURCE_DATE_EPOCH": epoch})
        assert ran.code == 2
        assert "SOURCE_DATE_EPOCH is " in ran.err
        assert "which is no second. Set it to whole seconds since 1970, or unset it." in ran.err
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize(
    ("epoch", "first", "last"),
    [
        ("0", 946_684_800, 946_684_800),
        ("00000000000001700000000", 1_700_000_000, 1_700_000_000),
        ("4102444800", 1_790_000_000, 4_102_444_799),  # 2100: no change is of the future
        ("9" * 5000, 1_790_000_000, 4_102_444_799),
        ("", 1_790_000_000, 4_102_444_799),
    ],
)
def test_a_source_date_epoch_is_kept_between_2000_and_now(
    run: Run, birds: Path, epoch: str, first: int, last: int
) -> None:
    assert run("build", env={"SOURCE_DATE_EPOCH": epoch}).code == 0
    lines = (birds / "deck.lock").read_text(encoding="utf-8").splitlines()
    seconds = [int(line.split()[2]) for line in lines if line.startswith("note ")]
    assert len(seconds) == 2
    assert all(first <= second <= last for second in seconds)


@pytest.mark.usefixtures("birds")
def test_a_flag_may_be_given_twice_and_of_an_option_the_last_counts(
    run: Run, tmp_path: Path
) -> None:
    assert run("build").code == 0
    assert run("build", "--locked", "--locked", "-o", "one", "-o", "two").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["decks", "dist", "two"]
    assert run("check", "--json", "--format", "text").out == "1 deck, 2 notes, 0 problems\n"
    assert run("check", "--format", "text", "--json").out.startswith("{")


@pytest.mark.usefixtures("birds")
def test_a_deck_named_in_several_ways_is_built_once(run: Run, tmp_path: Path) -> None:
    assert run("build").code == 0
    (tmp_path / "link").symlink_to("decks/birds")
    names = ("decks/birds", "decks/birds/", "./decks/birds/deck.yaml", "decks/../decks/birds")
    ran = run("build", *names, str(tmp_path / "decks" / "birds"), "link")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "dist/birds.apkg: 2 notes, 2 cards (1 easy, 0 medium, 1 hard)\n"


def test_the_output_may_be_the_deck_s_own_folder(run: Run, birds: Path) -> None:
    assert run("build", "-o", "decks/birds").code == 0
    assert run("build", "-o", "decks/birds").code == 0
    assert sorted(path.name for path in birds.iterdir()) == ["birds.apkg", "deck.lock", "deck.yaml"]


def test_a_folder_without_a_deck_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("build", "empty")
    assert ran.code == 1
    assert ran.err == (
        "empty/deck.yaml: error: The folder 'empty' holds no deck.yaml. "
        "`ankiflask draft TEXT -o empty/deck.yaml` makes one. [unreadable]\n"
    )


def test_a_text_under_a_deck_file_s_name_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").write_text("A robin sings.\nHmm ...\nA wren too.\n", encoding="utf-8")
    ran = run("build", "notes.yaml")
    assert ran.code == 1
    assert ran.err == (
        "notes.yaml:1: error: A deck file is a table of keys. Begin with `deck: NAME`. "
        "A text to draft from has another ending than .yaml. [not-a-table]\n"
    )


@pytest.mark.parametrize(
    "name", ["x" * 300, "a/" * 3000 + "b", "loop", "loop/deck.yaml", "~nobody"]
)
@pytest.mark.parametrize("command", ["build", "check", "draft"])
def test_a_path_that_leads_nowhere_is_told(
    run: Run, tmp_path: Path, command: str, name: str
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    ran = run(command, name)
    assert ran.code == 1
    assert "cannot be read: " in ran.err or "There is no file '~nobody'." in ran.err
    assert "[unreadable]" in ran.err


@pytest.mark.usefixtures("birds")
@pytest.mark.parametrize("name", ["x" * 300, "decks/birds/deck.yaml/x", "/proc/none"])
def test_an_output_that_leads_nowhere_is_told(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("A robin is a bird.\n", encoding="utf-8")
    for words in (("build", "-o", name), ("draft", "notes.txt", "-o", f"{name}/deck.yaml")):
        ran = run(*words)
        assert ran.code == 4
        assert ran.err.startswith("Error: ")


def test_a_file_that_may_not_be_read_is_told(
    birds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", "decks/birds"]) == 0  # loads all that nobody could load
    (birds / "deck.yaml").chmod(0)
    with _as_nobody():
        codes = [main([command, "decks/birds/deck.yaml"]) for command in ("check", "build")]
    assert codes == [1, 1]
    assert "cannot be read: permission denied. Check its permissions. [unreadable]" in (
        capfd.readouterr().err
    )


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Give up the rights of root, who may read everything; others keep theirs."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
