"""The wheel, installed bare in a fresh environment, is a working ankiflask."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.command_line import DECK

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(PROJECT)]
    subprocess.run(words, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return `ankiflask` in an environment that holds the wheel, what it asks for, and no more."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True)
    words = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(words, check=True, capture_output=True)
    return folder / "bin" / "ankiflask"


def test_the_wheel_holds_the_package_and_its_licence_alone(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        licences = [name for name in archive.namelist() if name.endswith("LICENSE")]
    assert len(tops) == 2
    assert "ankiflask" in tops
    assert len(licences) == 1


def test_it_helps(program: Path) -> None:
    done = subprocess.run([program, "--help"], capture_output=True, text=True, check=True)
    assert "Anki decks that people trust" in done.stdout


def test_it_builds(program: Path, tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    words = [str(program), "build", "deck.yaml"]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "dist" / "birds.apkg").stat().st_size > 1000


def test_where_there_are_no_decks_it_says_what_to_do(program: Path, tmp_path: Path) -> None:
    words = [str(program), "build"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "There is no deck here" in done.stderr
