"""Streams that are closed, terminals that act on what they are sent, folders that are gone."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.cli.command_line import DECK, Run
from tests.waiting import HANG_LIMIT

ACTING = "a\x1b[31mb\nc\u202ed"
SHOWN = "a\\x1b[31mb\\nc\\u202ed"
BARE = {"PATH": os.environ["PATH"]}


def start(
    folder: Path,
    *words: str | bytes,
    env: Mapping[str, str] = {},
    stdin: int | None = None,
    stdout: int = subprocess.PIPE,
    stderr: int = subprocess.PIPE,
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "ankiflask", *words],
        cwd=folder,
        env=BARE | dict(env),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
    )


def shell(folder: Path, line: str) -> tuple[str, int]:
    """Run a line of bash, in which `ankiflask` is ours; return what it printed, and its code."""
    ours = f'ankiflask() {{ "{sys.executable}" -m ankiflask "$@"; }}\n'
    done = subprocess.run(
        ["bash", "-c", ours + line],
        cwd=folder,
        env=BARE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=HANG_LIMIT,
        check=False,
    )
    assert "Traceback" not in done.stdout
    assert "Exception ignored" not in done.stdout
    return done.stdout, done.returncode


@pytest.mark.usefixtures("birds")
@pytest.mark.parametrize(
    ("line", "told", "code"),
    [
        ("ankiflask build >&-", "Error: Standard output is closed, so the result could not", 4),
        ("ankiflask build >/dev/full", "Error: Standard output could not be written: no space", 4),
        ("ankiflask build --json >/dev/full", "Error: Standard output could not be written", 4),
        ("ankiflask check >/dev/full", "Error: Standard output could not be written", 4),
        ("ankiflask draft notes.txt >/dev/full", "Error: Standard output could not be", 4),
        ("ankiflask --help >/dev/full", "Error: The system refuses: No space left on device.", 4),
        ("ankiflask build 2>&-", "dist/birds.apkg: 2 notes", 0),
        ("ankiflask build 2>/dev/full", "dist/birds.apkg: 2 notes", 0),
        ("ankiflask check gone 2>&-", "0 decks, 0 notes, 1 problem", 1),
        ("ankiflask check gone 2>/dev/full", "0 decks, 0 notes, 1 problem", 1),
        ("ankiflask biuld 2>/dev/full", "", 2),
        ("ankiflask build >&- 2>&-", "", 4),
        ("ankiflask build <&-", "dist/birds.apkg: 2 notes", 0),
    ],
)
def test_a_closed_or_full_stream_is_told_where_it_can_be(
    tmp_path: Path, line: str, told: str, code: int
) -> None:
    (tmp_path / "notes.txt").write_text("A robin is a bird.\n", encoding="utf-8")
    shell(tmp_path, "ankiflask build")
    printed, got = shell(tmp_path, line)
    assert got == code
    assert printed.startswith(told)


@pytest.mark.usefixtures("birds")
@pytest.mark.parametrize("words", ["build", "check", "check --json", "draft notes.txt", "--help"])
def test_a_reader_that_has_gone_ends_a_command_without_a_word(tmp_path: Path, words: str) -> None:
    (tmp_path / "notes.txt").write_text("A robin is a bird.\n", encoding="utf-8")
    shell(tmp_path, "ankiflask build")
    reader, writer = os.pipe()
    os.close(reader)
    with start(tmp_path, *words.split(), stdout=writer) as process:
        os.close(writer)
        _, err = process.communicate(timeout=HANG_LIMIT)
    assert err == b""
    assert process.returncode in (1, 4)


@pytest.mark.parametrize("command", ["build", "check", "draft"])
def test_a_name_with_signs_for_the_terminal_is_shown_and_not_sent(run: Run, command: str) -> None:
    ran = run(command, ACTING)
    assert ran.code == 1
    assert ran.err.startswith(f"{SHOWN}: error: There is no file '{SHOWN}'.")
    assert "\x1b" not in ran.err + ran.out


@pytest.mark.usefixtures("birds")
def test_no_word_of_the_command_line_reaches_the_terminal_raw(run: Run, tmp_path: Path) -> None:
    for words in (
        ("build", "-o", ACTING),
        (ACTING,),
        (f"--{ACTING}",),
        ("build", f"--{ACTING}"),
        ("build", "--format", ACTING),
        ("draft", "x", ACTING),
        ("build", "-o", f"decks/birds/deck.yaml/{ACTING}"),
    ):
        ran = run(*words)
        assert "\x1b" not in ran.out + ran.err
        assert "\u202e" not in ran.out + ran.err
    assert (tmp_path / ACTING / "birds.apkg").exists()


def test_no_text_of_a_deck_reaches_the_terminal_raw(run: Run, birds: Path) -> None:
    deck = DECK.replace("Orange.", r'"\e[31m ![a](x\e[31my\u202e) {{C1::"').replace(
        "id: robin-egg", r'id: "\e[2J"'
    )
    (birds / "deck.yaml").write_text(deck, encoding="utf-8")
    for form in ("text", "json", "github"):
        ran = run("check", "--format", form)
        assert ran.code == 1
        assert "\x1b" not in ran.out + ran.err
        assert "\u202e" not in ran.out + ran.err


@pytest.mark.usefixtures("birds")
def test_an_argument_that_is_no_utf_8_is_a_name_like_any_other(tmp_path: Path) -> None:
    for words, code in (((b"build", b"-o", b"caf\xe9"), 0), ((b"check", b"caf\xe9.yaml"), 1)):
        process = start(tmp_path, *words, stderr=subprocess.STDOUT)
        printed, _ = process.communicate(timeout=HANG_LIMIT)
        assert process.returncode == code
        assert rb"caf\udce9" in printed
    assert (Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9")) / "birds.apkg").exists()


@pytest.mark.usefixtures("birds")
@pytest.mark.parametrize(
    "env",
    [
        {},
        {"LANG": "C", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii:strict", "LC_ALL": "POSIX", "PYTHONUTF8": "0"},
        {"COLUMNS": "1", "LINES": "1"},
        {"COLUMNS": "x"},
        {"TERM": "dumb"},
    ],
    ids=str,
)
def test_any_surroundings_without_a_home_will_do(tmp_path: Path, env: Mapping[str, str]) -> None:
    (tmp_path / "notes.txt").write_text("Ein Rotkehlchen ist ein Vögelchen.\n", encoding="utf-8")
    for words in (("build",), ("check", "Vögel"), ("--help",), ("build", "--help")):
        process = start(tmp_path, *words, env=env)
        out, err = process.communicate(timeout=HANG_LIMIT)
        assert out
        assert b"Traceback" not in err
        assert process.returncode == (1 if "Vögel" in words else 0)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16", "utf-8"])
def test_a_deck_file_on_standard_output_is_utf_8_in_every_surroundings(
    tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "notes.txt").write_text("Ein Rotkehlchen ist ein Vögelchen 🐦.\n", encoding="utf-8")
    env = {"PYTHONIOENCODING": encoding}
    process = start(tmp_path, "draft", "notes.txt", env=env)
    out, _ = process.communicate(timeout=HANG_LIMIT)
    assert process.returncode == 0
    assert "Vögelchen 🐦" in out.decode("utf-8")


@pytest.mark.parametrize(
    "words", ["build", "build x", "check x", "draft x", "build -o y", "--help"]
)
def test_a_working_folder_that_is_gone_is_told(tmp_path: Path, words: str) -> None:
    (tmp_path / "gone").mkdir()
    printed, code = shell(tmp_path, f"cd gone; rmdir ../gone; ankiflask {words}")
    assert printed
    assert code == (0 if words == "--help" else 1 if "x" in words else 2)


def test_a_draft_into_a_working_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    (tmp_path / "notes.txt").write_text("A robin is a bird.\n", encoding="utf-8")
    line = f"cd gone; rmdir ../gone; ankiflask draft {tmp_path}/notes.txt -o deck.yaml"
    printed, code = shell(tmp_path, line)
    assert printed.startswith("Error: ")
    assert code == 4


def test_ctrl_c_ends_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    notes = "".join(
        f"  - id: robin-{number}\n    question: Q {number}?\n    answer: A.\n"
        for number in range(60_000)
    )
    deck = f"deck: Birds\nuid: birds\ndifficulty: easy\nnotes:\n{notes}"
    (tmp_path / "deck.yaml").write_text(deck, encoding="utf-8")
    process = start(tmp_path, "build", "deck.yaml")
    _wait_until_reading(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=HANG_LIMIT)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().strip() == "Stopped."
    assert [path.name for path in tmp_path.iterdir()] == ["deck.yaml"]


def _wait_until_reading(process: "subprocess.Popen[bytes]") -> None:
    """Return when the process has read its deck and is at work on it: it has used a second."""
    ticks = os.sysconf("SC_CLK_TCK")
    while process.poll() is None:
        fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").split()
        if int(fields[13]) >= ticks:
            return
        select.select([], [], [], 0.02)


@pytest.mark.parametrize("words", [("check", "gone"), ("build",), ("build", "--lokced")])
def test_colours_are_for_terminals_that_want_them(tmp_path: Path, words: Sequence[str]) -> None:
    is_coloured = b"\x1b[31m" in on_terminal(tmp_path, *words)
    assert is_coloured == ("--lokced" not in words)
    assert b"\x1b" not in on_terminal(tmp_path, *words, env={"NO_COLOR": "1"})
    process = start(tmp_path, *words, stderr=subprocess.STDOUT)
    printed, _ = process.communicate(timeout=HANG_LIMIT)
    assert printed
    assert b"\x1b" not in printed


def test_a_long_deck_shows_its_progress_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    notes = "".join(
        f"  - id: robin-{number}\n    question: Q {number}?\n    answer: A.\n"
        for number in range(1_000)
    )
    deck = f"deck: Birds\nuid: birds\nallow: [Q017]\ndifficulty: easy\nnotes:\n{notes}"
    (tmp_path / "deck.yaml").write_text(deck, encoding="utf-8")
    assert b"Rendering" in on_terminal(tmp_path, "check", "deck.yaml")
    assert shell(tmp_path, "ankiflask check deck.yaml") == ("1 deck, 1,000 notes, 0 problems\n", 0)
    assert shell(tmp_path, "ankiflask check deck.yaml 2>&-")[1] == 0


def on_terminal(folder: Path, *words: str, env: Mapping[str, str] = {}) -> bytes:
    """Return what a command sends to a terminal."""
    ours, theirs = pty.openpty()
    process = start(folder, *words, env=env, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    sent = b"".join(_sent(ours))
    os.close(ours)
    process.wait(timeout=HANG_LIMIT)
    return sent


def _sent(terminal: int) -> Iterator[bytes]:
    while select.select([terminal], [], [], HANG_LIMIT)[0]:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux's way to say that the other end is closed
            return
        if not piece:
            return
        yield piece
