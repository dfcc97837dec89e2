"""Each folder of tests/cases/inputs is an input with all that is found in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ankiflask.problems import Source
from ankiflask.sources.read import material_of
from tests.sources.material_report import report

ROOT = Path(__file__).parents[1] / "cases"
CASES = sorted((ROOT / "inputs").iterdir())
STATEMENTS = sorted((ROOT / "statements").glob("*/input.txt"))
SEED = ROOT.parents[1] / "decks" / "flask" / "seed.txt"


def input_of(case: Path) -> Source:
    (file,) = case.glob("input.*")
    return Source(file.name, file.read_bytes().decode("utf-8-sig"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_input_gives_its_whole_expected_material(
    case: Path, holds: Callable[[Path, str], None]
) -> None:
    holds(case / "expected.txt", report(material_of(input_of(case))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_line_is_in_a_statement_a_cue_or_what_is_told(case: Path) -> None:
    source = input_of(case)
    material = material_of(source)
    held = {cue.line for cue in material.statements.cues}
    for each in material.statements.statements:
        held |= {*range(each.line, each.last_line + 1)}
    told = sum(each.line > 0 for each in material.problems)
    left = [
        number
        for number, line in enumerate(source.text.splitlines(), 1)
        if line.strip() and number not in held
    ]
    assert not left or told


@pytest.mark.parametrize("file", [*STATEMENTS, SEED], ids=lambda file: file.parent.name)
def test_statements_between_cues_are_read_as_ever(file: Path) -> None:
    source = Source("input.txt", file.read_bytes().decode("utf-8"))
    assert material_of(source).form == "statements"


@pytest.mark.parametrize(
    "form", ["paragraphs", "questions", "lines", "markdown", "csv", "tsv", "anki"]
)
def test_a_form_that_is_asked_for_is_taken_whatever_the_name(form: str) -> None:
    source = Source("notes.md", "A robin is a bird.\n")
    material = material_of(source, form)
    assert material.form == form
    assert "it was asked for" in material.problems[0].message
