"""Each folder of tests/cases/texts is a tiny raw text, named by its fault, with its whole report."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ankiflask.cli.app import run

CASES = sorted((Path(__file__).parents[1] / "cases" / "texts").iterdir())


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Path:
    """The folder of one case."""
    folder: Path = request.param
    return folder


def test_a_text_gives_its_whole_expected_report_and_exit_code(
    case: Path,
    tmp_path: Path,
    holds: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(case / "text.txt", tmp_path)
    monkeypatch.chdir(tmp_path)

    code = run(["build", "text.txt"])

    printed = capfd.readouterr()
    assert (code == 0) == any(tmp_path.rglob("*.apkg"))
    assert not case.name.startswith("good-") or code == 0
    assert "\x1b" not in printed.err
    lines = [f"exit {code}", *printed.err.splitlines(), *printed.out.splitlines()]
    holds(case / "expected.txt", "\n".join(lines) + "\n")
