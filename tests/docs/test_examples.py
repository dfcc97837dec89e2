"""Each example of README.md and docs/ ran, and prints what the page shows.

`pytest --write-expected tests/docs` writes what they print now; then read the diff.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.addon.conftest import addon, ann, newest
from tests.cli.command_line import Run
from tests.docs.pages import EXAMPLE, NEEDS_ANKI, PAGES, Folder, worked_through

__all__ = ["addon", "ann", "newest"]

PLAIN = [page for page in PAGES if EXAMPLE.search(page.read_text("utf-8"))]
# Fences of commands that need more than a test has: a checkout, GitHub, another machine.
NOT_RUN = re.compile(
    r"\$ (?:make|pip|pipx|pytest|sh release-check\.sh|ankiflask --help|TAG=|python -m) ?.*"
)


@pytest.mark.parametrize(
    "page", [page for page in PLAIN if page not in NEEDS_ANKI], ids=lambda page: page.name
)
def test_a_page_shows_what_its_examples_print(
    page: Path, run: Run, tmp_path: Path, holds: Callable[[Path, str], None]
) -> None:
    holds(page, worked_through(page.read_text(encoding="utf-8"), Folder(tmp_path, run)))


@pytest.mark.parametrize("page", NEEDS_ANKI, ids=lambda page: page.name)
def test_a_page_shows_what_its_examples_print_with_a_running_anki(
    page: Path, run: Run, tmp_path: Path, addon: Addon, holds: Callable[[Path, str], None]
) -> None:
    state = tmp_path / "state"
    env = {"ANKICONNECT_URL": addon.url, "XDG_STATE_HOME": str(state)}

    def shown(text: str) -> str:
        text = text.replace(addon.url, "http://127.0.0.1:8765")
        return text.replace(str(state), "~/.local/state")

    folder = Folder(tmp_path, partial(run, env=env), shown)
    holds(page, worked_through(page.read_text(encoding="utf-8"), folder))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_session_that_is_not_run_needs_more_than_a_test_has(page: Path) -> None:
    rest = EXAMPLE.sub("", page.read_text(encoding="utf-8"))
    for session in re.findall(r"```console\n(.*?)```", rest, re.DOTALL):
        for line in session.splitlines():
            assert NOT_RUN.fullmatch(line), line
