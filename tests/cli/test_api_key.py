"""The API key comes from a file or the environment, and goes nowhere else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.anki.learner import Anki, Learner
from tests.cli.command_line import Run

_KEY = "sesame-open-4711"
_WANTED = (
    "Error: AnkiConnect wants its API key, and none was given."
    " Give it with --api-key-file or in ANKICONNECT_API_KEY.\n"
)
_WRONG = (
    'Error: AnkiConnect refuses the API key. Compare it with "apiKey" in Anki'
    " (Tools > Add-ons > AnkiConnect > Config), and give that one with --api-key-file or in"
    " ANKICONNECT_API_KEY.\n"
)
_UNWANTED = (
    "Error: AnkiConnect has no API key, and refuses requests that bring one."
    " Give none with --api-key-file nor in ANKICONNECT_API_KEY.\n"
)


@pytest.fixture
def locked(ann: Learner) -> Iterator[Addon]:
    with ann.serve(key=_KEY) as served:
        yield served


@pytest.mark.usefixtures("birds")
@pytest.mark.parametrize("text", [_KEY, f"{_KEY}\n", f" {_KEY}\r\n", f"\ufeff{_KEY}\n\n"])
def test_a_file_gives_it_with_or_without_a_newline(
    quick: Run, tmp_path: Path, locked: Addon, text: str
) -> None:
    (tmp_path / "key.txt").write_text(text, encoding="utf-8")
    done = quick("sync", "--dry-run", "--url", locked.url, "--api-key-file", "key.txt")
    assert done.code == 0


@pytest.mark.usefixtures("birds")
def test_the_environment_gives_it_and_a_file_goes_first(
    quick: Run, tmp_path: Path, locked: Addon
) -> None:
    env = {"ANKICONNECT_URL": locked.url, "ANKICONNECT_API_KEY": f"{_KEY}\n"}
    assert quick("sync", "--dry-run", env=env).code == 0
    (tmp_path / "other.txt").write_text("another-key-0815", encoding="utf-8")
    done = quick("sync", "--dry-run", "--api-key-file", "other.txt", env=env)
    assert (done.out, done.err, done.code) == ("", _WRONG, 3)


@pytest.mark.usefixtures("birds")
def test_a_key_that_is_wanted_wrong_or_unwanted_is_told_without_it(
    quick: Run, locked: Addon, addon_of_bea: Addon
) -> None:
    wanted = quick("sync", "--dry-run", "--url", locked.url)
    assert (wanted.out, wanted.err, wanted.code) == ("", _WANTED, 3)
    env = {"ANKICONNECT_API_KEY": "another-key-0815"}
    wrong = quick("sync", "--dry-run", "--url", locked.url, env=env)
    assert (wrong.out, wrong.err, wrong.code) == ("", _WRONG, 3)
    unwanted = quick("sync", "--dry-run", "--url", addon_of_bea.url, env=env)
    assert (unwanted.out, unwanted.err, unwanted.code) == ("", _UNWANTED, 3)


@pytest.fixture
def addon_of_bea(newest: Anki, tmp_path: Path) -> Iterator[Addon]:
    with Learner(newest, tmp_path / "bea") as bea, bea.serve() as served:
        yield served


@pytest.mark.usefixtures("birds")
def test_a_file_that_is_not_there_is_a_wrong_command_line(quick: Run) -> None:
    done = quick("sync", "--dry-run", "--api-key-file", "gone.txt")
    assert (done.out, done.code) == ("", 2)
    assert done.err == (
        "Error: The API key could not be read. There is no file 'gone.txt'. Check its name.\n"
    )


@pytest.mark.usefixtures("birds")
def test_it_cannot_be_given_on_the_command_line(quick: Run) -> None:
    done = quick("sync", "--dry-run", "--api-key", _KEY)
    assert (done.out, done.code) == ("", 2)
    assert _KEY not in done.err
