"""The learner of these tests sees the harm that a careless package does; so the tests can fail."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.anki.learner import Anki, AnkiError, Learner
from tests.anki.make_environments import Environment, environments
from tests.anki.naive import naive_package

pytestmark = pytest.mark.anki

_NOTES = (("one", "1 + 0?", "1"), ("two", "1 + 1?", "2"))
_LONG_AGO, _FAR_AHEAD = 1_700_000_000, 2_100_000_000


def test_an_environment_that_was_never_made_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(AnkiError, match=r"Anki 99\.01 is not installed .* Run `make test`"):
        Anki(Environment("99.01", "anki==99.1", tmp_path / "99.01"))


def test_an_environment_with_another_version_names_the_remedy() -> None:
    outdated = replace(environments()[0], requirement="anki==99.1")
    with pytest.raises(AnkiError, match=r"not as anki==99\.1\. Run `make test`"):
        Anki(outdated)


def test_each_environment_holds_the_version_that_its_line_names(
    anki: Anki, environment: Environment
) -> None:
    wanted = environment.requirement.removeprefix("anki==").split(".")
    assert [int(part) for part in anki.wheel.split(".")] == [int(part) for part in wanted]


def test_an_unknown_import_option_is_refused(learner: Learner, tmp_path: Path) -> None:
    package = naive_package(tmp_path / "naive.apkg", _NOTES, _LONG_AGO)
    with pytest.raises(AnkiError, match="no import option"):
        learner.import_package(package, merge_note_types=1)


def test_another_field_list_is_seen_as_a_conflict(learner: Learner, tmp_path: Path) -> None:
    learner.import_package(naive_package(tmp_path / "first.apkg", _NOTES, _LONG_AGO))
    wider = naive_package(
        tmp_path / "wider.apkg", _NOTES, _FAR_AHEAD, ("ID", "Front", "Back", "More")
    )
    log = learner.import_package(wider)
    assert log.conflicting == ("one", "two")
    assert log.updated == ()


def test_one_second_for_all_notes_is_seen_to_wipe_an_edit(learner: Learner, tmp_path: Path) -> None:
    learner.import_package(naive_package(tmp_path / "first.apkg", _NOTES, _LONG_AGO))
    (one, _) = learner.look().notes
    learner.edit(one, "Back", "my own words")
    learner.import_package(naive_package(tmp_path / "again.apkg", _NOTES, _FAR_AHEAD))
    assert learner.look().note(one.guid).fields["Back"] == "1"


def test_a_deleted_note_and_its_card_are_gone(learner: Learner, tmp_path: Path) -> None:
    learner.import_package(naive_package(tmp_path / "first.apkg", _NOTES, _LONG_AGO))
    one, two = learner.look().notes
    learner.delete(one)
    left = learner.look()
    assert left.notes == (two,)
    assert [card.note for card in left.cards] == [two.id]


def test_an_emptied_front_is_seen_as_a_complaint(learner: Learner, tmp_path: Path) -> None:
    learner.import_package(naive_package(tmp_path / "first.apkg", _NOTES, _LONG_AGO))
    learner.edit(learner.look().notes[0], "Front", "")
    assert [bool(card.complaints) for card in learner.render()] == [True, False]
    (found,) = learner.check_database()
    assert "has empty cards" in found


def test_a_picture_that_is_not_there_is_seen_as_missing(learner: Learner, tmp_path: Path) -> None:
    notes = (("one", "What is it?", '<img src="nowhere.png">'),)
    learner.import_package(naive_package(tmp_path / "first.apkg", notes, _LONG_AGO))
    assert learner.check_database() == ("missing media nowhere.png",)
