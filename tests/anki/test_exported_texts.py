"""Anki's text export of our own deck is recognised: drafted again, every note would be there twice."""

import pytest

from ankiflask.problems import Source
from ankiflask.sources.formats import refused
from tests.anki.conftest import Export

pytestmark = pytest.mark.anki


@pytest.mark.parametrize("form", ["text", "bare-text"])
def test_an_export_of_our_own_deck_is_refused(export: Export, form: str) -> None:
    text = export(form).decode()

    problem = refused(Source("exported.txt", text))

    assert problem
    assert "that ankiflask built" in problem.message
    assert "Sync" in text or "Question=" in text.split("\n")[problem.line - 1]
    assert refused(Source("exported.txt", text), is_asked=True) == problem


def test_an_export_of_the_learners_own_notes_is_not(export: Export) -> None:
    lines = export("text").decode().splitlines(keepends=True)
    own = "".join(line for line in lines if "ankiflask" not in line)
    assert "own.svg" in own
    assert refused(Source("exported.txt", own)) is None
