"""`ankiflask sync` on a terminal: it asks, shows how far it is, and stops when it is told to."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.anki.collection import Collection
from tests.anki.learner import Learner
from tests.cli.command_line import DECK
from tests.cli.terminal import Terminal, terminal

_ADDS = [
    "birds: 2 to add",
    "  add        robin-colour",
    "  add        robin-egg",
    "There is no record of earlier syncs with this profile: a note that you deleted counts as new.",
    "If you study on other devices too, sync them with AnkiWeb first.",
]
_ASKED = "Apply these changes to Anki? [y/N]: "
_MANY = "21 notes of birds, which has 23, change at once. Are you sure? [y/N]: "
_GREEN = "\x1b[32m"

Sit = Callable[..., AbstractContextManager[Terminal]]


@pytest.fixture
def sit(tmp_path: Path, birds: Path, addon: Addon) -> Sit:
    """Start a sync on a terminal."""
    assert birds.is_dir()
    env = {"ANKICONNECT_URL": addon.url, "XDG_STATE_HOME": str(tmp_path / "state")}
    return lambda *words, **more: terminal(tmp_path, "sync", *words, env=env | more)


@pytest.fixture
def untouched(ann: Learner, birds: Path) -> Iterator[Collection]:
    """Hold that collection and lock are at the end as they were."""
    before = ann.look()
    yield before
    assert ann.look() == before
    assert not (birds / "deck.lock").exists()


def test_it_shows_the_plan_and_asks_and_says_how_far_it_is(sit: Sit, ann: Learner) -> None:
    with sit() as shown:
        shown.await_text(_ASKED)
        shown.type("y\n")
        assert shown.end() == 0
    assert shown.screen() == [*_ADDS, f"{_ASKED}y", "Done, and read back.", ""]
    for words in ("Looking at Anki…", "Adding notes: 0 of 2…", "Reading back…"):
        assert words in shown.raw
    assert _GREEN in shown.raw
    assert len(ann.look().notes) == 2


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("answer", ["n", ""])
def test_no_is_no_and_so_is_nothing(sit: Sit, answer: str) -> None:
    with sit(NO_COLOR="1") as shown:
        shown.await_text(_ASKED)
        shown.type(f"{answer}\n")
        assert shown.end() == 0
    assert shown.screen() == [*_ADDS, f"{_ASKED}{answer}", "Nothing was changed.", ""]
    assert _GREEN not in shown.raw


@pytest.mark.usefixtures("untouched")
def test_ctrl_c_at_the_question_changes_nothing(sit: Sit) -> None:
    with sit() as shown:
        shown.await_text(_ASKED)
        shown.interrupt()
        assert shown.end() == 130
    assert shown.screen()[-2:] == ["Stopped.", ""]
    assert "Traceback" not in shown.raw


@pytest.mark.usefixtures("untouched")
def test_the_end_of_the_input_at_the_question_changes_nothing(sit: Sit) -> None:
    with sit() as shown:
        shown.await_text(_ASKED)
        shown.type("\x04")
        assert shown.end() == 130
    assert shown.screen()[-2:] == ["Stopped.", ""]


@pytest.mark.parametrize(("answer", "last"), [("n", "Nothing was changed."), ("y", None)])
def test_many_changes_are_asked_about_twice(
    sit: Sit, birds: Path, ann: Learner, answer: str, last: str | None
) -> None:
    _write_numbers(birds, "as")
    with sit("--yes") as shown:
        assert shown.end() == 0
    before = ann.look()
    _write_numbers(birds, "so")
    with sit() as shown:
        shown.await_text(_ASKED)
        shown.type("y\n")
        shown.await_text(_MANY)
        shown.type(f"{answer}\n")
        assert shown.end() == 0
    done = "Done, and read back. `ankiflask sync --undo` takes it back."
    assert shown.screen()[-4:] == [f"{_ASKED}y", f"{_MANY}{answer}", last or done, ""]
    assert (ann.look() == before) == (last is not None)


def _write_numbers(birds: Path, word: str) -> None:
    numbers = "".join(
        f"  - id: number-{each}\n    question: What is {each}?\n    answer: Just {word} many.\n"
        for each in range(21)
    )
    (birds / "deck.yaml").write_text(DECK + numbers, encoding="utf-8")
