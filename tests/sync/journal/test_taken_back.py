"""A sync is taken back where Anki still holds what it wrote, and nowhere else."""

from dataclasses import replace

import pytest

from ankiflask.anki.sync_field import read_sync_base
from ankiflask.deck.model import Kind
from ankiflask.render.note import field_hash
from ankiflask.sync.model import Update
from ankiflask.sync.operation import Operation, Skipped
from ankiflask.sync.operations import (
    FieldsWritten,
    StylingChanged,
    TagsChanged,
)
from tests.sync.journal.birds import (
    ADDED,
    AFTER,
    BEFORE,
    NEW,
    OLD,
    OPERATIONS,
    RESTYLED,
    RETAGGED,
    REWRITTEN,
    ROBIN,
    ROBIN_NAME,
    SUSPENDED,
    WREN,
    back,
    cards,
    journal,
    note_type,
    robin,
    sync,
)
from tests.sync.plan.birds import tags_of


def test_texts_and_tags_go_back_to_what_they_were() -> None:
    (update,) = back(journal(RETAGGED, REWRITTEN), robin()).updates
    assert update == Update(
        name=ROBIN_NAME,
        nid=ROBIN,
        kind=Kind.QA,
        tags=("hard",),
        operations=(
            TagsChanged(ROBIN_NAME, ROBIN, added=("easy",), removed=("hard",)),
            FieldsWritten(ROBIN_NAME, ROBIN, {"Answer": ("New.", "Old."), "Sync": (NEW, OLD)}),
        ),
    )


@pytest.mark.parametrize("operation", [RETAGGED, REWRITTEN, RESTYLED, SUSPENDED])
def test_a_step_that_never_came_about_needs_nothing(operation: Operation) -> None:
    untouched = robin(tags=("easy",), Answer="Old.", Sync=OLD)
    styles = {Kind.QA: note_type("old {}", BEFORE)}
    found = back(journal(operation), untouched, note_types=styles)
    assert found.is_done
    assert found.skipped == ()


def test_a_step_in_the_middle_of_which_all_ended_is_taken_back() -> None:
    """Tags are written first; the fields never were."""
    half = robin(Answer="Old.", Sync=OLD)
    (update,) = back(journal(RETAGGED, REWRITTEN), half).updates
    assert (update.fields, tags_of(update).added, tags_of(update).removed) == (
        {},
        ("easy",),
        ("hard",),
    )


def test_what_the_editor_only_rewrote_is_still_ours() -> None:
    ours = FieldsWritten(ROBIN_NAME, ROBIN, {"Answer": ("Old.", 'a<br>&nbsp;"b"')})
    rewritten = robin(Answer="a<br />&nbsp;&quot;b&quot;")
    (update,) = back(journal(ours), rewritten).updates
    assert update.fields == {"Answer": (rewritten.fields["Answer"], "Old.")}


def test_a_field_that_was_edited_since_is_left_alone_and_told() -> None:
    two = FieldsWritten(
        ROBIN_NAME,
        ROBIN,
        {"Question": ("Was?", "What?"), "Answer": ("Old.", "New."), "Sync": (OLD, NEW)},
    )
    found = back(journal(two), robin(Answer="Mine."))
    assert found.skipped == (Skipped("birds/robin, Answer", "It was edited in Anki since."),)
    (update,) = found.updates
    assert update.fields["Question"] == ("What?", "Was?")
    assert "Answer" not in update.fields


def test_an_edit_that_is_left_keeps_the_text_that_it_was_made_on_as_its_base() -> None:
    """Else the next sync would take it for a conflict, or for ours."""
    (update,) = back(journal(REWRITTEN), robin(Answer="Mine.")).updates
    base = read_sync_base(update.fields["Sync"][1])
    assert base
    assert (base.second, base.tags) == (1_700_000_100, ("easy",))
    assert base.hash_of("Question") == field_hash("What?")
    assert base.hash_of("Answer") == field_hash("New.")


def test_a_note_that_a_later_sync_or_import_wrote_is_left_alone() -> None:
    later = robin(Sync=sync(1_700_000_300, "What?", "New.", "hard"))
    found = back(journal(RETAGGED, REWRITTEN), later)
    assert found.updates == ()
    (left,) = found.skipped
    assert left == Skipped("birds/robin", "A later sync or an import has written it since.")


