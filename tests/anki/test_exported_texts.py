"""Anki's text export of our own deck is recognised: drafted again, every note would be there twice."""

import subprocess
from pathlib import Path

import pytest

from ankiflask.problems import Source
from ankiflask.sources.formats import refused
from tests.anki.make_environments import Environment
from tests.anki.releases import Capitals

pytestmark = pytest.mark.anki

_ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("form", ["text", "bare-text"])
def test_an_export_of_our_own_deck_is_refused(
    environment: Environment, capitals: Capitals, tmp_path: Path, form: str
) -> None:
    target = tmp_path / "exported.txt"
    subprocess.run(
        (environment.python, "-X", "utf8", "-m", "tests.anki.exporting", tmp_path,
         capitals.first, target, form),
        cwd=_ROOT, check=True, capture_output=True,
    )  # fmt: skip
    text = target.read_text(encoding="utf-8")

    problem = refused(Source("exported.txt", text))

    assert problem
    assert "that ankiflask built" in problem.message
    assert "Sync" in text or "Question=" in text.split("\n")[problem.line - 1]
    assert refused(Source("exported.txt", text), is_asked=True) == problem


def test_an_export_of_the_learners_own_notes_is_not(
    environment: Environment, capitals: Capitals, tmp_path: Path
) -> None:
    target = tmp_path / "exported.txt"
    subprocess.run(
        (environment.python, "-X", "utf8", "-m", "tests.anki.exporting", tmp_path,
         capitals.first, target, "text"),
        cwd=_ROOT, check=True, capture_output=True,
    )  # fmt: skip
    lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
    own = "".join(line for line in lines if "ankiflask" not in line)
    assert "own.svg" in own
    assert refused(Source("exported.txt", own)) is None
