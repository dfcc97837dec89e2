"""What all tests share."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import hypothesis
import pytest

from ankiflask.clock import Clock, ModTime
from tests.cli.command_line import DECK, Ran, Run
from tests.hanging import pytest_timeout_set_timer
from tests.waiting import HANG_LIMIT

__all__ = ["pytest_timeout_set_timer"]

# A test that takes one of these fixtures, at any depth, gets the marker: it is the fixture that needs it.
_MARKERS = {
    "anki": {"anki", "environment", "newest"},
    "browser": {"browser"},
}
# What these modules run starts the real Anki by itself, as `ankiflask verify` does.
_REHEARSED = (
    "tests/rehearsal/test_careless_packages.py",
    "tests/rehearsal/test_command.py",
    "tests/rehearsal/test_three_releases.py",
    "tests/new/test_release_check.py",
)
NOON = 1_795_348_800  # 2026-11-22, 12:00


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-expected",
        action="store_true",
        help="write the expected outputs of the case files anew; then read the diff, line by line",
    )
    parser.addoption(
        "--soak", action="store_true", help="run the long lists whole, and look for new examples"
    )


def pytest_configure(config: pytest.Config) -> None:
    # The same examples on every machine: a test that fails here fails everywhere. A soak looks on.
    profile = "soak" if config.getoption("--soak") else "fixed"
    hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
    hypothesis.settings.register_profile("soak", deadline=None, database=None, max_examples=5000)
    hypothesis.settings.load_profile(profile)
    _restore_signals()


def _restore_signals() -> None:
    """Start the tests' child processes with the signals as a terminal gives them.

    A shell starts a background job with SIGINT ignored, nohup one with SIGHUP; children inherit
    that, but not a handler. So what pytest was to ignore it still ignores, by a handler.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    for item in items:
        for marker, fixtures in _MARKERS.items():
            if fixtures.intersection(getattr(item, "fixturenames", ())):
                item.add_marker(marker)
        if item.nodeid.startswith(_REHEARSED):
            item.add_marker("anki")


@pytest.fixture(scope="session")
def is_soak(request: pytest.FixtureRequest) -> bool:
    """Tell whether the long lists run whole."""
    return bool(request.config.getoption("--soak"))


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon."""
    return Clock(now=NOON, stamp=ModTime(NOON))


@pytest.fixture
def holds(request: pytest.FixtureRequest) -> "Holds":
    """Compares a whole output with the one in a file."""
    return Holds(writes=request.config.getoption("--write-expected"))


class Holds:
    """Asserts that a text is what a file expects."""

    def __init__(self, *, writes: bool) -> None:
        self.writes = writes

    def __call__(self, expected: Path, text: str) -> None:
        if self.writes:
            expected.write_text(text, encoding="utf-8")
        assert text == expected.read_text(encoding="utf-8")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `ankiflask` in the test's folder, with nothing of the machine's own settings."""

    def ankiflask(*words: str, env: Mapping[str, str] = {}) -> Ran:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-m", "ankiflask", *words],
            cwd=tmp_path,
            env=kept | dict(env),
            capture_output=True,
            encoding="utf-8",
            timeout=HANG_LIMIT,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return Ran(done.stdout, done.stderr, done.returncode)

    return ankiflask


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    """A small deck under `decks/`; returns its folder."""
    folder = tmp_path / "decks" / "birds"
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text(DECK, encoding="utf-8")
    return folder
