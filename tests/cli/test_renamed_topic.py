"""A first topic renamed under `subdecks: topic`: every command says that cards stay where they are."""

import json
import shutil
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.anki.learner import Learner
from tests.cli.command_line import Run
from tests.sync.desks import FIRST_AT, Author, cards

DAY = 86_400


@pytest.fixture
def renamed(ann: Learner, tmp_path: Path) -> Author:
    """Publish a deck whose first topics name subdecks; Ann imports it. Then one gets another name."""
    author = Author(tmp_path / "birds")
    author.describe(subdecks="topic")
    package = author.release(FIRST_AT)
    shutil.copy(package, tmp_path / "old.apkg")
    ann.import_package(package)
    for note in author.notes.values():
        note["topics"] = ["aves" if topic == "birds" else topic for topic in note["topics"]]
    author.write()
    return author


def test_check_warns_before_the_build(quick: Run, renamed: Author) -> None:
    done = quick("check", "birds", "--json")
    found = [p for p in json.loads(done.out)["problems"] if p["rule"] == "first-topic-changed"]
    (problem,) = found
    assert problem["severity"] == "warning"
    assert problem["message"].startswith(
        "The first topic of 7 notes was 'birds' at the last build and is 'aves'."
        " Cards that learners have stay in the subdeck 'Birds::birds'."
    )
    assert renamed.uid == "birds"


def test_diff_is_major(quick: Run, renamed: Author, tmp_path: Path) -> None:
    shutil.copy(renamed.release(FIRST_AT + DAY), tmp_path / "new.apkg")
    done = quick("diff", "old.apkg", "new.apkg", "--fail-on", "major", "--json")
    said = json.loads(done.out)
    assert (done.code, said["level"]) == (1, "major")
    assert said["renamed_decks"] == [{"old": "Birds::birds", "new": "Birds::aves"}]
    assert said["reasons"][0]["rule"] == "deck-renamed"


@pytest.mark.anki
def test_verify_fails_and_names_the_topic(quick: Run, renamed: Author, tmp_path: Path) -> None:
    shutil.copy(renamed.release(FIRST_AT + DAY), tmp_path / "new.apkg")
    done = quick("verify", "new.apkg", "--upgrade-from", "old.apkg", "--json")
    (problem,) = (p for p in json.loads(done.out)["problems"] if p["severity"] == "error")
    assert (done.code, problem["rule"], len(problem["ids"])) == (1, "deck-renamed", 7)
    assert "from the deck “Birds::birds” to “Birds::aves”" in problem["message"]
    assert "Write the first topic that these notes had" in problem["message"]


def test_sync_says_so_and_moves_nothing(
    quick: Run, renamed: Author, ann: Learner, addon: Addon
) -> None:
    renamed.add("tit", question="Which bird is a tit?", answer="A small one.", topics=["aves"])
    renamed.write()
    words = ("sync", "birds", "--url", addon.url)
    planned = quick(*words, "--dry-run").out
    assert (
        "7 notes with another first topic: a sync moves no card, so theirs stay where they are"
        " ('Birds::birds' at first), and not in 'Birds::aves'." in planned
    )
    assert quick(*words, "--yes-many").code == 0
    assert {card.deck for card in cards(ann, "owl", "wren", "tit")} == {"Birds::birds"}
    assert "first topic" not in quick(*words, "--dry-run").out


def test_a_topic_more_behind_the_first_is_none_of_this(
    quick: Run, renamed: Author, addon: Addon
) -> None:
    for note in renamed.notes.values():
        note["topics"] = [*("birds" if t == "aves" else t for t in note["topics"]), "more"]
    renamed.write()
    assert "first topic" not in quick("sync", "birds", "--dry-run", "--url", addon.url).out
