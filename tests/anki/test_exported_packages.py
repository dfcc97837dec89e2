"""What Anki itself exports is read, in the old form and in the newest."""

import pytest

from ankiflask.anki.collection import OpenedPackage
from ankiflask.anki.note_types import QA
from ankiflask.errors import InputError
from ankiflask.identity import NoteId, guid
from ankiflask.package.open import open_package
from ankiflask.pipeline.contents import contents_of
from tests.anki.conftest import Export
from tests.anki.exporting import PICTURE
from tests.anki.releases import Capitals

pytestmark = pytest.mark.anki


@pytest.fixture(scope="session", params=["new", "legacy"])
def exported(request: pytest.FixtureRequest, export: Export) -> bytes:
    """A package of three reviews, all of our notes and one of the learner's own."""
    return export(request.param)


@pytest.fixture
def opened(exported: bytes) -> OpenedPackage:
    return open_package(exported, "exported.apkg")


def test_notes_cards_and_reviews_are_all_there(opened: OpenedPackage) -> None:
    assert (len(opened.notes), len(opened.cards), opened.reviews) == (8, 8, 3)
    assert sum(card.reviews for card in opened.cards) == 3
    assert {card.note for card in opened.cards} == {note.id for note in opened.notes}


def test_our_notes_are_as_they_were_built(opened: OpenedPackage, capitals: Capitals) -> None:
    built = open_package(capitals.first.read_bytes(), "capitals.apkg")
    ours = [note for note in opened.notes if note.note_type == QA.id]
    assert sorted(ours, key=lambda note: note.id) == [*built.notes]


def test_the_learners_own_note_its_deck_and_its_picture_are_there(opened: OpenedPackage) -> None:
    (own,) = (note for note in opened.notes if note.note_type != QA.id)
    assert (own.tags, own.fields[1]) == (("own",), "back")
    (card,) = (card for card in opened.cards if card.note == own.id)
    assert opened.decks[card.deck].name == "Own::Pictures"
    (picture,) = opened.media
    assert (picture.name, picture.read()) == ("own.svg", PICTURE)


def test_our_note_type_is_as_it_was_built(opened: OpenedPackage) -> None:
    theirs = opened.note_types[QA.id]
    assert (theirs.name, theirs.css, theirs.is_cloze) == (QA.name, QA.css, False)
    assert theirs.sort_field == QA.sort_field
    assert [(f.name, f.id) for f in theirs.fields] == [(f.name, f.id) for f in QA.fields]
    assert [(t.name, t.id, t.front, t.back) for t in theirs.templates] == [
        (t.name, t.id, t.front, t.back) for t in QA.templates
    ]
    basic = [each for each in opened.note_types.values() if each.name == "Basic"]
    assert [field.name for field in basic[0].fields] == ["Front", "Back"]


def test_what_a_learner_exported_is_not_taken_for_a_release(opened: OpenedPackage) -> None:
    assert guid("capitals", NoteId("japan")) in {note.guid for note in opened.notes}
    with pytest.raises(InputError, match="takes only packages that ankiflask built"):
        contents_of(opened, "exported.apkg")
