"""`release-check.sh` in a new deck's repository, from its first release to its second era."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.command_line import Ran, Run
from tests.new.test_new import uid_in

# A stand-in for GitHub's own program: it knows two releases, as GitHub's answer tells them, and
# gives the package that it was handed.
GH = """\
#!/bin/sh
case "$*" in
    "api repos/{owner}/{repo}/releases?per_page=100 --jq "*) printf 'v1.1.0\\nv0.9.0\\n' ;;
    "release download v1.1.0 --pattern *.apkg --dir "*) cp "$RELEASED"/*.apkg "$7" ;;
    *) exit 1 ;;
esac
"""


class Repository:
    """A new deck under git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "dist" / "release"
        self.deck = folder / "decks" / "birds" / "deck.yaml"
        self.uid = uid_in(folder)

    def run(self, *words: str, code: int = 0, env: Mapping[str, str] = {}) -> Ran:
        here = str(Path(sys.executable).parent)
        git = {
            f"GIT_{who}_{what}": "a@b"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        git |= {"GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(self.folder)}
        path = {"PATH": os.pathsep.join([env.get("BEFORE", here), here, os.environ["PATH"]])}
        done = subprocess.run(
            words,
            cwd=self.folder,
            env={**git, **path, **env},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return Ran(done.stdout, done.stderr, done.returncode)

    def check(self, *words: str, code: int = 0, env: Mapping[str, str] = {}) -> Ran:
        return self.run("sh", "release-check.sh", *words, code=code, env=env)

    def release(self, tag: str, old: str, new: str, *options: str) -> None:
        """Change the deck, build, commit, tag."""
        text = self.deck.read_text(encoding="utf-8")
        assert old in text
        self.deck.write_text(text.replace(old, new), encoding="utf-8")
        self.run("ankiflask", "build", *options)
        self.run("git", "add", "-A")
        self.run("git", "commit", "-q", "-m", tag)
        self.run("git", "tag", tag)

    @property
    def notes(self) -> str:
        return (self.out / "NOTES.md").read_text(encoding="utf-8")


@pytest.fixture
def deck(run: Run, tmp_path: Path) -> Repository:
    assert run("new", "Birds").code == 0
    return Repository(tmp_path / "Birds")


@pytest.fixture
def repository(deck: Repository) -> Repository:
    deck.run("git", "init", "-q", "-b", "main")
    deck.release("v1.0.0", "Jupiter.", "Jupiter, by far.")
    return deck


def told_fetches(ran: Ran) -> list[str]:
    return re.findall(r"^Fetching the packages of (.*)$", ran.err, re.MULTILINE)


def test_the_first_release_has_nothing_to_upgrade_from_and_is_made(deck: Repository) -> None:
    ran = deck.check()
    assert "There is no earlier release to upgrade from." in ran.err
    package = f"{deck.uid}.apkg"
    assert sorted(os.listdir(deck.out)) == ["NOTES.md", "SHA256SUMS", package, "build.json"]  # noqa: PTH208
    assert deck.notes == f"**{deck.uid}**: the first release of this deck.\n\n"
    digest = hashlib.sha256((deck.out / package).read_bytes()).hexdigest()
    assert (deck.out / "SHA256SUMS").read_text(encoding="utf-8") == f"{digest}  {package}\n"
    (built,) = json.loads((deck.out / "build.json").read_text(encoding="utf-8"))["decks"]
    assert built["sha256"] == digest
    assert len(built["digest"]) == 64


def test_the_upgrade_is_rehearsed_from_the_last_three_and_told_from_the_last(
    repository: Repository,
) -> None:
    repository.release("v1.9.0", "by far.", "by very far.")
    repository.release("v1.10.0-rc1", "by very far.", "by quite far.")
    repository.release("v1.10.0", "by quite far.", "of course.")
    repository.release("v1.11.0", "of course.", "the giant.")
    ran = repository.check("v1.11.0")
    assert told_fetches(ran) == ["v1.10.0", "v1.10.0-rc1", "v1.9.0"]
    assert ran.out.count("v1.10.0") >= 1
    assert "1 note changed" in repository.notes
    assert "of course" in repository.notes
    assert "the giant" in repository.notes
    assert "by very far" not in repository.notes


def test_with_a_token_it_takes_what_learners_have(repository: Repository, tmp_path: Path) -> None:
    released, stand_in = tmp_path / "released", tmp_path / "bin" / "gh"
    repository.run("ankiflask", "build", "-o", str(released))
    stand_in.parent.mkdir()
    stand_in.write_text(GH, encoding="utf-8")
    stand_in.chmod(0o755)
    repository.release("v1.1.0", "by far.", "by very far.")
    repository.release("v1.2.0", "by very far.", "the giant.")  # a tag that never was released
    repository.release("v1.3.0", "the giant.", "of course.")
    given = {"GH_TOKEN": "x", "RELEASED": str(released), "BEFORE": str(stand_in.parent)}
    ran = repository.check("v1.3.0", env=given)
    assert told_fetches(ran) == ["v1.1.0"]
    assert "by far" in repository.notes  # what was released, whatever the tag holds


def test_a_deck_that_went_needs_a_new_era(repository: Repository) -> None:
    (repository.deck.parent / "deck.lock").unlink()
    repository.release("v1.1.0", f"uid: {repository.uid}", "uid: other")
    ran = repository.check("v1.1.0", code=1)
    assert f"v1.0.0 has {repository.uid}.apkg, and this release has not" in ran.err
    assert "name a tag whose first number is higher\nthan that of v1.0.0" in ran.err
    repository.check("v2.0.0")
    assert repository.notes == "**other**: the first release of this deck.\n\n"


def test_a_change_that_asks_much_of_learners_needs_a_new_era(repository: Repository) -> None:
    repository.release("v1.1.0", "deck: Birds", "deck: Fowl", "--unreleased", "--yes")
    assert "[deck-renamed]" in repository.check("v1.1.0", code=1).out
    ran = repository.check("v2.0.0")
    assert "The upgrade fails; v2.0.0 may do so" in ran.err
    assert "The deck 'Birds' is now called 'Fowl'" in repository.notes


def test_an_id_that_was_lost_needs_a_new_era(repository: Repository) -> None:
    ids = "id: largest-planet", "id: greatest-planet"
    repository.release("v1.1.0", *ids, "--unreleased", "--yes")
    ran = repository.check("v1.1.0", code=1)
    assert "name a tag whose first number is higher" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "answer: Jup",
            "answr: Jup",
            "decks/birds/deck.yaml:15: error: 'answr' is no key of a note.",
        ),
        ("answer: Jup", "answer: by Jup", "decks/birds/deck.lock: error: The lock is stale"),
    ],
)
def test_a_deck_with_errors_or_a_stale_lock_is_no_release(
    repository: Repository, old: str, new: str, told: str
) -> None:
    text = repository.deck.read_text(encoding="utf-8")
    repository.deck.write_text(text.replace(old, new), encoding="utf-8")
    assert told in repository.check("v1.1.0", code=1).err
    assert not repository.out.exists()


def test_an_earlier_tag_without_decks_is_passed_over(repository: Repository) -> None:
    repository.run("git", "checkout", "-q", "--orphan", "before")
    repository.run("git", "rm", "-q", "-r", "--cached", ".")
    repository.run("git", "commit", "-q", "--allow-empty", "-m", "begin")
    repository.run("git", "tag", "v0.1.0")
    repository.run("git", "add", "-A")
    repository.run("git", "commit", "-q", "-m", "a deck")
    ran = repository.check("v1.0.0")
    assert told_fetches(ran) == ["v0.1.0"]
    assert "the first release" in repository.notes
    assert not list(Path(repository.folder).glob(".*.new"))


def test_notes_with_new_times_and_no_change_are_no_release(repository: Repository) -> None:
    repository.run("git", "rm", "-q", "-r", "--cached", "decks/birds/deck.lock")
    (repository.deck.parent / "deck.lock").rename(repository.folder / "kept")
    time.sleep(1.1)  # The times of a lock are whole seconds.
    # Built where nothing is known of the first release, as on another person's machine.
    other = repository.folder.parent / "other"
    shutil.copytree(repository.deck.parent, other / "decks" / "birds")
    repository.run("ankiflask", "build", str(other / "decks" / "birds"), "-o", str(other))
    shutil.copy(other / "decks" / "birds" / "deck.lock", repository.deck.parent)
    repository.run("git", "add", "-A")
    repository.run("git", "commit", "-q", "-m", "a new lock")
    ran = repository.check("v1.0.1", code=1)
    assert "[unchanged-note-restamped]" in ran.out
    assert "name a tag whose first number is higher" in ran.err
