"""A learner imports a package for the first time: everything arrives, as it was built."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ankiflask.identity import NoteId, card_row_id, guid, note_row_id
from tests.anki.collection import Collection
from tests.anki.learner import Anki, ImportLog, Learner
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


@dataclass(frozen=True, slots=True)
class Imported:
    """A learner, the log of the import, and the collection before and after it."""

    learner: Learner
    log: ImportLog
    before: Collection
    after: Collection


@pytest.fixture(scope="module", params=_DECKS, ids=lambda folder: folder.name)
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("deck") / "deck"
    shutil.copytree(request.param, folder, ignore=shutil.ignore_patterns("dist"))
    return build(folder, folder / "dist")


@pytest.fixture(scope="module")
def imported(
    anki: Anki, release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Imported]:
    """A learner who has imported the release; the tests only look."""
    with Learner(anki, tmp_path_factory.mktemp("first") / "learner") as learner:
        before = learner.look()
        log = learner.import_package(release.package)
        yield Imported(learner, log, before, learner.look())


def _difficulties(collection: Collection, note: int) -> list[str]:
    tags = next(each.tags for each in collection.notes if each.id == note)
    return [tag.removeprefix("difficulty::") for tag in tags if tag.startswith("difficulty::")]


def test_every_note_and_card_of_the_build_is_new_and_none_conflicts(
    imported: Imported, release: Release
) -> None:
    assert len(imported.log.new) == len(imported.after.notes) == release.report["notes"]
    assert imported.log == ImportLog(new=imported.log.new)
    assert len(imported.after.cards) == release.report["cards"]
    assert {card.deck for card in imported.after.cards} == {release.report["name"]}
    assert imported.learner.check_database() == ()


def test_every_card_shows_a_front_and_another_back_without_complaint(
    imported: Imported, release: Release
) -> None:
    cards = imported.learner.render()
    assert len(cards) == release.report["cards"]
    for card in cards:
        assert card.complaints == ()
        assert card.question_text.strip()
        assert card.answer_text.strip()
        assert card.answer_text.strip() != card.question_text.strip()


def test_new_cards_are_offered_easy_first_and_hard_last(imported: Imported) -> None:
    by_position = sorted(imported.after.cards, key=lambda card: (card.due, card.ord))
    order = [_difficulties(imported.after, card.note) for card in by_position]
    rank = [["easy"], ["medium"], ["hard"]]
    assert order == sorted(order, key=rank.index)
    assert len({tuple(each) for each in order}) == len(rank)


def test_anki_keeps_the_guids_and_row_ids_of_our_identity(imported: Imported) -> None:
    for note in imported.after.notes:
        uid, _, name = note.fields["ID"].partition("/")
        note_id = NoteId(name)
        assert note.guid == guid(uid, note_id)
        assert note.id == note_row_id(uid, note_id)
        for card in imported.after.cards_of(note):
            assert card.id == card_row_id(note_row_id(uid, note_id), card.ord + 1)


def test_the_note_types_arrive_with_their_frozen_fields(imported: Imported) -> None:
    arrived = set(imported.after.note_types) - set(imported.before.note_types)
    assert {kind.name: kind.fields for kind in arrived}.items() <= _FROZEN_FIELDS.items()
    assert {kind.name for kind in arrived} >= {note.note_type for note in imported.after.notes}


def test_every_file_that_a_note_names_arrives_and_no_other(imported: Imported) -> None:
    texts = "".join(text for note in imported.after.notes for text in note.fields.values())
    assert all(name in texts for name in imported.after.media)
    assert "missing media" not in "".join(imported.learner.check_database())


def test_importing_again_changes_nothing_and_the_scheduler_begins_with_an_easy_note(
    learner: Learner, release: Release
) -> None:
    first = learner.import_package(release.package)
    before = learner.look()
    assert learner.import_package(release.package) == ImportLog(duplicate=first.new)
    assert learner.look() == before
    (offered,) = learner.review(release.report["name"], [3])
    (card,) = (card for card in before.cards if card.id == offered)
    assert _difficulties(before, card.note) == ["easy"]
