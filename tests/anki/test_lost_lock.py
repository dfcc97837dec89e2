"""A publisher loses the lock and restores it from a package; a learner's edit outlives it."""

import shutil
import time
from pathlib import Path

import pytest

from ankiflask.identity import NoteId, guid
from tests.anki.collection import Note
from tests.anki.learner import ImportLog, Learner
from tests.anki.releases import build

pytestmark = pytest.mark.anki

CASES = Path(__file__).parents[1] / "cases"
FIRST_AT = 1_795_348_800
MINE = "My own words."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The deck's folder, without its lock."""
    copy = shutil.copytree(CASES / "locks" / "frozen", tmp_path / "birds")
    (copy / "deck.lock").unlink()
    return copy


def _study(learner: Learner, package: Path) -> None:
    """Import the first release and edit a note of it."""
    learner.import_package(package)
    learner.edit(_note(learner, "robin-colour"), "Answer", MINE)
    learner.tag(_note(learner, "robin-colour"), "mine")
    edited_at = _note(learner, "robin-colour").mod
    while time.time() < edited_at + 1:  # or a later build could not look newer to Anki
        time.sleep(0.05)


def _note(learner: Learner, note_id: str) -> Note:
    return learner.look().note(guid("birds-1", NoteId(note_id)))


def _next_release(folder: Path, *options: str | Path) -> Path:
    """Change the other note and build now, without a lock."""
    deck = folder / "deck.yaml"
    text = deck.read_text(encoding="utf-8")
    assert "c1::" in text
    deck.write_text(text.replace("{{c1::", "{{c1::light "), encoding="utf-8")
    return build(folder, folder / "next", None, *options).package


def _with_a_lock_inside(folder: Path) -> Path:
    package = build(folder, folder / "first", FIRST_AT).package
    (folder / "deck.lock").unlink()
    return package


def test_an_edit_made_before_the_loss_survives_the_next_import(
    learner: Learner, folder: Path
) -> None:
    released = _with_a_lock_inside(folder)
    _study(learner, released)
    log = learner.import_package(_next_release(folder, "--since", released))
    assert log == ImportLog(updated=("birds-1/robin-egg",), duplicate=("birds-1/robin-colour",))
    edited = _note(learner, "robin-colour")
    assert (edited.fields["Answer"], "mine" in edited.tags) == (MINE, True)
    assert "light " in _note(learner, "robin-egg").fields["Text"]


def test_without_it_the_edit_would_be_gone(learner: Learner, folder: Path) -> None:
    _study(learner, _with_a_lock_inside(folder))
    log = learner.import_package(_next_release(folder, "--unreleased"))
    assert set(log.updated) == {"birds-1/robin-colour", "birds-1/robin-egg"}
    assert MINE not in _note(learner, "robin-colour").fields["Answer"]
