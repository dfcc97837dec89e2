"""What the learner of a rehearsal does: some of everything, the same every time, at the right time."""

from ankiflask.rehearsal.case import habits
from ankiflask.rehearsal.comparing import Release
from tests.rehearsal.facts import held

OLD = {f"note-{n}": "old" for n in range(40)}
NEW = OLD | {f"note-{n}": "new" for n in range(8)}
RELEASE = Release(held(OLD, 100), held(NEW, 200))


def test_a_release_knows_what_it_changed() -> None:
    assert RELEASE.changed == {f"note-{n}" for n in range(8)}
    assert len(RELEASE.unchanged) == 32


def test_edits_come_just_after_the_old_release() -> None:
    done = habits(RELEASE)
    assert set(done.seconds) == {*done.edit, *done.tag}
    assert set(done.seconds.values()) == {101}


def test_some_changed_notes_are_edited_and_most_are_not() -> None:
    edited = set(habits(RELEASE).edit)
    assert len(edited & RELEASE.changed) == 2
    assert len(edited - RELEASE.changed) == 8


def test_a_learner_does_the_same_every_time() -> None:
    assert habits(RELEASE) == habits(Release(held(OLD, 100), held(NEW, 200)))


def test_of_the_smallest_deck_something_is_edited_moved_suspended_and_flagged() -> None:
    done = habits(Release(held({"only": "one"}, 100), held({"only": "one"}, 100)))
    assert done.reviews == done.own == 1
    assert done.edit == done.tag == done.move == done.suspend == done.flag == ("only",)


def test_where_the_only_note_changed_it_is_not_edited() -> None:
    done = habits(Release(held({"only": "one"}, 100), held({"only": "two"}, 200)))
    assert done.edit == done.tag == ()
