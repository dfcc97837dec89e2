"""A maintainer's git repository, with three releases of a deck about birds."""

import os
import subprocess
from pathlib import Path

from tests.anki.releases import build

DAY = 86_400
FIRST_AT = 1_790_000_000
STATEMENTS = """\
A robin is a small bird with an orange breast.
A robin's egg is blue.
The wren's song defends its territory.
An owl hunts at night.
"""
DECK = """\
deck: Birds
uid: birds
source: notes.txt
difficulty: easy
notes:
  - id: robin-colour
    from: [1]
    topics: [robins]
    question: What colour is a robin's breast?
    answer: Orange.
    picture: robin.svg
  - id: robin-egg
    from: [2]
    difficulty: hard
    topics: [robins, eggs]
    cloze: A robin's egg is {{c1::blue}}.
  - id: wren-song
    from: [3]
    question: What is the wren's song for?
    answer: It defends its territory.
  - id: owl-hunt
    from: [4]
    question: When does an owl hunt?
    answer: At night.
"""
_NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ann",
    "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_COMMITTER_NAME": "Ann",
    "GIT_COMMITTER_EMAIL": "ann@example.org",
}


class Repository:
    """The folder, and what a maintainer does in it."""

    def __init__(self, top: Path, second: int = FIRST_AT) -> None:
        self.top = top
        self._second = second
        self.deck = top / "decks/birds/deck.yaml"

    def begin(self) -> None:
        """Write the first version."""
        (self.deck.parent / "media").mkdir(parents=True)
        self.deck.write_text(DECK, encoding="utf-8")
        self.draw("robin.svg", "<svg/>")
        (self.deck.parent / "notes.txt").write_text(STATEMENTS, encoding="utf-8")
        (self.top / ".gitattributes").write_text("deck.lock merge=union\n", encoding="utf-8")
        (self.top / ".gitignore").write_text("dist*\n", encoding="utf-8")
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> str:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        done = subprocess.run(
            ["git", *words],
            cwd=self.top,
            env=kept | _NOBODY,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    def draw(self, name: str, content: str) -> None:
        (self.deck.parent / "media" / name).write_text(content, encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        text = self.deck.read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.deck.write_text(text.replace(old, new), encoding="utf-8")

    def build(self, out: str = "dist") -> Path:
        """Build a day later than the last time."""
        self._second += DAY
        return build(self.deck.parent, self.top / out, self._second).package

    def commit(self, tag: str = "") -> Path:
        """Build and commit all; a release is tagged, and its package is kept by the tag's name."""
        package = self.build(f"dist-{tag}")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", tag or "work")
        if tag:
            self.git("tag", tag)
        return package


def three_releases(top: Path) -> Repository:
    """Publish the deck three times; the third release merges two branches."""
    ours = Repository(top)
    ours.begin()
    ours.commit("v1.0")
    ours.edit("answer: Orange.", "answer: Orange, and a *bright* one.")
    ours.edit("difficulty: hard", "difficulty: medium")
    ours.edit("topics: [robins]", "topics: [colours]")
    ours.draw("robin.svg", "<svg><circle/></svg>")
    ours.deck.write_text(
        ours.deck.read_text(encoding="utf-8")
        + "  - id: owl-food\n    question: What does an owl eat?\n    answer: Mice.\n",
        encoding="utf-8",
    )
    ours.commit("v1.1")
    ours.git("checkout", "--quiet", "-b", "owls")
    ours.edit("answer: At night.", "answer: At night, by ear.")
    ours.commit()
    ours.git("checkout", "--quiet", "main")
    _retire_wren(ours)
    ours.commit()
    ours.git("merge", "--quiet", "--no-edit", "owls")
    ours.commit("v2.0")
    return ours


def _retire_wren(ours: Repository) -> None:
    ours.edit(
        "  - id: wren-song\n    from: [3]\n    question: What is the wren's song for?\n"
        "    answer: It defends its territory.\n",
        "",
    )
    ours.edit("difficulty: easy\nnotes:", "difficulty: easy\nretired: [wren-song]\nnotes:")
