"""What learners do between two syncs, and what a sync makes of it."""

from pathlib import Path

import pytest

from ankiflask.package.open import open_package
from tests.sync.converging import GOOD, SUSPENDED, Student
from tests.sync.desks import FIRST_AT, IDS, SECOND_AT, Author, synced

pytestmark = pytest.mark.anki


@pytest.fixture
def studied(student: Student, author: Author) -> Student:
    """Has synced the first release, and reviewed half of its cards."""
    assert student.sync(author.release(FIRST_AT)).code == 0
    student.learner.review("Birds", [GOOD] * 5)
    return student


def add_finch(author: Author) -> Path:
    author.add("finch", question="What does a finch eat?", answer="Seeds.", topics=["birds"])
    return author.release(SECOND_AT)


def edit_robin(author: Author) -> Path:
    author.edit("robin", answer="Orange-red.")
    return author.release(SECOND_AT)


def backups(student: Student) -> list[Path]:
    return sorted(student.state.glob("ankiflask/*/backups/*.apkg"))


def test_a_deleted_note_stays_away_until_it_is_asked_for(studied: Student, author: Author) -> None:
    studied.learner.delete(studied.note("owl"))
    release = edit_robin(author)
    assert studied.sync(release).told() == {"updated": ["robin"], "missing": ["owl"]}
    assert studied.holds(release).told() == {"missing": ["owl"]}
    assert studied.sync(release, "--restore", "owl").told() == {"added": ["owl"]}
    assert studied.ids() == {*IDS}
    studied.holds(release)


def test_a_deck_that_was_deleted_comes_back_whole_with_one_option(
    studied: Student, author: Author
) -> None:
    release = edit_robin(author)
    studied.learner.delete(*(studied.note(each) for each in IDS))
    assert studied.sync(release).told() == {"missing": sorted(IDS)}
    wrong = synced(studied.addon, studied.state, release, "--restore", "all")
    assert wrong.code == 2
    assert "--restore-all brings all of them back" in wrong.err
    assert studied.sync(release, "--restore-all").told()["added"] == sorted(IDS)
    assert studied.ids() == {*IDS}
    studied.holds(release, "--restore-all")


def test_who_remembers_nothing_takes_a_deleted_note_for_a_new_one_and_says_so(
    studied: Student, author: Author, tmp_path: Path
) -> None:
    studied.learner.delete(studied.note("owl"))
    elsewhere = Student(studied.learner, studied.addon, author, tmp_path / "elsewhere")
    ended = elsewhere.sync(author.release(FIRST_AT))
    assert ended.told() == {"added": ["owl"]}
    assert "a note that you deleted counts as new" in ended.err


def test_new_notes_go_to_a_renamed_deck(studied: Student, author: Author) -> None:
    studied.learner.rename_deck("Birds", "Nature::Birds of mine")
    release = add_finch(author)
    assert studied.sync(release).told() == {"added": ["finch"]}
    assert {card.deck for card in studied.cards("finch")} == {"Nature::Birds of mine"}
    assert "Birds" not in studied.learner.look().decks
    studied.holds(release)


def test_new_notes_go_where_most_of_their_siblings_are(studied: Student, author: Author) -> None:
    studied.learner.move(studied.cards("robin", "wren", "owl", "eel", "egg"), "Small birds")
    release = add_finch(author)
    studied.sync(release)
    assert {card.deck for card in studied.cards("finch")} == {"Small birds"}
    studied.holds(release)


def test_new_notes_never_go_to_a_filtered_deck(anybody: Student, author: Author) -> None:
    anybody.sync(author.release(FIRST_AT))
    anybody.learner.review("Birds", [GOOD] * 5)
    anybody.learner.make_filtered_deck("Cram", "deck:Birds")
    assert "Cram" in {card.deck for card in anybody.learner.look().cards}
    decks = anybody.learner.look().decks
    author.edit("robin", answer="Orange-red.")
    release = add_finch(author)
    assert anybody.sync(release).told() == {"added": ["finch"], "updated": ["robin"]}
    assert {card.deck for card in anybody.cards("finch")} == {"Birds"}
    assert anybody.learner.look().decks == decks
    anybody.holds(release)


def test_a_backup_has_every_card_wherever_it_is(anybody: Student, author: Author) -> None:
    anybody.sync(author.release(FIRST_AT))
    anybody.learner.review("Birds", [GOOD] * 5)
    anybody.learner.move(anybody.cards("wren"), "Nature::Small")
    anybody.learner.make_filtered_deck("Cram", "deck:Birds tag:difficulty::hard")
    cards = {card.id for card in anybody.cards(*IDS)}
    assert {card.deck for card in anybody.cards("owl")} == {"Cram"}
    anybody.sync(edit_robin(author))
    opened = [open_package(file.read_bytes(), file.name) for file in backups(anybody)]
    assert {card.id for each in opened for card in each.cards} >= cards


