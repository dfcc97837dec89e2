"""Which notes are added, and which are left alone because something of them lives or lived."""

from dataclasses import replace

from ankiflask.deck.model import Kind
from ankiflask.identity import AnkiNoteId
from tests.sync.plan.birds import (
    collection,
    deck,
    edited,
    for_deck,
    foreign,
    lives,
    note,
    overwrite,
    planned,
    restore,
)

WREN = note("wren", Question="What is small?", Answer="A wren")
OWL = note("owl", Question="What hoots?", Answer="An owl")


def test_a_note_that_was_never_there_is_added() -> None:
    done = for_deck(deck(WREN, OWL), collection(lives(OWL)))
    assert done.additions == (WREN,)
    assert done.unchanged == ("owl",)
    assert not done.is_done


def test_a_note_as_we_left_it_is_unchanged() -> None:
    done = for_deck(deck(WREN), collection(lives(WREN)))
    assert done.unchanged == ("wren",)
    assert done.is_done


def test_a_note_seen_before_and_gone_now_is_missing() -> None:
    done = planned(deck(WREN, OWL), collection(), seen={"birds": ["wren"]}).decks[0]
    assert done.missing == ("wren",)
    assert done.additions == (OWL,)


def test_what_was_seen_of_another_deck_is_not_missing_here() -> None:
    done = planned(deck(WREN), collection(), seen={"fish": ["wren"]}).decks[0]
    assert done.additions == (WREN,)


def test_a_missing_note_comes_back_when_it_is_restored() -> None:
    seen = {"birds": ["wren", "owl"]}
    done = planned(deck(WREN, OWL), collection(), seen=seen, choices=restore("owl")).decks[0]
    assert done.additions == (OWL,)
    assert done.missing == ("wren",)


def test_a_learner_s_row_id_does_not_matter_where_the_id_is_found() -> None:
    done = for_deck(deck(WREN), collection(replace(lives(WREN), nid=AnkiNoteId(77))))
    assert done.unchanged == ("wren",)


def test_an_editor_s_markup_around_the_id_does_not_hide_it() -> None:
    done = for_deck(deck(WREN), collection(lives(WREN, ID="<div>birds/wren</div> ")))
    assert not [*done.additions, *done.moved]


def test_a_note_turned_into_another_type_is_moved_and_not_added() -> None:
    for fields in ({"Front": "birds/wren"}, {"Front": "x", "Back": "<b>birds/wren</b>"}):
        done = for_deck(deck(WREN), collection(edited(foreign(), fields)))
        assert done.moved == ("wren",)
        assert done.is_done


def test_a_note_that_only_speaks_of_the_id_is_not_moved() -> None:
    done = for_deck(deck(WREN), collection(foreign(Front="See birds/wren, too")))
    assert done.additions == (WREN,)


def test_a_note_turned_into_our_other_type_is_moved() -> None:
    cloze = note("wren", kind=Kind.CLOZE, Text="{{c1::wren}}")
    assert for_deck(deck(WREN), collection(lives(cloze))).moved == ("wren",)
    hidden = lives(cloze, ID="", Note="birds/wren")
    assert for_deck(deck(WREN), collection(replace(hidden, nid=AnkiNoteId(5)))).moved == ("wren",)


def test_a_copy_of_another_type_does_not_hide_ours() -> None:
    done = for_deck(deck(WREN), collection(lives(WREN), foreign(Front="birds/wren")))
    assert done.unchanged == ("wren",)
    assert done.moved == ()


def test_a_note_without_its_id_is_known_by_its_row() -> None:
    for id_field in ("", "no id", "birds/owl"):
        done = for_deck(deck(WREN), collection(lives(WREN, ID=id_field)))
        assert done.moved == ("wren",), id_field
        assert done.additions == ()


def test_two_notes_of_one_id_are_duplicated_and_neither_is_touched() -> None:
    newer = note("wren", at=1_800_000_000, Question="What is tiny?")
    cloze = note("wren", kind=Kind.CLOZE, Text="{{c1::wren}}")
    for second in (lives(WREN), lives(cloze)):
        live = collection(lives(WREN), replace(second, nid=AnkiNoteId(9)))
        done = for_deck(deck(newer), live, choices=overwrite("wren"))
        assert done.duplicated == ("wren",)
        assert not [*done.updates, *done.additions]
        assert done.is_done


def test_a_note_that_was_read_twice_is_one() -> None:
    assert for_deck(deck(WREN), collection(lives(WREN), lives(WREN))).unchanged == ("wren",)


def test_all_ids_of_the_deck_that_live_are_told_extra_ones_sorted_last() -> None:
    crow, auk = note("crow"), note("auk")
    fish = note("fish/eel")
    notes = [lives(each) for each in (fish, crow, auk, WREN)]
    done = for_deck(deck(OWL, WREN, note("tit")), collection(*notes, foreign(Front="birds/owl")))
    assert done.live == ("owl", "wren", "auk", "crow")


def test_ids_come_in_the_deck_s_order() -> None:
    notes = [note(each, Question=each) for each in ("tit", "auk", "owl", "crow")]
    done = for_deck(deck(*notes), collection(*map(lives, reversed(notes))))
    assert done.unchanged == ("tit", "auk", "owl", "crow")
    assert [each.id for each in for_deck(deck(*notes), collection()).additions] == [
        "tit", "auk", "owl", "crow",
    ]  # fmt: skip


def test_decks_stand_in_the_given_order_and_have_their_own_ids() -> None:
    eel = note("fish/wren")
    done = planned([deck(eel, uid="fish"), deck(WREN)], collection(lives(WREN)))
    assert [each.uid for each in done.decks] == ["fish", "birds"]
    assert done.decks[0].additions == (eel,)
    assert done.decks[1].unchanged == ("wren",)
