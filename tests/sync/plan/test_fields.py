"""Three versions of a note's fields: the learner's, ours, and what we last wrote."""

from ankiflask.sync.model import Difference
from tests.sync.plan.birds import (
    FIRST,
    SECOND,
    THIRD,
    WREN,
    base,
    collection,
    deck,
    edited,
    for_deck,
    keep,
    lives,
    note,
    overwrite,
    tags_of,
    texts,
)

OLD = note(at=FIRST, Question="What is small?", Answer="A wren")
NEW = note(at=SECOND, Question="Which bird is small?", Answer="A wren", Hint="Not an owl")


def test_a_field_that_the_learner_left_alone_is_updated() -> None:
    done = for_deck(deck(NEW), collection(lives(OLD)))
    (update,) = done.updates
    assert texts(update) == {"Question": "Which bird is small?", "Hint": "Not an owl"}
    assert update.fields["Question"] == ("What is small?", "Which bird is small?")
    assert update.nid == lives(OLD).nid
    assert not [*done.conflicts, *done.kept]


def test_an_update_leaves_the_sync_field_of_the_release() -> None:
    (update,) = for_deck(deck(NEW), collection(lives(OLD))).updates
    assert update.fields["Sync"] == (OLD.fields[-1], NEW.fields[-1])


def test_changes_show_both_texts_in_the_order_of_the_fields() -> None:
    assert for_deck(deck(NEW), collection(lives(OLD))).changes == (
        Difference(WREN, "Question", "What is small?", "Which bird is small?"),
        Difference(WREN, "Hint", "", "Not an owl"),
    )


def test_what_only_the_learner_changed_is_kept() -> None:
    done = for_deck(deck(OLD), collection(lives(OLD, Answer="My wren")))
    assert done.kept == ("wren",)
    assert done.is_done
    assert not [*done.changes, *done.unchanged, *done.conflicts]


def test_a_note_is_kept_in_one_field_and_updated_in_another() -> None:
    done = for_deck(deck(NEW), collection(lives(OLD, Answer="My wren")))
    assert done.kept == ("wren",)
    assert list(texts(done.updates[0])) == ["Question", "Hint"]
    assert "Answer" not in {each.field for each in done.changes}


def test_a_field_that_both_changed_is_a_conflict_and_theirs_stays() -> None:
    done = for_deck(deck(NEW), collection(lives(OLD, Question="My question?")))
    assert done.conflicts == ("wren",)
    assert texts(done.updates[0]) == {"Hint": "Not an owl"}
    assert done.changes[0] == Difference(WREN, "Question", "My question?", "Which bird is small?")


def test_a_conflict_keeps_the_base_it_had() -> None:
    live = collection(lives(OLD, Question="My question?"))
    (update,) = for_deck(deck(NEW), live).updates
    left = base(update)
    assert left.second == SECOND
    before, after = lives(OLD).fields["Sync"], lives(NEW).fields["Sync"]
    assert left.text.split()[2] == before.split()[2] != after.split()[2]


def test_both_having_made_the_same_change_is_none() -> None:
    live = lives(OLD, Question="Which bird is small?", Hint="Not an owl")
    done = for_deck(deck(NEW), collection(live))
    assert not [*done.conflicts, *done.kept, *done.changes]
    assert done.updates[0].fields == {"Sync": (OLD.fields[-1], NEW.fields[-1])}


def test_a_sync_field_that_lags_behind_is_healed_and_nothing_else_written() -> None:
    done = for_deck(deck(NEW), collection(lives(NEW, Sync=OLD.fields[-1])))
    assert done.updates[0].fields == {"Sync": (OLD.fields[-1], NEW.fields[-1])}
    assert not [*tags_of(done.updates[0]).added, *tags_of(done.updates[0]).removed]


def test_what_the_editor_makes_of_a_text_is_no_edit() -> None:
    old = note(Answer='<img src="a.png"><br>&lt;wren&gt; "x"')
    focused = lives(old, Answer="<IMG src='a.png'><br />&lt;wren> &quot;x&quot;")
    assert for_deck(deck(old), collection(focused)).unchanged == ("wren",)
    new = note(at=SECOND, Answer="A wren")
    assert for_deck(deck(new), collection(focused)).conflicts == ()


def test_a_text_taken_away_by_the_learner_stays_away() -> None:
    done = for_deck(deck(OLD), collection(lives(OLD, Answer="")))
    assert done.kept == ("wren",)
    assert done.is_done


def test_a_text_taken_away_by_us_goes() -> None:
    without = note(at=SECOND, Question="What is small?")
    done = for_deck(deck(without), collection(lives(OLD)))
    assert texts(done.updates[0]) == {"Answer": ""}


def test_a_field_that_the_learner_filled_first_is_a_conflict() -> None:
    done = for_deck(deck(NEW), collection(lives(OLD, Hint="Mine")))
    assert done.conflicts == ("wren",)


def test_a_spare_field_that_the_learner_uses_is_kept() -> None:
    live = edited(lives(OLD), {"Spare 1": "Mine"})
    done = for_deck(deck(OLD), collection(live))
    assert done.kept == ("wren",)


def test_a_learner_s_own_fields_are_not_looked_at() -> None:
    live = edited(lives(OLD), {"My own": "Mine"})
    assert for_deck(deck(OLD), collection(live)).unchanged == ("wren",)


def test_a_live_note_of_a_later_second_is_newer_and_untouched() -> None:
    live = lives(note(at=THIRD, Question="Newest?"), tags=())
    for choices in (None, keep("wren")):
        done = for_deck(deck(NEW), collection(live), choices=choices)
        assert done.newer == ("wren",)
        assert done.is_done
        assert not [*done.changes, *done.unchanged, *done.conflicts]


def test_a_newer_note_is_taken_back_on_request() -> None:
    newest = note(at=THIRD, Question="Newest?", tags=("difficulty::hard",))
    done = for_deck(deck(NEW), collection(lives(newest)), choices=overwrite("wren"))
    assert texts(done.updates[0])["Question"] == "Which bird is small?"
    assert done.updates[0].fields["Sync"][1] == NEW.fields[-1]
    assert tags_of(done.updates[0]).removed == ("difficulty::hard",)
    assert done.newer == ()
