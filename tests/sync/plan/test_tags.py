"""Three versions of a note's tags: what the learner has, what we want, and what we last wrote."""

from ankiflask.sync.model import Difference
from tests.sync.plan.birds import (
    SECOND,
    WREN,
    base,
    collection,
    deck,
    for_deck,
    keep,
    lives,
    note,
    overwrite,
    tags_of,
)

OLD = note(tags=("difficulty::easy", "birds::song"))
NEW = note(at=SECOND, tags=("difficulty::hard", "birds::song"))


def test_a_regraded_note_gets_the_new_tag_and_loses_the_old() -> None:
    (update,) = for_deck(deck(NEW), collection(lives(OLD))).updates
    assert tags_of(update).added == ("difficulty::hard",)
    assert tags_of(update).removed == ("difficulty::easy",)
    assert update.tags == ("difficulty::easy", "birds::song")
    assert base(update).tags == NEW.tags


def test_a_change_of_tags_is_shown_as_they_were_and_as_they_will_be() -> None:
    live = lives(OLD, tags=("mine", "difficulty::easy", "birds::song"))
    assert for_deck(deck(NEW), collection(live)).changes == (
        Difference(
            WREN, "Tags",
            "mine difficulty::easy birds::song", "mine birds::song difficulty::hard",
        ),
    )  # fmt: skip


def test_a_learner_s_own_tag_stays_also_under_the_deck_s_name() -> None:
    live = lives(OLD, tags=(*OLD.tags, "birds::mine", "difficulty::silly", "mine"))
    (update,) = for_deck(deck(NEW), collection(live)).updates
    assert tags_of(update).removed == ("difficulty::easy",)


def test_a_tag_that_the_learner_took_away_stays_away() -> None:
    done = for_deck(deck(OLD), collection(lives(OLD, tags=("difficulty::easy",))))
    assert done.unchanged == ("wren",)
    later = for_deck(deck(NEW), collection(lives(OLD, tags=("difficulty::easy",))))
    assert tags_of(later.updates[0]).added == ("difficulty::hard",)


def test_a_tag_that_is_gone_already_is_not_removed_again() -> None:
    (update,) = for_deck(deck(NEW), collection(lives(OLD, tags=("birds::song",)))).updates
    assert tags_of(update).removed == ()


def test_a_tag_that_the_learner_had_before_us_is_not_added_again() -> None:
    live = lives(OLD, tags=(*OLD.tags, "difficulty::hard"))
    (update,) = for_deck(deck(NEW), collection(live)).updates
    assert tags_of(update).added == ()
    assert "difficulty::hard" in base(update).tags


def test_case_makes_no_difference_and_the_learner_s_spelling_is_removed() -> None:
    live = lives(OLD, tags=("Difficulty::Easy", "BIRDS::song"))
    (update,) = for_deck(deck(NEW), collection(live)).updates
    assert tags_of(update).removed == ("Difficulty::Easy",)
    assert tags_of(update).added == ("difficulty::hard",)


def test_tags_are_merged_while_a_field_is_in_conflict() -> None:
    old = note(tags=OLD.tags, Answer="A wren")
    new = note(at=SECOND, tags=NEW.tags, Answer="A king")
    done = for_deck(deck(new), collection(lives(old, Answer="Mine")))
    assert done.conflicts == ("wren",)
    assert tags_of(done.updates[0]).added == ("difficulty::hard",)


def test_without_a_base_a_tag_of_ours_that_is_not_there_is_a_conflict() -> None:
    live = lives(OLD, tags=("birds::song",), Sync="mine")
    done = for_deck(deck(OLD), collection(live))
    assert done.conflicts == ("wren",)
    assert done.updates == ()
    assert done.changes == (
        Difference(WREN, "Tags", "birds::song", "birds::song difficulty::easy"),
    )


def test_without_a_base_no_tag_is_removed_even_when_ours_is_taken() -> None:
    live = lives(OLD, tags=("difficulty::easy", "mine"), Sync="mine")
    (update,) = for_deck(deck(NEW), collection(live), choices=overwrite("wren")).updates
    assert tags_of(update).added == NEW.tags
    assert tags_of(update).removed == ()


def test_keep_without_a_base_leaves_the_tags_as_they_are() -> None:
    live = lives(OLD, tags=(), Sync="mine")
    (update,) = for_deck(deck(OLD), collection(live), choices=keep("wren")).updates
    assert tags_of(update).added == ()
    assert base(update).tags == OLD.tags


def test_overwrite_brings_back_the_tags_that_the_learner_took_away() -> None:
    live = collection(lives(OLD, tags=("mine",)))
    (update,) = for_deck(deck(OLD), live, choices=overwrite("wren")).updates
    assert tags_of(update).added == OLD.tags
    assert update.fields == {}
