"""More than twenty changed notes that are more than a fifth of the deck need a second yes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.anki.learner import Learner
from tests.cli.command_line import Ran, Run

Syncing = Callable[..., Ran]


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
    return lambda *words: quick("sync", *words, env={"ANKICONNECT_URL": addon.url})


@pytest.mark.parametrize(
    ("size", "changed", "is_many"),
    [(2, 2, False), (20, 20, False), (21, 21, True), (104, 21, True), (105, 21, False)],
)
def test_many_changes_need_a_second_yes(
    tmp_path: Path, syncing: Syncing, size: int, changed: int, is_many: bool
) -> None:
    folder = tmp_path / "decks/numbers"
    _write(folder, size, 0)
    first = syncing("--yes")
    assert (first.out.splitlines()[0], first.code) == (f"numbers: {size} to add", 0)
    _write(folder, size, changed)
    many = f"{changed} notes of numbers, which has {size}, change at once."
    announced = f"{many} Without a terminal, the sync needs --yes-many.\n" if is_many else ""
    dry = syncing("--dry-run")
    assert (dry.err, dry.code) == (announced, 0)
    refused = (
        f"Error: Nothing was changed: {many} --dry-run shows them; add --yes-many to go ahead.\n"
    )
    once = syncing("--yes")
    assert (once.err, once.code) == ((refused, 2) if is_many else ("", 0))
    in_json = json.loads(syncing("--yes", "--json").out)
    assert in_json["needs"] == (["--yes-many"] if is_many else [])
    assert len(in_json["decks"][0]["updated"]) == (changed if is_many else 0)
    assert syncing("--yes-many").code == 0
    assert syncing("--yes").out.splitlines()[0] == f"numbers: {size} unchanged"


def test_new_notes_and_mere_marks_need_no_second_yes(
    tmp_path: Path, quick: Run, syncing: Syncing, ann: Learner
) -> None:
    folder = tmp_path / "decks/numbers"
    _write(folder, 30, 0)
    syncing("--yes")
    _write(folder, 30, 30)
    assert quick("build").code == 0
    _write(folder, 60, 0)
    answers = {note.guid: note.fields["Answer"] for note in ann.look().notes}
    done = syncing("--yes")
    assert (done.err, done.code) == ("", 0)
    assert done.out.splitlines()[0] == "numbers: 30 to add, 30 to mark as synced"
    assert answers.items() <= {n.guid: n.fields["Answer"] for n in ann.look().notes}.items()
