"""A learner who has studied and changed things imports the next release."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ankiflask.identity import NoteId, guid
from tests.anki.collection import Collection, Note
from tests.anki.learner import Anki, ImportLog, Learner
from tests.anki.make_environments import Environment
from tests.anki.releases import Capitals

pytestmark = pytest.mark.anki

_GOOD, _EASY = 3, 4
_SUSPENDED = -1


def _ids(*note_ids: str) -> tuple[str, ...]:
    return tuple(f"capitals/{note_id}" for note_id in note_ids)


def _note(collection: Collection, note_id: str) -> Note:
    return collection.note(guid("capitals", NoteId(note_id)))


def _study(learner: Learner, capitals: Capitals) -> Learner:
    """Review every card of the first release; edit, tag, move, suspend, flag some."""
    learner.write_own_note("My own", "front", "back")
    learner.import_package(capitals.first)
    learner.review("Capitals", [_GOOD, _EASY] * 3 + [_GOOD])
    seen = learner.look()
    learner.edit(_note(seen, "japan"), "Answer", "Tokyo, once called Edo.")
    learner.tag(_note(seen, "brazil"), "south-america", "capitals::my-own")
    learner.move(seen.cards_of(_note(seen, "egypt")), "Africa")
    learner.suspend(seen.cards_of(_note(seen, "kenya")))
    learner.flag(seen.cards_of(_note(seen, "france")), 2)
    return learner


@pytest.fixture
def student(learner: Learner, capitals: Capitals) -> Learner:
    return _study(learner, capitals)


@pytest.fixture
def newcomer(anki: Anki, tmp_path: Path, capitals: Capitals) -> Iterator[Learner]:
    """Knows the second release only."""
    with Learner(anki, tmp_path / "newcomer") as person:
        person.import_package(capitals.second)
        yield person


@dataclass(frozen=True, slots=True)
class Updated:
    """A student's collection before and after the second release, and the log of its import."""

    before: Collection
    after: Collection
    log: ImportLog
    complaints: tuple[str, ...]


@pytest.fixture(scope="module")
def updated(anki: Anki, capitals: Capitals, tmp_path_factory: pytest.TempPathFactory) -> Updated:
    with Learner(anki, tmp_path_factory.mktemp("updated") / "learner") as learner:
        before = _study(learner, capitals).look()
        log = learner.import_package(capitals.second)
        return Updated(before, learner.look(), log, learner.check_database())


def test_only_what_the_release_changed_is_new_or_updated(updated: Updated) -> None:
    assert updated.log == ImportLog(
        new=_ids("peru"),
        updated=_ids("france", "italy"),
        duplicate=_ids("brazil", "egypt", "japan", "kenya"),
    )


def test_a_changed_note_becomes_what_a_newcomer_gets_who_gets_no_retired_one(
    updated: Updated, newcomer: Learner
) -> None:
    for note_id in ("france", "italy", "peru"):
        found, imported = (_note(seen, note_id) for seen in (updated.after, newcomer.look()))
        assert replace(found, mod=0) == replace(imported, mod=0)
    assert "on the Seine" in _note(updated.after, "france").fields["Answer"]
    assert _note(updated.after, "italy").tags == ("difficulty::easy",)
    assert _note(updated.after, "bolivia").mod == Capitals.FIRST_AT
    assert guid("capitals", NoteId("bolivia")) not in {note.guid for note in newcomer.look().notes}


def test_a_change_that_is_older_than_the_last_import_arrives_from_anki_25_02_on(
    student: Learner, environment: Environment, capitals: Capitals
) -> None:
    """Until 24.11 Anki stamps a note that it updates with its own clock, so it takes it for newer.

    A change made before the learner's last import, but released after it, is then passed over.
    """
    student.import_package(capitals.second)
    keeps_the_second = environment.version >= "25.02"
    assert (_note(student.look(), "france").mod == Capitals.SECOND_AT) is keeps_the_second
    log = student.import_package(capitals.third)
    assert log.updated == (_ids("france") if keeps_the_second else ())


def test_every_other_note_stays_as_the_learner_left_it(updated: Updated) -> None:
    kept = {note.id: note for note in updated.after.notes}
    changed = {_note(updated.before, note_id).id for note_id in ("france", "italy")}
    for note in updated.before.notes:
        assert note.id in changed or kept[note.id] == note
    assert _note(updated.after, "japan").fields["Answer"] == "Tokyo, once called Edo."
    assert {"south-america", "capitals::my-own"} <= set(_note(updated.after, "brazil").tags)


def test_reviews_suspension_flags_and_decks_of_all_cards_are_kept(updated: Updated) -> None:
    before, after = updated.before, updated.after
    assert len(before.reviews) == 7
    assert after.reviews == before.reviews
    new = after.cards_of(_note(after, "peru"))
    assert {*after.cards} == {*before.cards, *new}
    (suspended,) = after.cards_of(_note(after, "kenya"))
    (moved,) = after.cards_of(_note(after, "egypt"))
    assert (suspended.queue, moved.deck) == (_SUSPENDED, "Africa")


def test_no_note_type_and_no_deck_comes_up_beside_the_known_ones(updated: Updated) -> None:
    assert updated.after.note_types == updated.before.note_types
    assert updated.after.decks == updated.before.decks
    assert updated.complaints == ()


def test_a_note_that_the_learner_touched_after_the_change_keeps_its_text(
    student: Learner, capitals: Capitals
) -> None:
    student.edit(_note(student.look(), "france"), "Answer", "Paris, city of light.")
    touched = _note(student.look(), "france")
    log = student.import_package(capitals.second)
    assert "capitals/france" in log.duplicate
    assert _note(student.look(), "france") == touched


def test_an_older_release_over_a_newer_one_takes_nothing_back(
    newcomer: Learner, capitals: Capitals
) -> None:
    before = newcomer.look()
    log = newcomer.import_package(capitals.first)
    assert log == ImportLog(
        new=_ids("bolivia"),
        duplicate=_ids("brazil", "egypt", "france", "italy", "japan", "kenya"),
    )
    after = newcomer.look()
    assert [*before.notes] == [each for each in after.notes if each != _note(after, "bolivia")]
    assert {*before.cards} == {*after.cards} - {*after.cards_of(_note(after, "bolivia"))}
    assert after.note_types == before.note_types


def test_the_second_release_twice_changes_nothing_more(
    student: Learner, capitals: Capitals
) -> None:
    student.import_package(capitals.second)
    before = student.look()
    assert student.import_package(capitals.second).updated == ()
    assert student.look() == before
