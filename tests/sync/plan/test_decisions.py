"""What becomes of differences that nobody can tell, and of those that the user decides."""

import pytest

from ankiflask.sync.model import Choices
from tests.sync.plan.birds import (
    FIRST,
    SECOND,
    THIRD,
    collection,
    deck,
    edited,
    for_deck,
    keep,
    lives,
    names,
    note,
    overwrite,
    planned,
    texts,
)
from tests.sync.plan.carried_out import applied

OLD = note(at=FIRST, Question="What is small?", Answer="A wren")
NEW = note(at=SECOND, Question="Which bird is small?", Answer="A wren", Hint="Not an owl")


@pytest.mark.parametrize("broken", ["", "mine", "2 1700000000 |", "1 1700000000 Question=xyz |"])
def test_without_a_readable_base_every_difference_is_a_conflict(broken: str) -> None:
    done = for_deck(deck(NEW), collection(lives(OLD, Sync=broken)))
    assert done.conflicts == ("wren",)
    assert done.updates == ()
    assert [each.field for each in done.changes] == ["Question", "Hint"]


def test_without_a_readable_base_equal_texts_are_none_and_the_base_is_healed() -> None:
    done = for_deck(deck(NEW), collection(lives(NEW, Sync="mine")))
    assert done.conflicts == ()
    assert done.updates[0].fields == {"Sync": ("mine", NEW.fields[-1])}


def test_overwrite_takes_ours_in_every_field_that_differs() -> None:
    both = lives(OLD, Question="My question?", Answer="My wren")
    for sync in (OLD.fields[-1], "mine"):
        live = collection(edited(both, {"Sync": sync}))
        done = for_deck(deck(NEW), live, choices=overwrite("wren"))
        assert texts(done.updates[0]) == {
            "Question": "Which bird is small?", "Answer": "A wren", "Hint": "Not an owl",
        }  # fmt: skip
        assert done.updates[0].fields["Sync"][1] == NEW.fields[-1]
        assert not [*done.conflicts, *done.kept]


def test_overwrite_is_for_the_named_note_alone() -> None:
    owl = note("owl", Question="What hoots?")
    live = collection(lives(OLD, Question="Mine"), lives(owl, Question="Mine, too"))
    done = for_deck(deck(OLD, owl), live, choices=overwrite("owl"))
    assert done.kept == ("wren",)
    assert [each.id for each in done.updates] == ["owl"]


def test_who_asks_for_both_gets_ours() -> None:
    both = Choices(overwrite=names(["wren"]), keep=names(["wren"]))
    done = for_deck(deck(NEW), collection(lives(OLD, Question="Mine")), choices=both)
    assert texts(done.updates[0])["Question"] == "Which bird is small?"


def test_keep_settles_a_conflict_for_theirs() -> None:
    live = collection(lives(OLD, Question="My question?"))
    done = planned(deck(NEW), live, choices=keep("wren"))
    assert done.decks[0].conflicts == ()
    assert done.decks[0].kept == ("wren",)
    assert texts(done.decks[0].updates[0]) == {"Hint": "Not an owl"}
    after = for_deck(deck(NEW), applied(done, live))
    assert after.kept == ("wren",)
    assert after.is_done


def test_keep_gives_a_note_without_a_base_a_base() -> None:
    live = collection(lives(OLD, Sync="mine", tags=()))
    done = planned(deck(NEW), live, choices=keep("wren"))
    assert list(done.decks[0].updates[0].fields) == ["Sync"]
    after = for_deck(deck(NEW), applied(done, live))
    assert after.kept == ("wren",)
    assert after.conflicts == ()


def test_a_settled_note_takes_the_next_change_of_another_field() -> None:
    live = collection(lives(OLD, Question="My question?"))
    settled = applied(planned(deck(NEW), live, choices=keep("wren")), live)
    third = note(at=THIRD, Question="Which bird is small?", Answer="A king", Hint="Not an owl")
    done = for_deck(deck(third), settled)
    assert texts(done.updates[0]) == {"Answer": "A king"}
    assert done.conflicts == ()
