"""The import options that `diff` names bring in a real Anki what it says that they bring."""

from dataclasses import replace
from pathlib import Path

import pytest

from ankiflask.clock import Clock
from ankiflask.pipeline.diff import diff
from tests.anki.conftest import anki, environment, learner
from tests.anki.learner import Learner
from tests.releases.packages import Foreign
from tests.releases.test_packages import EDITED, FIRST, NOTES, SECOND

__all__ = ["anki", "environment", "learner"]
pytestmark = pytest.mark.anki

WORDS = {"If newer": 0, "Always": 1, "Never": 2}
RELEASES = {
    "texts": SECOND,
    "field": replace(SECOND, fields=("Front", "Back", "Hint")),
    "note type": replace(SECOND, type_id=1_600_000_000_007),
    "style": replace(SECOND, css=".card { color: navy; }"),
    "front": replace(SECOND, front="<b>{{Front}}</b>"),
}


@pytest.mark.parametrize("case", RELEASES)
def test_with_the_options_that_are_named_every_changed_text_arrives(
    learner: Learner, tmp_path: Path, clock: Clock, case: str
) -> None:
    old, new = FIRST.write(tmp_path / "old.apkg", NOTES), _write(RELEASES[case], tmp_path)
    learner.import_package(old)
    options = diff(str(old), str(new), clock, {}).options
    log = learner.import_package(
        new,
        merge_notetypes=int(options.merge),
        update_notes=WORDS[options.notes],
        update_notetypes=WORDS[options.note_types],
    )
    assert (len(log.new), len(log.updated), log.conflicting) == (1, 2, ())
    held = learner.look()
    assert len(held.notes) == len(held.cards) == 4
    assert any("once Edo" in field for note in held.notes for field in note.fields.values())


def _write(release: Foreign, folder: Path) -> Path:
    return release.write(folder / "new.apkg", EDITED)
