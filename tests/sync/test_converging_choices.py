"""What the user decides: conflicts, retired notes, dry runs."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests.sync.converging import GOOD, SUSPENDED, Student
from tests.sync.desks import FIRST_AT, SECOND_AT, THIRD_AT, Author, cards, note, synced

pytestmark = pytest.mark.anki

MINE = "As red as rust."


@pytest.fixture
def at_odds(student: Student, author: Author) -> Path:
    """Learner and author change one text of the robin; the author the wren too."""
    student.sync(author.release(FIRST_AT))
    student.learner.review("Birds", [GOOD] * 5)
    student.learner.edit(student.note("robin"), "Answer", MINE)
    author.edit("robin", answer="Orange-red.")
    author.edit("wren", answer="The wren!")
    return author.release(SECOND_AT)


def test_in_a_conflict_the_learners_text_stays_and_both_are_shown(
    student: Student, at_odds: Path
) -> None:
    for _ in range(2):
        ended = student.sync(at_odds)
        assert ended.code == 5
        assert (
            "1 note in conflict: robin. Settle each with --keep ID or --overwrite ID" in ended.err
        )
        (change,) = (each for each in ended.deck["changes"] if each["id"] == "robin")
        assert change == {
            "id": "robin", "field": "Answer", "theirs": MINE, "ours": "Orange-red.",
        }  # fmt: skip
        assert student.note("robin").fields["Answer"] == MINE
        assert student.note("wren").fields["Answer"] == "The wren!"
    asked = len(student.addon.requests())
    assert student.sync(at_odds).told() == {"conflicts": ["robin"]}
    assert not student.has_written(asked)


def test_keep_settles_a_conflict_for_the_learner(student: Student, at_odds: Path) -> None:
    ended = student.sync(at_odds, "--keep", "robin")
    assert (ended.code, ended.report["verified"]) == (0, True)
    assert student.note("robin").fields["Answer"] == MINE
    assert student.holds(at_odds).told() == {"kept": ["robin"]}


def test_overwrite_settles_a_conflict_for_the_author(student: Student, at_odds: Path) -> None:
    assert student.sync(at_odds, "--overwrite", "robin").code == 0
    assert student.note("robin").fields["Answer"] == "Orange-red."
    assert student.holds(at_odds).told() == {}


def test_what_was_kept_is_asked_again_when_the_author_changes_it_again(
    student: Student, author: Author, at_odds: Path
) -> None:
    student.sync(at_odds, "--keep", "robin")
    author.edit("robin", answer="Red, some say.")
    ended = student.sync(author.release(THIRD_AT))
    assert (ended.code, ended.told()["conflicts"]) == (5, ["robin"])
    assert student.note("robin").fields["Answer"] == MINE


def test_overwrite_takes_an_older_text_too(student: Student, author: Author) -> None:
    older = author.release(FIRST_AT)
    author.edit("robin", answer="Orange-red.")
    newer = author.release(SECOND_AT)
    student.sync(newer)
    assert student.sync(older).told() == {"newer": ["robin"]}
    assert student.sync(older, "--overwrite", "robin").told() == {"updated": ["robin"]}
    assert student.note("robin").fields["Answer"] == "Orange."
    student.holds(older)
    assert student.sync(newer).told() == {"updated": ["robin"]}


def test_where_our_mark_is_damaged_every_difference_is_a_conflict(
    student: Student, at_odds: Path
) -> None:
    student.learner.edit(student.note("wren"), "Sync", "?")
    ended = student.sync(at_odds)
    assert ended.told()["conflicts"] == ["robin", "wren"]
    assert student.note("wren").fields["Answer"] == "The wren."
    assert student.sync(at_odds, "--overwrite", "wren", "--keep", "robin").code == 0
    student.holds(at_odds)


def retire_eel(author: Author) -> Path:
    author.release(FIRST_AT)
    author.retire("eel")
    return author.release(SECOND_AT)


def test_a_retired_note_is_marked_and_stays(student: Student, author: Author) -> None:
    student.sync(author.release(FIRST_AT))
    student.learner.tag(student.note("eel"), "mine")
    release = retire_eel(author)
    before = student.cards("eel")
    assert student.sync(release).told() == {"retired": ["eel"]}
    assert {"mine", "ankiflask::retired"} <= set(student.note("eel").tags)
    assert student.cards("eel") == before
    student.holds(release)


def test_a_mark_that_the_learner_takes_away_stays_away(student: Student, author: Author) -> None:
    student.sync(author.release(FIRST_AT))
    release = retire_eel(author)
    student.sync(release)
    student.learner.untag(student.note("eel"), "ankiflask::retired")
    student.holds(release)


def test_retired_notes_are_suspended_on_request(anybody: Student, author: Author) -> None:
    anybody.sync(author.release(FIRST_AT))
    release = retire_eel(author)
    anybody.sync(release)
    before = anybody.learner.look()
    ended = synced(anybody.addon, anybody.state, release, "--suspend-retired")
    assert (ended.code, ended.told()) == (0, {"retired": ["eel"]})
    after = anybody.learner.look()
    assert {card.queue for card in cards(after, "eel")} == {SUSPENDED}
    eel = {card.id for card in cards(after, "eel")}
    assert [card for card in after.cards if card.id not in eel] == [
        card for card in before.cards if card.id not in eel
    ]
    assert note(after, "eel") == note(before, "eel")
    anybody.holds(release, "--suspend-retired")


def test_retired_notes_that_a_learner_never_had_are_not_brought(
    student: Student, author: Author
) -> None:
    student.sync(retire_eel(author))
    assert "eel" not in student.ids()


def everything_on_disk(folder: Path) -> Mapping[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_dry_run_writes_nothing_anywhere(
    student: Student, author: Author, at_odds: Path, tmp_path: Path
) -> None:
    assert at_odds.exists()
    author.add("finch", question="What does a finch eat?", answer="Seeds.", topics=["birds"])
    author.draw("swan.png", b"another swan")
    author.retire("eel")
    author.write()
    files, seen, asked = (
        everything_on_disk(tmp_path), student.learner.look(), len(student.addon.requests()),
    )  # fmt: skip
    ended = synced(student.addon, student.state, author.folder, "--dry-run")
    assert (ended.code, ended.report["applied"], ended.report["verified"]) == (0, False, False)
    assert ended.told() == {
        "added": ["finch"],
        "updated": ["robin", "swan", "wren"],  # of the robin only our mark
        "conflicts": ["robin"],
        "retired": ["eel"],
    }
    assert not student.has_written(asked)
    assert student.learner.look() == seen
    assert everything_on_disk(tmp_path) == files