def test_fields_that_were_only_looked_at_are_no_edits(studied: Student, author: Author) -> None:
    author.edit("owl", answer='At <night> & "dusk":\n\n- `a < b`\n- [x] {{y}}')
    studied.sync(author.release(FIRST_AT + 1))
    for note_id in IDS:
        for field in studied.note(note_id).fields:
            studied.learner.focus(studied.note(note_id), field)
    release = edit_robin(author)
    assert studied.sync(release).told() == {"updated": ["robin"]}
    studied.holds(release)


def test_the_learners_tags_stay_and_a_tag_that_was_taken_away_stays_away(
    studied: Student, author: Author
) -> None:
    studied.learner.tag(studied.note("owl"), "mine", "birds::mine", "difficulty::hard::really")
    studied.learner.untag(studied.note("robin"), "birds::birds")
    author.regrade("owl", "easy")
    release = edit_robin(author)
    assert studied.sync(release).told() == {"updated": ["owl", "robin"]}
    assert set(studied.note("owl").tags) == {
        "birds::birds", "mine", "birds::mine", "difficulty::hard::really", "difficulty::easy",
    }  # fmt: skip
    assert set(studied.note("robin").tags) == {"difficulty::medium"}
    studied.holds(release)


def test_suspended_and_flagged_cards_stay_so(studied: Student, author: Author) -> None:
    studied.learner.suspend(studied.cards("robin"))
    studied.learner.flag(studied.cards("robin"), 3)
    studied.sync(edit_robin(author))
    (card,) = studied.cards("robin")
    assert (card.queue, card.flag) == (SUSPENDED, 3)


def test_an_edit_of_another_field_is_kept_and_ours_is_written(
    studied: Student, author: Author
) -> None:
    studied.learner.edit(studied.note("robin"), "Note", "Seen in <b>May</b>.")
    release = edit_robin(author)
    assert studied.sync(release).told() == {"updated": ["robin"], "kept": ["robin"]}
    fields = studied.note("robin").fields
    assert (fields["Answer"], fields["Note"]) == ("Orange-red.", "Seen in <b>May</b>.")
    assert studied.holds(release).told() == {"kept": ["robin"]}


def test_an_edit_that_came_to_the_same_is_nothing_to_decide(
    studied: Student, author: Author
) -> None:
    studied.learner.edit(studied.note("robin"), "Answer", "Orange-red.")
    release = edit_robin(author)
    assert studied.sync(release).told() == {"updated": ["robin"]}
    studied.holds(release)


def test_a_note_whose_cards_are_gone_is_never_added_again(studied: Student, author: Author) -> None:
    """As a damaged collection has it."""
    studied.learner.delete_cards(studied.cards("owl"))
    before = studied.note("owl")
    release = edit_robin(author)
    ended = studied.sync(release)
    assert ended.code in (0, 3)
    assert studied.note("owl") == before


def test_a_profile_that_was_switched_in_the_middle_is_named_and_what_it_got(
    studied: Student, author: Author
) -> None:
    edit_robin(author)
    release = add_finch(author)
    studied.addon.fail(("importPackage", 1, "profile-switched"))
    ended = synced(studied.addon, studied.state, release)
    stopped = "Anki had the profile 'User 1' open, and now has 'User 2', so the sync stopped there."
    assert ended.code == 5
    assert ended.err.count(stopped) == 1
    assert (
        "The profile that is open now has these of the notes to add to birds: finch." in ended.err
    )
    assert "finch" in {n.fields["ID"].partition("/")[2] for n in studied.addon.other.look().notes}
    studied.addon.repair()
    assert studied.note("robin").fields["Answer"] == "Orange."
    assert studied.sync(release).told() == {"added": ["finch"], "updated": ["robin"]}


def test_a_note_that_an_open_window_writes_back_is_named_with_the_remedy(
    studied: Student, author: Author
) -> None:
    release = edit_robin(author)
    studied.addon.fail(("updateNoteFields", 0, "silent-no-op"))
    ended = synced(studied.addon, studied.state, release)
    assert ended.code == 5
    assert ended.err.endswith(
        "Error: Anki put back the old text of robin, which an open window shows. Close Anki's"
        " browser, or the window in which the note is edited, and run this again.\n"
    )
    studied.addon.repair()
    assert studied.sync(release).told() == {"updated": ["robin"]}


def test_cards_that_an_update_empties_are_counted_and_the_remedy_is_named(
    studied: Student, author: Author
) -> None:
    author.edit("egg", cloze="A robin's egg is {{c1::blue}}, an owl's white.")
    del author.notes["heron"]["reverse"]
    release = author.release(SECOND_AT)
    ended = synced(studied.addon, studied.state, release)
    assert sum("has empty cards" in each for each in studied.faults()) == 2
    assert ended.told() == {"updated": ["egg", "heron"]}
    assert "2 cards will have nothing left to ask. Afterwards Tools > Empty Cards" in ended.err
    studied.holds(release)


def test_what_went_wrong_is_said_once(studied: Student, author: Author) -> None:
    release = edit_robin(author)
    studied.addon.fail(("updateNoteFields", 1, "profile-closed"))
    ended = synced(studied.addon, studied.state, release)
    assert ended.code == 5
    assert ended.err.count("Anki has no profile open.") == 1
    studied.addon.repair()
    assert studied.sync(release).told() == {"updated": ["robin"]}
