"""A new deck's workflow installs nothing that nobody has published, and says what it needs instead."""

import re
import subprocess
from pathlib import Path

import pytest

from ankiflask.project import REPOSITORY, installation, requirement
from tests.workflows.conftest import PROJECT, PUBLISHED, STARTED, Workflow

COMMIT, HASH = "0123456789abcdef" * 2 + "01234567", "0123456789abcdef" * 4
# Installing by the name alone would take it from an index, where the name is nobody's.
BY_NAME = re.compile(r"pip install ['\"]?ankiflask(?:\[\w+\])?(?!\w|\[| @ )")


def install(source: str | None, folder: Path) -> tuple[int, str, str]:
    """Run the step that installs, with a pip that only notes its words; return code, output, words."""
    workflow = Workflow(STARTED[".github/workflows/release.yml"])
    (step,) = [step for step in workflow.steps if "pip install" in step.get("run", "")]
    assert step["env"] == {"ANKIFLASK_SOURCE": "${{ vars.ANKIFLASK_SOURCE }}"}
    pip = folder / "pip"
    pip.write_text('#!/bin/sh\nprintf "%s|" "$@" >pip-words\n', encoding="utf-8")
    pip.chmod(0o755)
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=folder,
        env={"PATH": f"{folder}:/usr/bin:/bin", "ANKIFLASK_SOURCE": source or ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    words = folder / "pip-words"
    return done.returncode, done.stdout, words.read_text("utf-8") if words.exists() else ""


@pytest.mark.parametrize(
    "source",
    [
        f"git+https://example.org/someone/ankiflask@{COMMIT}",
        f"https://example.org/ankiflask-1.2.3-py3-none-any.whl#sha256={HASH}",
    ],
)
def test_a_pinned_source_is_installed(tmp_path: Path, source: str) -> None:
    assert install(source, tmp_path) == (0, "", f"install|ankiflask[verify] @ {source}|")


@pytest.mark.parametrize(
    "source",
    [
        None,
        "ankiflask==1.2.3",
        "git+https://example.org/someone/ankiflask",
        "git+https://example.org/someone/ankiflask@main",
        f"git+http://example.org/someone/ankiflask@{COMMIT}",
        "https://example.org/ankiflask-1.2.3-py3-none-any.whl",
        f"git+https://example.org/someone/ankiflask@{COMMIT} --index-url http://example.org",
    ],
)
def test_without_a_pinned_source_it_fails_and_says_what_to_set(
    tmp_path: Path, source: str | None
) -> None:
    code, told, words = install(source, tmp_path)
    assert (code, words) == (1, "")
    assert told.startswith("::error::The variable ANKIFLASK_SOURCE must say from where to install")
    assert "Settings > Secrets and variables > Actions > Variables" in told


def test_once_there_is_a_repository_its_own_tag_is_installed() -> None:
    scripts = Workflow(PUBLISHED[".github/workflows/release.yml"]).scripts
    assert scripts[0] == (
        "pip install 'ankiflask[verify] @ git+https://github.com/someone/ankiflask@v1.2.3'"
    )
    assert not [name for name, text in PUBLISHED.items() if "ANKIFLASK_SOURCE" in text]


def test_nothing_here_tells_to_install_ankiflask_by_its_name() -> None:
    places = ("ankiflask", "docs", "decks", ".github", "README.md", "CONTRIBUTING.md", "Makefile")
    for place in map(PROJECT.joinpath, places):
        for file in (place,) if place.is_file() else place.rglob("*.*"):
            if file.suffix in {".py", ".md", ".yml", ".sh", ""}:
                assert not BY_NAME.findall(file.read_text("utf-8")), file


def test_the_search_for_it_finds_it() -> None:
    for text in ("pip install ankiflask\n", "pip install 'ankiflask[verify]==1.0'"):
        assert BY_NAME.search(text)
    assert not BY_NAME.search("pip install 'ankiflask[verify] @ git+https://example.org'")


def test_people_are_told_the_same_as_the_workflow() -> None:
    assert (
        installation("1.2.3", repository="a/b")
        == f"`pip install '{requirement('1.2.3', repository='a/b')}'`"
    )
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert REPOSITORY or installation("") in readme.replace("\n", " ")
    assert installation("1.2.3") in STARTED["README.md"]
