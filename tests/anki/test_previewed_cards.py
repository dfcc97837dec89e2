"""A preview shows every card as Anki shows it."""

import re
import shutil
from pathlib import Path

import pytest

from ankiflask.identity import NoteId, card_row_id, note_row_id
from ankiflask.package.open import open_package
from ankiflask.preview.model import sheets_of_package
from ankiflask.preview.showing import sides
from tests.anki.learner import Learner
from tests.anki.releases import build

pytestmark = pytest.mark.anki

_ROOT = Path(__file__).resolve().parents[2]
_SOUND = re.compile(r"\[sound:[^\]]*\]")


def _played(html: str, side: str) -> str:
    """Write sounds as Anki does when it has taken them out."""
    for number in range(html.count("[sound:")):
        html = _SOUND.sub(f"[anki:play:{side}:{number}]", html, count=1)
    return html


@pytest.mark.parametrize("folder", ["decks/flask", "tests/anki/decks/planets"])
def test_every_card_is_shown_as_anki_shows_it(
    learner: Learner, tmp_path: Path, folder: str
) -> None:
    copy = shutil.copytree(_ROOT / folder, tmp_path / "deck")
    package = build(copy, tmp_path, 1_700_000_000).package
    learner.import_package(package)
    anki = {card.card: card for card in learner.render()}
    sheets = list(sheets_of_package(open_package(package.read_bytes(), "it")))
    assert len(sheets) == len(anki)
    for sheet in sheets:
        uid, _, note = sheet.fields[-2].partition("/")
        shown = anki[card_row_id(note_row_id(uid, NoteId(note)), sheet.ordinal + 1)]
        ours = sides(sheet)
        assert _played(ours.front, "q") == shown.question
        assert _played(ours.back, "a") == shown.answer
