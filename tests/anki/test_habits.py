"""What a learner of these tests does is what Anki's own screens do."""

import pytest

from tests.anki.collection import Note
from tests.anki.learner import Learner
from tests.anki.releases import Capitals

pytestmark = pytest.mark.anki


@pytest.fixture
def note(learner: Learner) -> Note:
    learner.write_own_note("Mine", "one", "1")
    (only,) = learner.look().notes
    return only


def test_a_renamed_deck_keeps_its_cards(learner: Learner, note: Note) -> None:
    learner.rename_deck("Mine", "Old::Mine")
    collection = learner.look()
    assert [card.deck for card in collection.cards_of(note)] == ["Old::Mine"]
    assert "Mine" not in collection.decks


def test_a_card_in_a_filtered_deck_knows_where_it_came_from(learner: Learner, note: Note) -> None:
    (before,) = learner.look().cards_of(note)
    assert (before.deck, before.original_deck) == ("Mine", "")
    learner.make_filtered_deck("Cram", "deck:Mine")
    (card,) = learner.look().cards_of(note)
    assert (card.deck, card.original_deck) == ("Cram", "Mine")


def test_a_copy_has_the_same_texts_and_tags_and_a_guid_of_its_own(
    learner: Learner, note: Note
) -> None:
    learner.tag(note, "own")
    number = learner.create_copy(note)
    old, new = learner.look().notes
    assert new.id == number
    assert (new.fields, new.tags) == (old.fields, ("own",))
    assert new.guid != old.guid
    assert [card.deck for card in learner.look().cards_of(new)] == ["Mine"]


def test_a_tag_goes_with_what_stands_below_it(learner: Learner, note: Note) -> None:
    learner.tag(note, "a", "a::b", "c")
    learner.untag(note, "a")
    assert learner.look().notes[0].tags == ("c",)


def test_a_suspended_card_comes_back(learner: Learner, note: Note) -> None:
    cards = learner.look().cards_of(note)
    learner.suspend(cards)
    assert [card.queue for card in learner.look().cards] == [-1]
    learner.unsuspend(cards)
    assert learner.look().cards_of(note) == cards


def test_a_note_turned_into_another_type_keeps_guid_fields_and_reviews(
    learner: Learner, note: Note
) -> None:
    learner.review("Mine", [3])
    learner.change_note_type(note, "Basic (and reversed card)")
    collection = learner.look()
    (turned,) = collection.notes
    assert (turned.id, turned.guid, turned.fields) == (note.id, note.guid, note.fields)
    assert turned.note_type == "Basic (and reversed card)"
    assert [card.reps for card in collection.cards_of(turned)] == [1, 0]


def test_our_note_type_can_be_turned_into_basic(learner: Learner, capitals: Capitals) -> None:
    learner.import_package(capitals.first)
    ours = learner.look().notes[0]
    learner.change_note_type(ours, "Basic")
    turned = learner.look().note(ours.guid)
    assert turned.note_type == "Basic"
    assert turned.fields["Front"] == ours.fields["Question"]


def test_a_note_type_can_be_renamed_styled_and_given_other_fields(
    learner: Learner, note: Note
) -> None:
    learner.rename_note_type("Basic", "My Basic")
    learner.set_css("My Basic", ".card { color: red; }")
    learner.add_field("My Basic", "More")
    learner.rename_field("My Basic", "Back", "Answer")
    (kind,) = (each for each in learner.look().note_types if each.name == "My Basic")
    assert kind.css == ".card { color: red; }"
    assert kind.fields == ("Front", "Answer", "More")
    assert "{{Answer}}" in kind.templates[0][2]
    assert learner.look().note(note.guid).fields == {"Front": "one", "Answer": "1", "More": ""}


def test_a_field_that_the_editor_writes_otherwise_is_another_after_a_focus(
    learner: Learner, note: Note
) -> None:
    learner.edit(note, "Back", "&#91;a] &quot;b&quot;<br />c")
    (before,) = learner.look().notes
    learner.focus(before, "Back")
    assert learner.look().notes[0].fields["Back"] == '[a] "b"<br>c'


def test_a_package_s_field_is_left_as_it_was_by_the_editor(
    learner: Learner, capitals: Capitals
) -> None:
    learner.import_package(capitals.first)
    before = learner.look()
    for ours in before.notes:
        for field in ours.fields:
            learner.focus(ours, field)
    assert learner.look() == before


def test_an_emptied_field_is_empty_and_a_removed_one_is_gone(learner: Learner, note: Note) -> None:
    learner.empty_field(note, "Back")
    assert learner.look().notes[0].fields["Back"] == ""
    learner.remove_field("Basic", "Back")
    assert learner.look().note(note.guid).fields == {"Front": "one"}
