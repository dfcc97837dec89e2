"""Cards that the real Anki made twice are counted by `doctor` and at the end of a sync."""

import json
import shutil
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.addon.desktop import Line
from tests.anki.learner import Anki, Learner
from tests.anki.make_environments import Environment, environments
from tests.anki.releases import publish
from tests.anki.restyled import new_fronts, restyled, scattered
from tests.anki.test_restyled_note_types import DECK
from tests.cli.command_line import Run
from tests.cli.doctors import Examine

SECOND = 1_700_000_000
LINES: tuple[Line, ...] = ("new", "old")


def twins(learner: Learner) -> int:
    seen = learner.look()
    return len(seen.cards) - len({(card.note, card.ord) for card in seen.cards})


def with_twins(learner: Learner, tmp_path: Path) -> Path:
    """Import a deck and then other fronts, where the database has statistics and the cards of a note are
    not in a row, as those that Anki made itself; return its folder."""
    numbers = publish(tmp_path / "numbers", DECK, SECOND).package
    old = tmp_path / "old.apkg"
    shutil.copy(numbers, old)
    learner.import_package(scattered(old))
    learner.check_database()
    learner.import_package(restyled(numbers, tmp_path / "new.apkg", new_fronts))
    return tmp_path / "numbers"


def test_doctor_counts_them_until_check_database_has_removed_them(
    examine: Examine, ann: Learner, addon: Addon, tmp_path: Path
) -> None:
    before = examine(addon)
    with_twins(ann, tmp_path)
    assert twins(ann) > 10
    asked = len(addon.requests())
    done = examine(addon)
    warning = (
        f"!   Cards: Anki made {twins(ann)} cards of our notes a second time."
        " In Anki, Tools > Check Database removes the copies."
    )
    assert warning in done.out.splitlines()
    assert (done.err, done.code) == ("", 0)
    assert len(addon.requests()) - asked < 12
    ann.check_database()
    assert twins(ann) == 0
    assert "Cards" not in before.out + examine(addon).out


def test_a_sync_that_wrote_something_ends_with_their_number(
    quick: Run, ann: Learner, addon: Addon, tmp_path: Path
) -> None:
    deck = with_twins(ann, tmp_path) / "deck.yaml"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace("What is 3?", "What is three?"), encoding="utf-8")
    done = quick("sync", "numbers", "--yes", "--json", "--url", addon.url)
    report = json.loads(done.out)
    assert (done.code, report["verified"], report["twin_cards"]) == (0, True, twins(ann))
    assert f"Warning: Anki made {twins(ann)} cards of our notes a second time." in done.err
    assert "Tools > Check Database" in done.err
    ann.check_database()
    deck.write_text(text, encoding="utf-8")
    clean = quick("sync", "numbers", "--yes", "--json", "--url", addon.url)
    assert (clean.code, json.loads(clean.out)["twin_cards"], clean.err) == (0, 0, "")


@pytest.mark.parametrize("environment", environments(), ids=lambda each: each.version)
@pytest.mark.parametrize("line", LINES)
def test_every_anki_and_add_on_count_alike(
    examine: Examine, environment: Environment, line: Line, tmp_path: Path
) -> None:
    with Anki(environment) as anki, Learner(anki, tmp_path / "ann") as ann:
        with_twins(ann, tmp_path)
        with ann.serve(line) as addon:
            said = examine(addon).out
        number = twins(ann)
        assert (number > 0) is (environment.version >= "25.09")
        assert (f"Anki made {number} cards of our notes a second time." in said) is (number > 0)
