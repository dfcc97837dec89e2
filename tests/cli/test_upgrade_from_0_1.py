"""Commands against a collection that still holds notes of ankiflask 0.1."""

import json
import shutil
from pathlib import Path

import pytest

from ankiflask.anki.note_types import CLOZE, EARLIER_NOTE_TYPES, QA
from ankiflask.deck.model import Kind
from tests.addon.client import Addon
from tests.anki.learner import Learner
from tests.cli.command_line import Run
from tests.cli.doctors import Examine

CASES = Path(__file__).parents[1] / "cases"
OF_0_1_0 = CASES / "since" / "birds-1-of-0.1.0.apkg"
REMEDY = "import the deck's new package once with 'Merge note types' switched on."


@pytest.fixture
def birds(ann: Learner, tmp_path: Path) -> Path:
    """Return the deck's folder, with the lock that 0.1.0 wrote. Ann has its package."""
    folder = tmp_path / "birds"
    shutil.copytree(CASES / "locks" / "frozen", folder)
    shutil.copy(CASES / "locks" / "format-1" / "deck.lock", folder)
    ann.import_package(OF_0_1_0)
    return folder


@pytest.mark.usefixtures("birds")
def test_a_sync_never_adds_their_notes_again(quick: Run, ann: Learner, addon: Addon) -> None:
    before = ann.look()
    words = ("sync", "birds", "--url", addon.url)
    planned = quick(*words, "--dry-run")
    assert planned.out.count(REMEDY) == 2
    earlier = EARLIER_NOTE_TYPES[Kind.QA].name
    assert f"1 moved note in the note type '{earlier}'" in planned.out
    done = quick(*words, "--yes", "--json")
    report = json.loads(done.out)
    assert (done.code, report["decks"][0]["moved"]) == (0, ["robin-colour", "robin-egg"])
    assert ann.look() == before


def test_after_the_merge_a_sync_updates_them(
    quick: Run, ann: Learner, addon: Addon, birds: Path
) -> None:
    assert quick("build", "birds").code == 0
    ann.import_package(birds.parent / "dist" / "birds-1.apkg", merge_notetypes=1)
    words = ("sync", "birds", "--url", addon.url, "--yes", "--yes-many")
    assert quick(*words).code == 0
    deck = birds / "deck.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("Orange.", "Orange-red."), "utf-8")
    assert quick(*words).code == 0
    robin = next(note for note in ann.look().notes if note.note_type == QA.name)
    assert "Orange-red." in robin.fields["Answer"]
    assert {note.note_type for note in ann.look().notes} == {QA.name, CLOZE.name}


@pytest.mark.usefixtures("birds")
def test_doctor_names_the_way(examine: Examine, addon: Addon) -> None:
    done = examine(addon)
    lines = [line for line in done.out.splitlines() if "ankiflask 0.1" in line]
    assert [line.partition(":")[0] for line in lines] == [
        f"no  Note type '{each.name}'" for each in EARLIER_NOTE_TYPES.values()
    ][::-1]
    assert all(line.endswith(REMEDY) for line in lines)
    assert done.code == 3


@pytest.mark.anki
def test_verify_reports_one_error_with_the_remedy(quick: Run, birds: Path) -> None:
    assert quick("build", "birds").code == 0
    done = quick("verify", "dist/birds-1.apkg", "--upgrade-from", str(OF_0_1_0), "--json")
    errors = [each for each in json.loads(done.out)["problems"] if each["severity"] == "error"]
    assert [(each["rule"], each["ids"]) for each in errors] == [
        ("earlier-note-types", ["robin-colour", "robin-egg"])
    ]
    assert "import this release once with “Merge note types”" in errors[0]["message"]
    assert (done.code, birds.is_dir()) == (1, True)


@pytest.mark.usefixtures("birds")
def test_diff_is_major_and_names_the_remedy(quick: Run) -> None:
    assert quick("build", "birds").code == 0
    done = quick("diff", str(OF_0_1_0), "dist/birds-1.apkg", "--json")
    report = json.loads(done.out)
    assert report["level"] == "major"
    assert '"Merge note types"' in report["reasons"][0]["remedy"]
