"""The README's examples really ran: each command is run, in order, and prints what stands there."""

import re
from pathlib import Path

from tests.addon.client import Addon
from tests.addon.conftest import addon, ann, newest
from tests.cli.command_line import Run

__all__ = ["addon", "ann", "newest"]

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
SESSION = re.compile(r"<!-- run( fails)? -->\n```console\n(.*?)```", re.DOTALL)
LIVE = re.compile(r"<!-- run with Anki -->\n```console\n(.*?)```", re.DOTALL)


def test_every_example_prints_what_the_readme_shows(run: Run, tmp_path: Path) -> None:
    for name, text in FILE.findall(README):
        (tmp_path / name).write_text(text, encoding="utf-8")
    sessions = SESSION.findall(README)
    assert len(sessions) >= 3
    for fails, session in sessions:
        for example in session.split("$ ankiflask ")[1:]:
            words, _, shown = example.partition("\n")
            ran = run(*words.split())
            assert ran.err + ran.out == shown
            assert (ran.code != 0) == bool(fails)


def test_every_example_with_a_running_anki_prints_what_the_readme_shows(
    run: Run, birds: Path, addon: Addon, tmp_path: Path
) -> None:
    assert birds.is_dir()
    env = {"ANKICONNECT_URL": addon.url, "XDG_STATE_HOME": str(tmp_path / "state")}
    (session,) = LIVE.findall(README)
    for example in session.split("$ ankiflask ")[1:]:
        words, _, shown = example.partition("\n")
        ran = run(*words.split(), env=env)
        printed = (ran.out + ran.err).replace(addon.url, "http://127.0.0.1:8765")
        assert printed.replace(str(tmp_path / "state"), "~/.local/state") == shown
        assert ran.code == 0


def test_the_deck_file_that_the_readme_shows_is_one(run: Run, tmp_path: Path) -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    folder = tmp_path / "decks" / "birds"
    (folder / "media").mkdir(parents=True)
    (folder / "deck.yaml").write_text(shown, encoding="utf-8")
    for name in ("robin.png", "robin.mp3"):
        (folder / "media" / name).write_bytes(b"x")
    for name, text in FILE.findall(README):
        (folder / name).write_text(text, encoding="utf-8")
    ran = run("build")
    assert ran.code == 0, ran.err
    assert "2 notes, 3 cards" in ran.out


def test_every_command_and_option_is_in_the_readme(run: Run) -> None:
    table = README[README.index("### The commands") :]
    listed = run("--help").out.split("Commands:")[1].split("Exit codes")[0]
    commands = re.findall(r"^  (\w+) ", listed, re.MULTILINE)
    assert commands == "build draft check preview sync diff doctor verify new".split()
    for command in commands:
        (row,) = re.findall(rf"^\| `ankiflask {command} .*$", table, re.MULTILINE)
        for option in re.findall(r"  (?:-\w, )?(--[\w-]+)", run(command, "--help").out):
            in_row = option in row or option == "--help"
            assert in_row or (option, command) in OTHER_NAMES, f"{option} of {command}"


# `-o` stands in the table for `--output`; `--json` and `--format` are two names of one thing.
OTHER_NAMES = {
    ("--output", "build"),
    ("--output", "draft"),
    ("--output", "new"),
    ("--output", "preview"),
    ("--format", "build"),
    ("--format", "draft"),
    ("--format", "new"),
    ("--format", "sync"),
    ("--format", "doctor"),
    ("--json", "check"),
    ("--json", "diff"),
    ("--json", "verify"),
}
