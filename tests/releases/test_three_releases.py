"""A maintainer asks at each step what a release changes, and is told the right thing, whole."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ankiflask.clock import Clock
from ankiflask.pipeline.diff import diff
from ankiflask.releases.model import Level, ReleaseChange
from tests.anki.releases import build
from tests.cli.command_line import Run
from tests.releases.repository import DAY, FIRST_AT, Repository

EXPECTED = Path(__file__).parents[1] / "cases" / "diff"
Holds = Callable[[Path, str], None]


STEPS = [
    ("v1.0:decks/birds", "v1.1:decks/birds", "edits.txt"),
    ("v1.0:decks/birds", "v1.1:decks/birds", "edits.md"),
    ("v1.1:decks/birds", "v2.0:decks/birds", "merge-and-retirement.txt"),
    ("v1.1:decks/birds", "v2.0:decks/birds", "merge-and-retirement.md"),
    ("v1.0:decks/birds", "v2.0:decks/birds", "both.json"),
    ("v2.0:decks/birds", "v1.0:decks/birds", "backwards.txt"),
]
FORMATS = {".txt": "text", ".md": "markdown", ".json": "json"}


def test_each_step_is_told_whole(ours: Repository, run: Run, holds: Holds) -> None:
    assert ours.git("status", "--porcelain") == ""
    for old, new, expected in STEPS:
        ran = run("diff", old, new, "--format", FORMATS[Path(expected).suffix])
        assert ran.code == (expected == "backwards.txt"), ran.err
        holds(EXPECTED / expected, ran.out)
    assert ours.git("status", "--porcelain") == ""


@pytest.mark.parametrize("suffix", FORMATS)
def test_notes_with_a_new_time_and_no_change_are_an_error_in_every_format(
    ours: Repository,
    run: Run,
    tmp_path_factory: pytest.TempPathFactory,
    holds: Holds,
    suffix: str,
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(ours.top / "decks", elsewhere / "decks")
    (elsewhere / "decks/birds/deck.lock").unlink()
    again = build(elsewhere / "decks/birds", elsewhere, FIRST_AT + 50 * DAY).package
    (ours.top / "again.apkg").write_bytes(again.read_bytes())
    words = ("dist-v2.0/birds.apkg", "again.apkg", "--format", FORMATS[suffix])
    ran = run("diff", *words)
    assert ran.code == 1
    assert "restamped" in ran.out + ran.err
    holds(EXPECTED / f"restamped{suffix}", ran.out)
    assert run("diff", *words, "--fail-on", "major").code == 1


def test_a_release_is_the_same_as_package_as_folder_and_as_revision(
    ours: Repository, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ours.top)

    def told(old: str, new: str) -> ReleaseChange:
        return replace(diff(old, new, clock, os.environ), old="", new="")

    names = (
        "dist-v2.0/birds.apkg", "decks/birds", "decks/birds/deck.yaml", "v2.0:decks/birds",
        "main:./decks/birds/", "v2.0^{commit}:decks/birds/deck.yaml",
    )  # fmt: skip
    for name in names:
        same = told("v2.0:decks/birds", name)
        assert (same.level, same.changed, same.unchanged) == (Level.NONE, (), 4)
    first = told("v1.0:decks/birds", "v2.0:decks/birds")
    assert first.level is Level.MINOR
    for name in names:
        assert told("v1.0:decks/birds", name) == told("dist-v1.0/birds.apkg", name) == first


def test_what_is_not_built_yet_is_compared_as_the_next_build_would_have_it(
    ours: Repository, run: Run
) -> None:
    lock = ours.deck.with_name("deck.lock").read_bytes()
    ours.edit("answer: Mice.", "answer: Mice and voles.")
    ran = run("diff", "v2.0:decks/birds", "decks/birds")
    assert "owl-food\n      Answer: Mice{+ and voles+}.\n" in ran.out
    assert "never" not in ran.out
    assert ours.deck.with_name("deck.lock").read_bytes() == lock


def test_a_lost_id_is_told_with_the_note_that_it_was_renamed_to(ours: Repository, run: Run) -> None:
    ours.edit("id: owl-hunt", "id: owl-hunting")
    ours.edit("When does an owl hunt?", "When does an owl go hunting?")
    ran = run("diff", "v2.0:decks/birds", "decks/birds", "--fail-on", "major")
    assert ran.code == 1
    assert ran.err == "It asks a major thing of learners, so this fails (--fail-on major).\n"
    assert (
        "error: 'owl-hunt' is gone, and is not retired. It looks renamed to 'owl-hunting'"
        in ran.out
    )
    assert run("build").code == 1


def test_a_renamed_deck_and_a_turned_kind_are_told_and_not_refused(
    ours: Repository, run: Run, holds: Holds
) -> None:
    ours.edit("deck: Birds", "deck: Garden::Birds")
    ours.edit(
        "    question: What does an owl eat?\n    answer: Mice.\n",
        "    cloze: An owl eats {{c1::mice}}.\n",
    )
    holds(EXPECTED / "renamed-deck.txt", run("diff", "v2.0:decks/birds", "decks/birds").out)


def test_another_uid_makes_every_note_a_new_one(ours: Repository, run: Run, holds: Holds) -> None:
    ours.edit("uid: birds", "uid: fowls")
    holds(EXPECTED / "another-uid.txt", run("diff", "v2.0:decks/birds", "decks/birds").out)


@pytest.mark.parametrize(
    ("level", "old", "code"),
    [
        ("major", "v1.0:decks/birds", 0),
        ("minor", "v1.0:decks/birds", 1),
        ("patch", "v1.0:decks/birds", 1),
        ("patch", "v2.0:decks/birds", 0),
    ],
)
def test_fail_on_fails_at_its_level_and_above(
    ours: Repository, run: Run, level: str, old: str, code: int
) -> None:
    assert ours.top.is_dir()
    assert run("diff", old, "decks/birds", "--fail-on", level).code == code
