"""The wheel, installed bare in a fresh environment, is a working ankiflask.

No registry is asked: the tools that build and all that ankiflask needs are installed here already.
"""

import email
import email.message
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from ankiflask import __version__
from tests.cli.command_line import DECK

PROJECT = Path(__file__).parents[1]
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


def build(folder: Path, second: int) -> dict[str, Path]:
    """Build the wheel and the sdist at that second; return each by its ending."""
    words = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(PROJECT)]
    env = os.environ | {"SOURCE_DATE_EPOCH": str(second)}
    subprocess.run(words, env=env, check=True, capture_output=True)
    return {file.name.rpartition(".")[2]: file for file in folder.iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return build(tmp_path_factory.mktemp("built"), 1_700_000_000)


@pytest.fixture(scope="module")
def wheel(built: dict[str, Path]) -> Path:
    return built["whl"]


def test_the_wheel_says_that_it_is_typed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert "ankiflask/py.typed" in archive.namelist()
    assert "Typing :: Typed" in (metadata(wheel).get_all("Classifier") or ())


def metadata(wheel: Path) -> email.message.Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        return email.message_from_string(archive.read(name).decode())


def needed(wanted: Iterable[str], found: set[str]) -> set[str]:
    """Return the distributions that are wanted here, no extra's among them, and what they want."""
    for requirement in map(Requirement, wanted):
        marker, name = requirement.marker, requirement.name
        if name not in found and (not marker or marker.evaluate({"extra": ""})):
            found |= {name}
            found |= needed(distribution(name).requires or (), found)
    return found


def copy(name: str, into: Path) -> None:
    """Put an installed distribution into another environment's packages."""
    for file in distribution(name).files or []:
        if ".." not in file.parts and "__pycache__" not in file.parts:
            target = into / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(file.locate()), target)


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return `ankiflask` in an environment that holds the wheel, what it asks for, and no more."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder)
    (packages,) = folder.glob("lib/python*/site-packages")
    for name in needed(metadata(wheel).get_all("Requires-Dist", []), set()):
        copy(name, packages)
    python = ("--python", str(folder / "bin" / "python"))
    words = [*PIP, *python, "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(words, check=True, capture_output=True)
    subprocess.run([*PIP, *python, "check"], check=True, capture_output=True)
    return folder / "bin" / "ankiflask"


def ran(
    program: Path, folder: Path, *words: str, code: int = 0
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [program, *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    return done


def test_the_wheel_holds_the_package_and_its_licence_alone(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        licences = [name for name in archive.namelist() if name.endswith("LICENSE")]
    assert len(tops) == 2
    assert "ankiflask" in tops
    assert len(licences) == 1


def test_two_builds_are_equal_to_the_byte(built: dict[str, Path], tmp_path: Path) -> None:
    again = build(tmp_path, 1_700_000_000)
    assert {kind: file.read_bytes() for kind, file in again.items()} == {
        kind: file.read_bytes() for kind, file in built.items()
    }


def test_the_second_is_the_only_thing_that_a_build_takes_from_outside(
    built: dict[str, Path], tmp_path: Path
) -> None:
    other = build(tmp_path, 1_600_000_000)
    contents = []
    for file in (built["whl"], other["whl"]):
        with zipfile.ZipFile(file) as archive:
            contents.append({name: archive.read(name) for name in archive.namelist()})
    assert contents[0] == contents[1]


def test_the_sdist_holds_what_the_wheel_is_made_of(built: dict[str, Path]) -> None:
    with tarfile.open(built["gz"]) as archive, zipfile.ZipFile(built["whl"]) as wheel:
        sources = {name.partition("/")[2] for name in archive.getnames()}
        packed = {name for name in wheel.namelist() if name.startswith("ankiflask/")}
    assert packed <= sources
    assert {name.split("/")[0] for name in sources - {""}} == {
        ".gitignore", "ankiflask", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "PKG-INFO",
    }  # fmt: skip


def test_its_metadata_say_what_it_is(wheel: Path) -> None:
    told = metadata(wheel)
    assert (told["Name"], told["Version"]) == ("ankiflask", __version__)
    assert told["Description-Content-Type"] == "text/markdown"
    assert told["License-Expression"] == "MIT"
    assert told["Requires-Python"] == ">=3.11"
    assert told["Summary"]
    assert (
        str(told.get_payload()).strip()
        == (PROJECT / "README.md").read_text(encoding="utf-8").strip()
    )


def test_the_version_stands_in_one_place_and_in_the_changelog() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    changes = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## (\d\S+)", changes, re.MULTILINE)[0]
    assert newest == __version__
    assert __version__ not in (PROJECT / "pyproject.toml").read_text(encoding="utf-8")


def test_it_helps_and_tells_its_version(program: Path, tmp_path: Path) -> None:
    assert "Anki decks that people trust" in ran(program, tmp_path, "--help").stdout
    module = program.with_name("python")
    for words in ((program, "--version"), (module, "-m", "ankiflask", "--version")):
        told = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert told.stdout == f"ankiflask {__version__}\n"


def test_it_builds(program: Path, tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    ran(program, tmp_path, "build", "deck.yaml")
    assert (tmp_path / "dist" / "birds.apkg").stat().st_size > 1000


def test_it_drafts_with_the_words_that_the_wheel_holds(program: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("The comb is made of wax.\n", encoding="utf-8")
    drafted = ran(program, tmp_path, "draft", "notes.txt", "-q").stdout
    assert "question: What is the comb made of?" in drafted


def test_it_starts_a_deck_that_passes(program: Path, tmp_path: Path) -> None:
    ran(program, tmp_path, "new", "Birds")
    assert ran(program, tmp_path / "Birds", "check").stdout == "1 deck, 3 notes, 0 problems\n"
    ran(program, tmp_path / "Birds", "build", "--locked")


def test_without_the_extra_verify_says_what_to_install(program: Path, tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    ran(program, tmp_path, "build", "deck.yaml")
    refused = ran(program, tmp_path, "verify", "dist/birds.apkg", code=2)
    assert refused.stdout == ""
    assert "pip install '.[verify]'" in refused.stderr


def test_where_there_are_no_decks_it_says_what_to_do(program: Path, tmp_path: Path) -> None:
    assert "There is no deck here" in ran(program, tmp_path, "build", code=2).stderr
