"""Packages imported and releases synced, in either order, by a learner who studies: one end."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ankiflask.anki.note_types import CLOZE, QA
from tests.anki.collection import Collection
from tests.anki.learner import Anki, Learner
from tests.cli.command_line import Run
from tests.sync.converging import ALWAYS, GOOD, SUSPENDED, Student, texts
from tests.sync.desks import FIRST_AT, IDS, SECOND_AT, Author, note

pytestmark = pytest.mark.anki

EVERYBODY = {*IDS}


@pytest.fixture
def first(author: Author) -> Path:
    return author.release(FIRST_AT)


@pytest.fixture
def second(author: Author, first: Path) -> Path:
    """Robin and egg change, the heron is regraded, the finch is new, the eel retired."""
    assert first.exists()
    author.edit("robin", answer="Orange-red.")
    author.edit("egg", cloze="A robin's egg is {{c1::blue}}, an owl's is {{c2::white}}.")
    author.regrade("heron", "easy")
    author.add("finch", question="What does a finch eat?", answer="Seeds.", topics=["birds"])
    author.retire("eel")
    return author.release(SECOND_AT)


def as_imported(anki: Anki, folder: Path, *packages: Path) -> Collection:
    """Return what a newcomer has who imports these."""
    with Learner(anki, folder) as newcomer:
        for package in packages:
            newcomer.import_package(package)
        return newcomer.look()


def study(learner: Learner) -> None:
    """Do what learners do, on notes that the second release changes and on others."""
    learner.write_own_note("My own", "front", "back")
    learner.review("Birds", [GOOD] * 8)
    seen = learner.look()
    learner.edit(note(seen, "owl"), "Answer", "At night, my owl says.")
    learner.edit(note(seen, "robin"), "Note", "Seen in May.")
    learner.tag(note(seen, "robin"), "mine", "birds::mine")
    learner.tag(note(seen, "nest"), "birds::mine")
    learner.move(seen.cards_of(note(seen, "wren")), "Small birds")
    learner.suspend(seen.cards_of(note(seen, "egg")))
    learner.flag(seen.cards_of(note(seen, "heron")), 2)


def hold_studied(student: Student) -> None:
    """All that `study` did is there."""
    seen = student.learner.look()
    assert len(seen.reviews) == 8
    assert note(seen, "owl").fields["Answer"] == "At night, my owl says."
    assert note(seen, "robin").fields["Note"] == "Seen in May."
    assert {"mine", "birds::mine"} <= {*note(seen, "robin").tags}
    assert "birds::mine" in note(seen, "nest").tags
    assert [card.deck for card in student.cards("wren")] == ["Small birds"]
    assert {card.queue for card in student.cards("egg")} == {SUSPENDED}
    assert {card.flag for card in student.cards("heron")} == {2}
    assert "My own" in seen.decks


def hold_second(student: Student) -> None:
    """All that the second release changed is there."""
    seen = student.learner.look()
    assert student.ids() == EVERYBODY | {"finch"}
    assert note(seen, "robin").fields["Answer"] == "Orange-red."
    assert "owl's is" in note(seen, "egg").fields["Text"]
    assert "difficulty::easy" in note(seen, "heron").tags
    assert "difficulty::medium" not in note(seen, "heron").tags
    assert "ankiflask::retired" in note(seen, "eel").tags


def test_a_first_sync_brings_what_an_import_brings(
    anybody: Student, anki: Anki, first: Path, tmp_path: Path
) -> None:
    ended = anybody.sync(first)
    assert ended.code == 0
    assert ended.report["applied"]
    assert ended.report["verified"]
    assert set(ended.told()["added"]) == EVERYBODY
    synced, imported = anybody.learner.look(), as_imported(anki, tmp_path / "newcomer", first)
    assert synced.notes == imported.notes
    assert synced.cards == imported.cards
    for each in (QA, CLOZE):
        assert synced.note_type(each.name) == imported.note_type(each.name)
    assert synced.decks == imported.decks
    assert synced.media == imported.media
    anybody.holds(first)


def test_the_command_itself_says_what_it_did(run: Run, student: Student, first: Path) -> None:
    env = {"XDG_STATE_HOME": str(student.state), "ANKICONNECT_URL": student.addon.url}
    ran = run("sync", str(first), "--yes", env=env)
    assert ran.code == 0
    assert ran.out.startswith("birds: 8 to add, 1 media to store\n")
    assert "\nDone, and read back." in ran.out
    student.holds(first)


def test_after_an_import_there_is_nothing_to_sync(anybody: Student, first: Path) -> None:
    anybody.learner.import_package(first)
    assert set(anybody.holds(first).deck["unchanged"]) == EVERYBODY


def test_import_first_and_sync_later(anybody: Student, first: Path, second: Path) -> None:
    anybody.learner.import_package(first)
    study(anybody.learner)
    ended = anybody.sync(second)
    assert ended.code == 0
    assert ended.told() == {
        "added": ["finch"],
        "updated": ["egg", "heron", "robin"],
        "kept": ["owl", "robin"],
        "retired": ["eel"],
    }
    hold_studied(anybody)
    hold_second(anybody)
    anybody.holds(second)


def test_sync_first_and_sync_later(anybody: Student, first: Path, second: Path) -> None:
    anybody.sync(first)
    study(anybody.learner)
    assert anybody.sync(second).code == 0
    hold_studied(anybody)
    hold_second(anybody)
    anybody.holds(second)


def test_sync_first_and_import_the_same_release_later(anybody: Student, first: Path) -> None:
    anybody.sync(first)
    before = anybody.learner.look()
    log = anybody.learner.import_package(first, **ALWAYS)
    assert (log.new, log.conflicting, log.other) == ((), (), ())
    after = anybody.learner.look()
    assert texts(after) == texts(before)
    assert after.cards == before.cards
    anybody.holds(first)


@pytest.mark.parametrize("options", [{}, ALWAYS], ids=["newer", "always"])
def test_sync_first_and_import_the_newer_release_later(
    anybody: Student, first: Path, second: Path, options: Mapping[str, int]
) -> None:
    anybody.sync(first)
    anybody.learner.review("Birds", [GOOD] * 8)
    before = anybody.learner.look()
    log = anybody.learner.import_package(second, **options)
    assert (log.new, log.conflicting) == (("birds/finch",), ())
    after = anybody.learner.look()
    assert after.reviews == before.reviews
    assert {card.id for card in before.cards} <= {card.id for card in after.cards}
    ended = anybody.sync(second)
    assert ended.code == 0
    assert ended.told() == {"retired": ["eel"]}
    hold_second(anybody)
    anybody.holds(second)


def test_the_release_that_was_synced_is_imported_too(
    anybody: Student, first: Path, second: Path
) -> None:
    anybody.sync(first)
    study(anybody.learner)
    anybody.sync(second)
    assert anybody.learner.import_package(second).new == ()
    assert anybody.ids() == EVERYBODY | {"finch"}
    assert len(anybody.learner.look().reviews) == 8
    anybody.sync(second)
    anybody.holds(second)


def test_an_older_package_over_a_newer_one_changes_nothing(
    anybody: Student, first: Path, second: Path
) -> None:
    anybody.sync(second)
    before = anybody.learner.look()
    ended = anybody.sync(first)
    assert ended.code == 0
    assert set(ended.told()["newer"]) == {"robin", "egg", "heron"}
    after = anybody.learner.look()
    assert [note for note in after.notes if note.fields["ID"] != "birds/eel"] == [*before.notes]
    assert ended.told()["added"] == ["eel"]
