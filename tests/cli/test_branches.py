"""Two authors, two branches, one deck: git merges the locks and the next build settles them."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.command_line import DECK, Run

ATTRIBUTES = Path(__file__).parents[2] / ".gitattributes"
WREN = """\
  - id: wren-size
    question: How long is a wren?
    answer: Nine centimetres.
"""
OWL = """\
  - id: owl-food
    question: What does a tawny owl eat?
    answer: Mice.
"""


@pytest.fixture
def git(tmp_path: Path) -> "Git":
    return Git(tmp_path)


class Git:
    """Git in the test's folder, with nothing of the machine's own settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self("init", "-q", "-b", "main")
        (folder / ".gitignore").write_text("dist/\n", encoding="utf-8")
        attributes = ATTRIBUTES.read_text(encoding="utf-8")
        (folder / ".gitattributes").write_text(attributes, encoding="utf-8")

    def __call__(self, *words: str) -> None:
        who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
        who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
        who |= {"GIT_CONFIG_GLOBAL": os.devnull, "PATH": os.environ["PATH"]}
        subprocess.run(["git", *words], cwd=self.folder, env=who, check=True, capture_output=True)

    def commit(self) -> None:
        self("add", "-A")
        self("commit", "-q", "-m", "x")


def test_two_branches_that_each_add_a_note_merge_and_build(run: Run, birds: Path, git: Git) -> None:
    deck = birds / "deck.yaml"
    seconds = iter(("1700000000", "1700000100", "1700000200", "1700000300"))

    def build() -> None:
        assert run("build", env={"SOURCE_DATE_EPOCH": next(seconds)}).code == 0

    build()
    git.commit()
    git("checkout", "-q", "-b", "wren")
    deck.write_text(DECK + WREN, encoding="utf-8")
    build()
    git.commit()
    git("checkout", "-q", "main")
    # At another place of the file, since only the lock merges by union.
    deck.write_text(DECK.replace("notes:\n", f"notes:\n{OWL}"), encoding="utf-8")
    build()
    git.commit()
    git("merge", "-q", "wren")

    assert run("build", "--locked").code == 0
    build()
    lines = (birds / "deck.lock").read_text(encoding="utf-8").splitlines()
    notes = [line.split() for line in lines if line.startswith("note ")]
    assert {words[1]: words[2] for words in notes} == {
        "owl-food": "1700000200",
        "robin-colour": "1700000000",
        "robin-egg": "1700000000",
        "wren-size": "1700000100",
    }


def test_two_branches_that_change_one_note_settle_on_a_later_second(
    run: Run, birds: Path, git: Git
) -> None:
    deck = birds / "deck.yaml"
    assert run("build", env={"SOURCE_DATE_EPOCH": "1700000000"}).code == 0
    git.commit()
    git("checkout", "-q", "-b", "answer")
    deck.write_text(DECK.replace("Orange.", "Orange-red."), encoding="utf-8")
    assert run("build", env={"SOURCE_DATE_EPOCH": "1700000100"}).code == 0
    git.commit()
    git("checkout", "-q", "main")
    deck.write_text(DECK.replace("What colour is", "Which colour has"), encoding="utf-8")
    assert run("build", env={"SOURCE_DATE_EPOCH": "1700000200"}).code == 0
    git.commit()
    # Both changed neighbouring lines of the deck file: the author settles that by hand.
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "-q", "answer")
    both = DECK.replace("Orange.", "Orange-red.").replace("What colour is", "Which colour has")
    deck.write_text(both, encoding="utf-8")

    assert run("build", "--locked").code == 1
    assert run("build", env={"SOURCE_DATE_EPOCH": "1700000150"}).code == 0
    lock = (birds / "deck.lock").read_text(encoding="utf-8")
    assert lock.count("note robin-colour ") == 1
    assert "note robin-colour 1700000201 " in lock
    assert run("build", "--locked").code == 0
