"""A learner imports a package for the first time: everything arrives, as it was built."""

import shutil
from pathlib import Path

import pytest

from ankiflask.identity import NoteId, card_row_id, guid, note_row_id
from tests.anki.collection import Collection, Note
from tests.anki.learner import ImportLog, Learner
from tests.anki.releases import Release, build

pytestmark = pytest.mark.anki

_ROOT = Path(__file__).resolve().parents[2]
_DECKS = (_ROOT / "decks/flask", _ROOT / "tests/anki/decks/planets")
_FROZEN_FIELDS = {
    "ankiflask Question": (
        "Question", "Answer", "Example", "Note", "See", "Hint", "Picture", "Audio", "Typed", "Context",
        "Reverse", "Reverse answer", "Reverse typed", "Difficulty", "Topics",
        "Spare 1", "Spare 2", "Spare 3", "Spare 4", "ID", "Sync",
    ),
    "ankiflask Cloze deletion": (
        "Text", "Example", "Note", "See", "Hint", "Picture", "Audio", "Typed", "Context",
        "Difficulty", "Topics", "Spare 1", "Spare 2", "Spare 3", "Spare 4", "ID", "Sync",
    ),
}  # fmt: skip


@pytest.fixture(scope="module", params=_DECKS, ids=lambda folder: folder.name)
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("deck") / "deck"
    shutil.copytree(request.param, folder, ignore=shutil.ignore_patterns("dist"))
    return build(folder, folder / "dist")


def _difficulties(collection: Collection, note: int) -> list[str]:
    tags = next(each.tags for each in collection.notes if each.id == note)
    return [tag.removeprefix("difficulty::") for tag in tags if tag.startswith("difficulty::")]


def _uid_and_id(note: Note) -> tuple[str, str]:
    uid, _, note_id = note.fields["ID"].partition("/")
    return uid, note_id


def test_every_note_is_new_and_none_conflicts(learner: Learner, release: Release) -> None:
    log = learner.import_package(release.package)
    assert len(log.new) == release.report["notes"]
    assert log == ImportLog(new=log.new)


def test_notes_and_cards_are_as_many_as_the_build_reported(
    learner: Learner, release: Release
) -> None:
    learner.import_package(release.package)
    seen = learner.look()
    assert len(seen.notes) == release.report["notes"]
    assert len(seen.cards) == release.report["cards"]
    assert {card.deck for card in seen.cards} == {release.report["name"]}


def test_check_database_finds_nothing_wrong(learner: Learner, release: Release) -> None:
    learner.import_package(release.package)
    assert learner.check_database() == ()


def test_every_card_shows_a_front_and_another_back_without_complaint(
    learner: Learner, release: Release
) -> None:
    learner.import_package(release.package)
    cards = learner.render()
    assert len(cards) == release.report["cards"]
    for card in cards:
        assert card.complaints == ()
        assert card.question_text.strip()
        assert card.answer_text.strip()
        assert card.answer_text.strip() != card.question_text.strip()


def test_new_cards_are_offered_easy_first_and_hard_last(learner: Learner, release: Release) -> None:
    learner.import_package(release.package)
    collection = learner.look()
    by_position = sorted(collection.cards, key=lambda card: (card.due, card.ord))
    order = [_difficulties(collection, card.note) for card in by_position]
    rank = [["easy"], ["medium"], ["hard"]]
    assert order == sorted(order, key=rank.index)
    assert len({tuple(each) for each in order}) == len(rank)


def test_the_scheduler_begins_with_an_easy_note(learner: Learner, release: Release) -> None:
    learner.import_package(release.package)
    (first,) = learner.review(release.report["name"], [3])
    collection = learner.look()
    (card,) = (card for card in collection.cards if card.id == first)
    assert _difficulties(collection, card.note) == ["easy"]


def test_anki_keeps_the_guids_and_row_ids_of_our_identity(
    learner: Learner, release: Release
) -> None:
    learner.import_package(release.package)
    collection = learner.look()
    for note in collection.notes:
        uid, note_id = _uid_and_id(note)
        assert note.guid == guid(uid, NoteId(note_id))
        assert note.id == note_row_id(uid, NoteId(note_id))
        for card in collection.cards_of(note):
            assert card.id == card_row_id(note_row_id(uid, NoteId(note_id)), card.ord + 1)


def test_the_note_types_arrive_with_their_frozen_fields(learner: Learner, release: Release) -> None:
    of_the_learner = set(learner.look().note_types)
    learner.import_package(release.package)
    arrived = set(learner.look().note_types) - of_the_learner
    assert {kind.name: kind.fields for kind in arrived}.items() <= _FROZEN_FIELDS.items()
    assert {kind.name for kind in arrived} >= {note.note_type for note in learner.look().notes}


def test_every_file_that_a_note_names_arrives_and_no_other(
    learner: Learner, release: Release
) -> None:
    learner.import_package(release.package)
    collection = learner.look()
    texts = "".join(text for note in collection.notes for text in note.fields.values())
    assert all(name in texts for name in collection.media)
    assert "missing media" not in "".join(learner.check_database())


def test_importing_again_changes_nothing(learner: Learner, release: Release) -> None:
    first = learner.import_package(release.package)
    before = learner.look()
    again = learner.import_package(release.package)
    assert again == ImportLog(duplicate=first.new)
    assert learner.look() == before
