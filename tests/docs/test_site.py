"""The site has every page, and its pages load nothing from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, README, ROOT
from tests.waiting import HANG_LIMIT

MKDOCS = Path(sys.executable).parent / "mkdocs"
# A path of the project in backticks, such as `ankiflask/sync/model.py` or `tests/cases/`.
PROJECT_PATH = re.compile(r"`((?:ankiflask|tests|docs|requirements|\.github)/[\w./-]*)`")
LAYER_PATH = re.compile(r"`((?:[a-z_]+/)+(?:[a-z_0-9]+\.py)?|[a-z]+\.py)`")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [MKDOCS, "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=HANG_LIMIT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_every_page_is_in_the_site(site: Path) -> None:
    for page in DOCS.glob("*.md"):
        name = "" if page.stem == "index" else page.stem
        assert (site / name / "index.html").is_file(), page


def test_a_page_loads_nothing_from_another_site(site: Path) -> None:
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        loaded = re.findall(
            r'<(?:script|link|img|iframe|source)[^>]*\b(?:src|href)="([^"]+)"', html
        )
        assert loaded
        assert not [each for each in loaded if re.match(r"(?:https?:)?//", each)], file


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 130


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_a_file_at_the_top_links_only_to_what_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


@pytest.mark.parametrize(
    "page", [ROOT / "ARCHITECTURE.md", *sorted(DOCS.glob("*.md"))], ids=lambda x: x.name
)
def test_a_file_of_the_project_that_a_page_names_is_there(page: Path) -> None:
    paths = PROJECT_PATH.findall(page.read_text(encoding="utf-8"))
    assert not [path for path in paths if not (ROOT / path).exists() and "NAME" not in path]


def test_the_architecture_names_every_folder_and_no_other() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    layers = text.partition("\n## Layers\n")[2].partition("\n## ")[0]
    folders = {file.name for file in (ROOT / "ankiflask").iterdir() if any(file.glob("*.py"))}
    assert set(re.findall(r"`([a-z]+)/`", layers)) >= folders
    frozen = text.partition("\n## What is frozen\n")[2].partition("\n## ")[0]
    for path in (*LAYER_PATH.findall(layers), *re.findall(r"`([a-z]+/[a-z_]+\.py)`", frozen)):
        places = [*(ROOT / "ankiflask").glob(path), *(ROOT / "ankiflask").glob(f"*/{path}")]
        assert places or path == "tests/test_floors.py", path
