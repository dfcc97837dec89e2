"""An add-on that keeps its actions and answers in another shape: more keys, JSON-RPC's errors."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.anki.learner import Learner
from tests.sync.converging import Student
from tests.sync.desks import FIRST_AT, IDS, SECOND_AT, Author

pytestmark = pytest.mark.anki


@pytest.fixture
def student(ann: Learner, author: Author, tmp_path: Path) -> Iterator[Student]:
    with ann.serve("rewritten") as addon:
        yield Student(ann, addon, author, tmp_path / "state")


def test_it_does_not_stop_a_sync_or_an_undo(student: Student, author: Author) -> None:
    assert student.sync(author.release(FIRST_AT)).told() == {"added": sorted(IDS)}
    student.learner.edit(student.note("wren"), "Answer", "My own words.")
    author.edit("robin", answer="Orange-red.")
    author.edit("wren", answer="The wren, by far.")
    author.regrade("owl", "easy")
    author.retire("eel")
    author.add("finch", question="What do finches eat?", answer="Seeds.", topics=["birds"])
    release = author.release(SECOND_AT)
    ended = student.sync(release)
    assert (ended.code, ended.deck["conflicts"]) == (5, ["wren"])
    assert (ended.deck["added"], ended.deck["retired"]) == (["finch"], ["eel"])
    assert student.sync(release, "--keep", "wren").code == 0
    student.holds(release)
    assert student.sync("--undo").report["verified"]
    undone = student.sync("--undo")
    assert set(undone.report["restored"]) >= {"birds/robin", "birds/owl", "birds/eel"}
    assert student.note("wren").fields["Answer"] == "My own words."


def test_what_it_refuses_is_reported_in_its_words(student: Student, author: Author) -> None:
    student.sync(author.release(FIRST_AT))
    author.edit("robin", answer="Orange-red.")
    student.addon.fail(("notesInfo", 1, "collection-not-open"))
    ended = student.sync(author.release(SECOND_AT))
    assert (ended.code, ended.report["applied"]) == (3, False)
    assert "Anki has no profile open." in ended.err
