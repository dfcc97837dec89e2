"""Each folder of tests/cases/statements is a text with all that is found in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ankiflask.problems import Source
from ankiflask.sources.statements.normalise import normalise
from tests.sources.statement_report import report

CASES = sorted((Path(__file__).parents[1] / "cases" / "statements").iterdir())
SEED = Path(__file__).parents[2] / "decks" / "flask" / "seed.txt"


def source_of(case: Path) -> Source:
    file = SEED if case.name == "seed" else case / "input.txt"
    return Source(file.name, file.read_bytes().decode("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_gives_its_whole_expected_result(
    case: Path, holds: Callable[[Path, str], None]
) -> None:
    holds(case / "expected.txt", report(normalise(source_of(case))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_statements_of_a_case_normalise_to_themselves(case: Path) -> None:
    texts = [each.text for each in normalise(source_of(case)).statements]
    again = normalise(Source("again.txt", "\n".join(texts)))
    assert [each.text for each in again.statements] == texts
    assert not again.cues
