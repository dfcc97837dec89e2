"""Learners of ankiflask 0.1 and today's note types, in the real Anki.

0.1 had other note types. By default Anki leaves their notes alone; one import with "Merge note types"
moves all of them. The package of 0.1.0 and how it was built: tests/cases/since/README.md.
"""

import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from ankiflask.anki.note_types import CLOZE, EARLIER_NOTE_TYPES, QA
from ankiflask.deck.model import Kind
from ankiflask.identity import NoteId, guid
from tests.anki.collection import Collection, Note
from tests.anki.learner import Learner
from tests.anki.releases import build

pytestmark = pytest.mark.anki

CASES = Path(__file__).parents[1] / "cases"
OF_0_1_0 = CASES / "since" / "birds-1-of-0.1.0.apkg"
BUILT_AT = 1_750_000_000  # after 0.1.0's package, and before any edit of these learners
NAMES = ("birds-1/robin-colour", "birds-1/robin-egg")
MINE = "My own answer."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the deck's folder with the lock that 0.1.0 wrote."""
    folder = tmp_path / "birds"
    shutil.copytree(CASES / "locks" / "frozen", folder)
    shutil.copy(CASES / "locks" / "format-1" / "deck.lock", folder)
    return folder


@pytest.fixture
def release(folder: Path) -> Path:
    return build(folder, folder / "first", BUILT_AT).package


@pytest.fixture(params=["", "Mnemonic"], ids=["plain", "own-field"])
def own_field(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def student(learner: Learner, own_field: str) -> Learner:
    """Imported 0.1.0's package, reviewed, edited and tagged a note, perhaps with a field of her own."""
    learner.import_package(OF_0_1_0)
    learner.review("Nature::Birds", [3, 3])
    robin = note(learner.look(), "robin-colour")
    learner.edit(robin, "Answer", MINE)
    if own_field:
        learner.add_field(EARLIER_NOTE_TYPES[Kind.QA].name, own_field)
        learner.edit(robin, own_field, "Red breast, no.")
    learner.tag(robin, "mine")
    return learner


def note(seen: Collection, note_id: str) -> Note:
    return seen.note(guid("birds-1", NoteId(note_id)))


def history(seen: Collection) -> Mapping[tuple[str, int], tuple[int, ...]]:
    """Return how often and how well each card was reviewed, by its note and place."""
    guids = {each.id: each.guid for each in seen.notes}
    return {(guids[c.note], c.ord): (c.reps, c.ivl, c.lapses, c.type) for c in seen.cards}


def test_by_default_nothing_of_theirs_changes(student: Learner, release: Path) -> None:
    before = student.look()
    log = student.import_package(release)
    assert (log.conflicting, log.updated, log.new) == (NAMES, (), ())
    after = student.look()
    assert after.notes == before.notes
    assert after.cards == before.cards
    assert after.reviews == before.reviews


def test_a_merge_moves_every_note_with_its_reviews_and_edits(
    student: Learner, release: Path, own_field: str
) -> None:
    before = student.look()
    log = student.import_package(release, merge_notetypes=1)
    assert log.new == ()
    after = student.look()
    assert {each.note_type for each in after.notes} == {QA.name, CLOZE.name}
    assert {each.guid for each in after.notes} == {each.guid for each in before.notes}
    assert history(after) == history(before)
    assert after.reviews == before.reviews
    robin = note(after, "robin-colour")
    assert (robin.fields["Answer"], "mine" in robin.tags) == (MINE, True)
    assert robin.fields["ID"] == "birds-1/robin-colour"
    assert robin.fields["Reverse"] == note(before, "robin-colour").fields["Reverse"]
    if own_field:
        assert own_field in robin.fields
    egg = note(after, "robin-egg")
    assert egg.fields["Text"] == note(before, "robin-egg").fields["Text"]
    assert student.check_database() == ()


def test_after_the_merge_a_release_arrives_by_a_default_import(
    student: Learner, release: Path, folder: Path, own_field: str
) -> None:
    """In a note type with a field of the learner's own Anki calls a note conflicting, as ever."""
    student.import_package(release, merge_notetypes=1)
    stamped = max(each.mod for each in student.look().notes)
    while time.time() < stamped + 1:  # or the next release would not look newer to Anki 24.06
        time.sleep(0.05)
    text = (folder / "deck.yaml").read_text(encoding="utf-8")
    assert "c1::" in text
    (folder / "deck.yaml").write_text(text.replace("{{c1::", "{{c1::light "), encoding="utf-8")
    log = student.import_package(build(folder, folder / "next").package)
    assert log.updated == ("birds-1/robin-egg",)
    assert log.conflicting == (("birds-1/robin-colour",) if own_field else ())
    assert "light " in note(student.look(), "robin-egg").fields["Text"]
    assert note(student.look(), "robin-colour").fields["Answer"] == MINE
