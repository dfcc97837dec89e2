"""A sync taken back: what it wrote goes where it still stands, and nothing else."""

from pathlib import Path

import pytest

from tests.anki.collection import Collection
from tests.sync.converging import GOOD, SUSPENDED, Student, texts
from tests.sync.desks import FIRST_AT, SECOND_AT, THIRD_AT, Author, synced

pytestmark = pytest.mark.anki


def study(student: Student, first: Path) -> None:
    """Sync the first release, review, tag."""
    student.sync(first)
    student.learner.review("Birds", [GOOD] * 5)
    student.learner.tag(student.note("heron"), "mine", "difficulty::medium::mine")


def next_release(author: Author) -> Path:
    """Release what changes robin, heron and swan, brings the finch, and retires the eel."""
    author.edit("robin", answer="Orange-red.", note="Both of them.")
    author.regrade("heron", "easy")
    author.draw("swan.png", b"another swan")
    author.add("finch", question="What does a finch eat?", answer="Seeds.", topics=["birds"])
    author.retire("eel")
    return author.release(SECOND_AT)


@pytest.fixture
def second(student: Student, author: Author) -> Path:
    study(student, author.release(FIRST_AT))
    return next_release(author)


def but_finch(seen: Collection) -> object:
    """Return what stands in the notes but the new one."""
    return {guid: each for guid, each in texts(seen).items() if each[1]["ID"] != "birds/finch"}


def test_a_sync_that_is_taken_back_leaves_the_notes_as_they_were(
    anybody: Student, author: Author
) -> None:
    study(anybody, author.release(FIRST_AT))
    before, second = anybody.learner.look(), next_release(author)
    assert anybody.sync(second).code == 0
    assert but_finch(anybody.learner.look()) != but_finch(before)
    ended = anybody.sync("--undo")
    assert (ended.code, ended.report["applied"], ended.report["verified"]) == (0, True, True)
    assert set(ended.report["restored"]) == {
        f"birds/{i}" for i in ("robin", "heron", "swan", "eel")
    }
    assert ended.report["stays"] == ["birds/finch"]
    assert but_finch(anybody.learner.look()) == but_finch(before)
    assert "finch" in anybody.ids()


def test_after_it_was_taken_back_a_sync_does_it_again(student: Student, second: Path) -> None:
    student.sync(second)
    after = texts(student.learner.look())
    student.sync("--undo")
    assert student.sync(second).code == 0
    assert texts(student.learner.look()) == after
    student.holds(second)


def test_an_edit_since_the_sync_stays(student: Student, second: Path) -> None:
    student.sync(second)
    student.learner.edit(student.note("robin"), "Answer", "My own words.")
    student.learner.tag(student.note("robin"), "later")
    ended = student.sync("--undo")
    assert ended.code == 0
    assert student.note("robin").fields["Answer"] == "My own words."
    assert student.note("robin").fields["Note"] == ""
    assert "later" in student.note("robin").tags
    assert ended.report["left"] == [
        {"what": "birds/robin, Answer", "why": "It was edited in Anki since."}
    ]


def test_an_undo_passes_over_syncs_that_left_nothing_to_take_back(
    student: Student, author: Author
) -> None:
    study(student, author.release(FIRST_AT))
    author.edit("robin", answer="Orange-red.")
    student.sync(author.release(SECOND_AT))
    author.add("finch", question="What does a finch eat?", answer="Seeds.", topics=["birds"])
    student.sync(author.release(THIRD_AT))
    ended = student.sync("--undo")
    assert (ended.code, ended.report["restored"]) == (0, ["birds/robin"])
    assert student.note("robin").fields["Answer"] == "Orange."
    before = student.learner.look()
    for _ in range(2):
        ended = student.sync("--undo")
        assert (ended.code, ended.report["applied"], ended.report["restored"]) == (0, False, [])
        assert ended.report["stays"] == ["birds/finch"]
    assert student.learner.look() == before


def test_an_undo_passes_over_a_sync_that_failed(student: Student, second: Path) -> None:
    student.sync(second)
    before = student.learner.look()
    student.author.edit("owl", answer="In the dark.")
    third = student.author.release(THIRD_AT)
    student.addon.fail(("updateNoteFields", 0, "silent-no-op"))
    for _ in range(2):
        assert synced(student.addon, student.state, third).code == 5
    student.addon.repair()
    assert student.learner.look() == before
    ended = student.sync("--undo")
    assert "birds/robin" in ended.report["restored"]
    assert student.note("robin").fields["Answer"] == "Orange."


def test_an_undo_that_lost_its_end_is_ended_before_an_older_sync_is_taken_back(
    student: Student, second: Path
) -> None:
    student.sync(second)
    student.author.edit("owl", answer="In the dark.")
    student.sync(student.author.release(THIRD_AT))
    student.addon.fail(("updateNoteFields", 1, "refused-after-now"))
    assert synced(student.addon, student.state, "--undo").code == 5
    student.addon.repair()
    assert student.note("owl").fields["Answer"] == "At night."
    ended = student.sync("--undo")
    assert (ended.code, ended.report["applied"]) == (0, False)
    assert student.note("robin").fields["Answer"] == "Orange-red."
    assert "birds/robin" in student.sync("--undo").report["restored"]
    assert student.note("robin").fields["Answer"] == "Orange."


def test_a_journal_that_cannot_be_read_stops_one_undo_and_no_other(
    student: Student, second: Path
) -> None:
    student.sync(second)
    student.author.edit("owl", answer="In the dark.")
    student.sync(student.author.release(THIRD_AT))
    before = student.learner.look()
    newest = max(student.state.glob("ankiflask/*/journals/*.jsonl"))
    newest.write_bytes(bytes(300))
    ended = synced(student.addon, student.state, "--undo")
    assert (ended.code, student.learner.look()) == (1, before)
    assert [each["rule"] for each in ended.report["problems"]] == [
        "journal-header", "journal-set-aside",
    ]  # fmt: skip
    assert "birds/robin" in student.sync("--undo").report["restored"]


def test_where_nothing_was_synced_there_is_nothing_to_take_back(student: Student) -> None:
    ended = student.sync("--undo")
    assert ended.code == 2
    assert "No sync of this profile is known here" in ended.err
    assert not student.has_written()


def test_cards_that_were_suspended_come_up_again(student: Student, author: Author) -> None:
    student.sync(author.release(FIRST_AT))
    author.retire("heron")
    before = student.cards("heron")
    release = author.release(SECOND_AT)
    synced(student.addon, student.state, release, "--suspend-retired")
    assert {card.queue for card in student.cards("heron")} == {SUSPENDED}
    assert synced(student.addon, student.state, "--undo").code == 0
    assert student.cards("heron") == before
