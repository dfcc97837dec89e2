"""Notes that their authors have retired."""

from dataclasses import replace

from ankiflask.identity import AnkiNoteId
from ankiflask.sync.model import Choices
from tests.sync.plan.birds import (
    FIRST,
    base,
    cards_of,
    collection,
    deck,
    for_deck,
    foreign,
    lives,
    note,
    overwrite,
    planned,
    tags_of,
    with_cards,
)
from tests.sync.plan.carried_out import applied

MARK = "ankiflask::retired"
DODO = note("dodo", Question="What is gone?", Answer="A dodo")
WITHOUT = deck(retired=("dodo",))
SUSPEND = Choices(suspend_retired=True)


def test_a_retired_note_is_marked_and_the_mark_enters_the_base() -> None:
    done = for_deck(WITHOUT, collection(lives(DODO)))
    (mark,) = done.retirements
    assert mark.id == "dodo"
    assert tags_of(mark).added == (MARK,)
    assert not [*tags_of(mark).removed, *cards_of(mark)]
    assert list(mark.fields) == ["Sync"]
    assert base(mark).tags == (*DODO.tags, MARK)
    assert base(mark).second == FIRST
    assert not [*done.updates, *done.unchanged]


def test_a_marked_note_is_left_alone() -> None:
    live = collection(lives(DODO))
    assert for_deck(WITHOUT, applied(planned(WITHOUT, live), live)).is_done


def test_a_package_from_before_the_retirement_is_the_older_one() -> None:
    live = collection(lives(DODO))
    marked = applied(planned(WITHOUT, live), live)
    done = for_deck(deck(DODO), marked)
    assert done.newer == ("dodo",)
    assert done.is_done


def test_a_mark_that_the_learner_took_away_stays_away() -> None:
    live = collection(lives(DODO))
    marked = applied(planned(WITHOUT, live), live).notes[0]
    assert for_deck(WITHOUT, collection(replace(marked, tags=DODO.tags))).is_done


def test_a_retired_note_that_is_not_there_is_nothing() -> None:
    done = for_deck(WITHOUT, collection())
    assert done.is_done
    assert not [*done.missing, *done.live]


def test_a_learner_s_text_in_a_retired_note_is_no_matter() -> None:
    live = collection(lives(DODO, Answer="Mine"))
    done = for_deck(WITHOUT, live, choices=overwrite("dodo"))
    assert not [*done.conflicts, *done.kept]
    assert list(done.retirements[0].fields) == ["Sync"]


def test_a_retired_note_without_a_base_is_marked_and_no_base_made_up() -> None:
    done = for_deck(WITHOUT, collection(lives(DODO, Sync="mine")))
    assert tags_of(done.retirements[0]).added == (MARK,)
    assert done.retirements[0].fields == {}


def test_cards_are_suspended_on_request_only() -> None:
    live = collection(with_cards(lives(DODO), 7, 8), suspended=[8])
    assert cards_of(for_deck(WITHOUT, live).retirements[0]) == ()
    assert cards_of(for_deck(WITHOUT, live, choices=SUSPEND).retirements[0]) == (7,)


def test_a_marked_note_is_suspended_by_a_later_sync() -> None:
    live = collection(lives(DODO))
    marked = applied(planned(WITHOUT, live), live)
    (again,) = for_deck(WITHOUT, marked, choices=SUSPEND).retirements
    assert cards_of(again) == lives(DODO).cards
    assert tags_of(again).added == ()
    assert again.fields == {}


def test_a_retired_note_that_is_moved_or_duplicated_is_told_and_untouched() -> None:
    moved = for_deck(WITHOUT, collection(foreign(Front="birds/dodo")))
    assert moved.moved == ("dodo",)
    assert moved.is_done
    twice = for_deck(WITHOUT, collection(lives(DODO), replace(lives(DODO), nid=AnkiNoteId(9))))
    assert twice.duplicated == ("dodo",)
    assert twice.is_done


def test_retired_notes_come_sorted_and_are_among_those_that_live() -> None:
    auk = note("auk")
    done = for_deck(deck(retired=("dodo", "auk")), collection(lives(DODO), lives(auk)))
    assert [each.id for each in done.retirements] == ["auk", "dodo"]
    assert done.live == ("auk", "dodo")


def test_a_note_that_is_both_wanted_and_retired_is_wanted() -> None:
    done = for_deck(deck(DODO, retired=("dodo",)), collection(lives(DODO)))
    assert done.retirements == ()
    assert done.unchanged == ("dodo",)
