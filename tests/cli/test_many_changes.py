"""More than fifty changed notes, or a fifth of the deck, need a second yes; new notes do not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.cli.command_line import Ran, Run

Syncing = Callable[[str], Ran]

_TOLD = (
    "Error: More than 50 notes, or a fifth of the deck, would change at once."
    " Look at --dry-run; then say --yes-many.\n"
)


def _write(folder: Path, notes: int, changed: int) -> None:
    lines = ["deck: Numbers", "uid: numbers", "difficulty: easy", "notes:"]
    for number in range(notes):
        word = "so" if number < changed else "as"
        lines += [f"  - id: number-{number}", f"    question: What is {number}?"]
        lines += [f"    answer: Just {word} many."]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deck.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def syncing(quick: Run, addon: Addon) -> Syncing:
    return lambda word: quick("sync", word, env={"ANKICONNECT_URL": addon.url})


@pytest.mark.parametrize(
    ("size", "changed", "is_many"),
    [(20, 4, False), (20, 5, True), (300, 50, False), (300, 51, True)],
)
def test_many_changes_need_a_second_yes(
    tmp_path: Path, syncing: Syncing, size: int, changed: int, is_many: bool
) -> None:
    folder = tmp_path / "decks/numbers"
    _write(folder, size, 0)
    first = syncing("--yes")
    assert (first.out.splitlines()[0], first.code) == (f"numbers: {size} to add", 0)
    _write(folder, size + 2, changed)
    once = syncing("--yes")
    assert (once.err, once.code) == ((_TOLD, 2) if is_many else ("", 0))
    twice = syncing("--yes-many")
    assert twice.code == 0
    head = f"2 to add, {changed} to update, {size - changed} unchanged"
    assert twice.out.splitlines()[0] == (
        f"numbers: {head}" if is_many else f"numbers: {size + 2} unchanged"
    )
