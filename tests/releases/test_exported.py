"""What Anki itself exports, in the old form and in the newest, is compared with what was built."""

import json
from pathlib import Path

import pytest

from tests.anki.conftest import anki, capitals, environment, export
from tests.anki.releases import Capitals
from tests.anki.test_exported_packages import exported
from tests.cli.command_line import Run

__all__ = ["anki", "capitals", "environment", "export", "exported"]
pytestmark = pytest.mark.anki


def test_an_export_differs_from_the_release_by_what_the_learner_wrote(
    run: Run, tmp_path: Path, exported: bytes, capitals: Capitals
) -> None:
    (tmp_path / "exported.apkg").write_bytes(exported)
    told = json.loads(run("diff", str(capitals.first), "exported.apkg", "--json").out)
    assert [note["text"] for note in told["added"]] == ["[picture own.svg]"]
    assert (told["changed"], told["gone"], told["unchanged"]) == ([], [], 7)
    assert (told["level"], told["note_types"]) == ("minor", [])


def test_a_release_is_compared_with_what_a_learner_has(
    run: Run, tmp_path: Path, exported: bytes, capitals: Capitals
) -> None:
    (tmp_path / "exported.apkg").write_bytes(exported)
    one = json.loads(run("diff", "exported.apkg", str(capitals.second), "--json").out)
    other = json.loads(run("diff", str(capitals.first), str(capitals.second), "--json").out)
    for key in ("added", "changed", "retired", "lost", "level", "note_types"):
        assert one[key] == other[key], key
    assert [note["text"] for note in one["gone"]] == ["[picture own.svg]"]