def test_a_base_that_could_not_be_read_comes_back_as_it_was() -> None:
    broken = FieldsWritten(ROBIN_NAME, ROBIN, {"Sync": ("mine", NEW), "Answer": ("Old.", "New.")})
    (update,) = back(journal(broken), robin(Answer="Mine.")).updates
    assert update.fields == {"Sync": (NEW, "mine")}


def test_several_writes_of_one_field_go_back_to_before_the_first() -> None:
    first = FieldsWritten(ROBIN_NAME, ROBIN, {"Answer": ("Oldest.", "Old.")})
    second = FieldsWritten(ROBIN_NAME, ROBIN, {"Answer": ("Old.", "New.")})
    (update,) = back(journal(first, second), robin()).updates
    assert update.fields == {"Answer": ("New.", "Oldest.")}
    (update,) = back(journal(first, second), robin(Answer="Old.")).updates
    assert update.fields == {"Answer": ("Old.", "Oldest.")}


def test_only_tags_that_we_put_or_took_are_touched() -> None:
    note = robin(tags=("own", "HARD"))
    (update,) = back(journal(RETAGGED), note).updates
    assert (tags_of(update).added, tags_of(update).removed) == (("easy",), ("HARD",))


def test_a_tag_that_the_learner_settled_already_needs_nothing() -> None:
    assert back(journal(RETAGGED), robin(tags=("Easy",))).is_done


def test_tags_that_came_and_went_are_as_before() -> None:
    there = TagsChanged(ROBIN_NAME, ROBIN, added=("a", "b"), removed=())
    gone = TagsChanged(ROBIN_NAME, ROBIN, added=(), removed=("a",))
    (update,) = back(journal(there, gone), robin(tags=("b",))).updates
    assert (tags_of(update).added, tags_of(update).removed) == ((), ("b",))


@pytest.mark.parametrize(
    ("notes", "why"),
    [
        ((), "It is no longer in Anki."),
        ((replace(robin(), kind=None),), "It has another note type now."),
        ((robin(ID="birds/owl"),), "It is no longer in Anki."),
    ],
    ids=["deleted", "another type", "another note"],
)
def test_a_note_that_is_not_ours_any_more_is_left_alone(notes: tuple[()], why: str) -> None:
    found = back(journal(REWRITTEN), *notes)
    assert found.is_done
    assert found.skipped == (Skipped("birds/robin", why),)


def test_cards_that_are_still_suspended_come_up_again() -> None:
    found = back(
        journal(SUSPENDED, replace(SUSPENDED, cards=cards(9))),
        suspended=frozenset(cards(9, 12, 77)),
    )
    assert found.unsuspend == (9, 12)


def test_added_notes_stay_and_are_named_as_far_as_they_live() -> None:
    found = back(journal(ADDED), replace(robin(), nid=WREN))
    assert found.stays == ("birds/wren",)
    assert found.is_done


def test_looks_go_back_under_the_learners_names() -> None:
    (style,) = back(journal(RESTYLED), note_types={Kind.QA: note_type()}).styles
    assert style == StylingChanged(
        kind=Kind.QA,
        name="Birds Q&A",
        css=("new {}", "old {}"),
        templates={"Vor": (AFTER, BEFORE)},
    )


def test_looks_that_were_changed_since_are_left_alone() -> None:
    changed = replace(AFTER, back="mine")
    found = back(journal(RESTYLED), note_types={Kind.QA: note_type("mine {}", changed)})
    assert found.is_done
    assert [each.what for each in found.skipped] == ["Birds Q&A, CSS", "Birds Q&A, Vor"]
    assert {each.why for each in found.skipped} == {"It was changed in Anki since."}


def test_a_note_type_or_a_template_that_is_gone_is_told() -> None:
    (left,) = back(journal(RESTYLED)).skipped
    assert left == Skipped("Birds Q&A", "It is no longer in Anki.")
    (left,) = back(journal(RESTYLED), note_types={Kind.QA: note_type(Forward="Neu")}).skipped
    assert left == Skipped("Birds Q&A, Vor", "It is no longer in Anki.")


def test_what_was_taken_back_needs_nothing_more() -> None:
    undone = robin(tags=("easy",), Answer="Old.", Sync=OLD)
    styles = {Kind.QA: note_type("old {}", BEFORE)}
    assert back(journal(*OPERATIONS), undone, note_types=styles).is_done


def test_an_undo_knows_what_to_look_up() -> None:
    whole = journal(*OPERATIONS)
    assert set(whole.nids) == {ROBIN, *ADDED.added.values()}
    assert whole.suspended == (11, 12)
