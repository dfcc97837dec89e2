"""What a sync remembers is held by another, cannot be written, or was damaged."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.anki.learner import Anki
from tests.sync.desks import SECOND_AT, note
from tests.sync.grid import share_of
from tests.sync.judge import hold_journal_exact, hold_nothing_lost, operations
from tests.sync.processes import start
from tests.sync.scenes import Desk, Undisturbed, undisturbed_sync
from tests.waiting import HANG_LIMIT

_UNKNOWN = (
    "There is no record of earlier syncs with this profile: a note that you deleted counts as new."
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "most" in metafunc.fixturenames:
        sizes = [0, 100, 300, 1000, 2000, 3000, 4000, 6000, 8000, 16000, 32000]
        metafunc.parametrize("most", share_of(sizes, metafunc, 4))


@pytest.fixture(scope="module")
def undisturbed(newest: Anki, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed_sync(newest, tmp_path_factory.mktemp("scene"))


def test_of_two_syncs_at_once_one_wins_and_the_other_says_so(undisturbed: Undisturbed) -> None:
    with undisturbed.scene.set_up() as desk:
        held = desk.addon.hold(14, "after")
        with start(desk) as first:
            assert held.is_reached_by(first)
            second = desk.sync()
            assert desk.look() == undisturbed.before
            held.release()
            _, err = first.communicate(timeout=HANG_LIMIT)
        assert (second.code, second.report["decks"]) == (3, [])
        assert second.err == (
            "Error: Another ankiflask is syncing, so nothing was done."
            " Wait until it is done, and run this again.\n"
        )
        assert first.returncode == 0, err
        assert desk.look() == undisturbed.whole


def test_without_a_folder_for_its_memory_nothing_is_changed(undisturbed: Undisturbed) -> None:
    with undisturbed.scene.set_up() as desk:
        kept = desk.state.rename(desk.state.with_name("kept"))
        desk.state.mkdir()
        (desk.state / "ankiflask").write_text("a file in the way", encoding="utf-8")
        ended = desk.sync()
        assert (ended.code, ended.report["decks"]) == (4, [])
        assert "cannot be made" in ended.err
        assert desk.look() == undisturbed.before
        (desk.state / "ankiflask").unlink()
        desk.state.rmdir()
        kept.rename(desk.state)
        _hold_completed(undisturbed, desk)


def test_where_its_files_cannot_grow_a_sync_stops_and_says_so(
    undisturbed: Undisturbed, most: int
) -> None:
    with undisturbed.scene.set_up() as desk:
        with start(desk, most) as client:
            _, err = client.communicate(timeout=HANG_LIMIT)
        now = desk.look()
        assert client.returncode in (0, 4, 5)
        assert "Traceback" not in err
        if client.returncode:
            assert "file too large" in err
        if client.returncode == 4:
            assert now == undisturbed.before
        hold_nothing_lost(undisturbed.before, now)
        hold_journal_exact(undisturbed.before, now, operations(desk.state, "journals"))
        _hold_completed(undisturbed, desk)


def _folder_in_its_place(file: Path) -> None:
    file.unlink()
    (file / "full").mkdir(parents=True)


_DAMAGES: dict[str, Callable[[Path], object]] = {
    "half of it": lambda file: file.write_bytes(file.read_bytes()[:40]),
    "no text": lambda file: file.write_bytes(b"\xff\xfe\x00"),
    "zeros": lambda file: file.write_bytes(bytes(4096)),
    "other JSON": lambda file: file.write_text("[1, 2]", encoding="utf-8"),
    "a newer format": lambda file: file.write_text('{"format": 2, "seen": {}}', encoding="utf-8"),
    "no list of ids": lambda file: file.write_text(
        json.dumps({"format": 1, "seen": {"birds": {"robin": 1}}}), encoding="utf-8"
    ),
    "gone": Path.unlink,
    "a folder in its place": _folder_in_its_place,
}


@pytest.mark.parametrize("damage", _DAMAGES)
def test_what_was_seen_before_is_unknown_where_it_cannot_be_read_and_the_plan_says_so(
    undisturbed: Undisturbed, damage: str
) -> None:
    with undisturbed.scene.set_up() as desk:
        desk.ann.delete(note(desk.ann, "nest"))
        (seen,) = desk.state.glob("ankiflask/*/seen.json")
        _DAMAGES[damage](seen)
        dry = desk.sync(words=["--dry-run"])
        assert (dry.code, dry.deck["added"]) == (0, ["nest", "finch", "egret"])
        assert _UNKNOWN in dry.err.splitlines()
        ended = desk.sync()
        assert (ended.code, ended.deck["added"]) == (0, ["nest", "finch", "egret"])
        assert _UNKNOWN in ended.err.splitlines()
        wren = note(desk.ann, "wren")
        assert wren.fields["Note"] == "My <b>own</b> words"
        assert {"mine", "birds::mine"} <= set(wren.tags)


def test_what_was_seen_before_keeps_a_deleted_note_away(undisturbed: Undisturbed) -> None:
    with undisturbed.scene.set_up() as desk:
        desk.ann.delete(note(desk.ann, "nest"))
        ended = desk.sync()
        assert (ended.code, ended.deck["missing"]) == (0, ["nest"])
        assert ended.deck["added"] == ["finch", "egret"]
        assert _UNKNOWN not in ended.err


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_a_journal_that_was_torn_in_its_last_line_is_taken_back_all_the_same(
    undisturbed: Undisturbed, cut: int
) -> None:
    with undisturbed.scene.set_up() as desk:
        assert desk.sync().code == 0
        journal = max(desk.state.glob("ankiflask/*/journals/*.jsonl"))
        journal.write_bytes(journal.read_bytes()[:-cut])
        assert desk.undo().code == 0
        now = desk.look()
        before = {each.id: each for each in undisturbed.before.notes}
        assert [before.get(each.id, each) for each in now.notes] == [*now.notes]


def test_a_sync_that_never_began_to_write_leaves_no_journal_in_front_of_the_last_one(
    undisturbed: Undisturbed,
) -> None:
    with undisturbed.scene.set_up() as desk:
        before = [*desk.state.glob("ankiflask/*/journals/*")]
        desk.addon.fail(("exportPackage", 1, "refused-after-now"))
        ended = desk.sync({"deckNames": 0.1})
        assert ended.code == 3
        assert desk.look() == undisturbed.before
        assert [*desk.state.glob("ankiflask/*/journals/*")] == before


def test_a_backup_that_anki_cannot_write_names_the_state_folder(undisturbed: Undisturbed) -> None:
    with undisturbed.scene.set_up() as desk:
        desk.addon.fail(("exportPackage", 1, "error-list-in-string"))
        ended = desk.sync()
        assert (ended.code, ended.report["applied"]) == (3, False)
        assert f"Anki could not write {desk.state}/ankiflask/" in ended.err
        assert "That is ankiflask's state folder: make room on its disk" in ended.err
        assert desk.look() == undisturbed.before
        _hold_completed(undisturbed, desk)


def test_what_killed_runs_left_is_removed_after_a_day(undisturbed: Undisturbed) -> None:
    with undisturbed.scene.set_up() as desk:
        (seen,) = desk.state.glob("ankiflask/*/seen.json")
        kept = {each for each in seen.parent.rglob("*") if each.is_file()}
        left = ["_ankiflask-0123.apkg", "egret.png", "backups/.tmpAb12", "journals/.tmp-3"]
        for name in left:
            (seen.parent / name).parent.mkdir(exist_ok=True)
            (seen.parent / name).write_bytes(b"left")
        assert desk.sync(words=["--keep", "wren"]).code == 0
        assert all((seen.parent / name).exists() for name in left)
        for path in (*kept, *(seen.parent / name for name in left[:3])):
            os.utime(path, (SECOND_AT, SECOND_AT))
        assert desk.sync().code == 0
        assert [(seen.parent / name).exists() for name in left] == [False, False, False, True]
        assert all(each.exists() for each in kept)


def test_a_journal_of_which_nothing_is_left_changes_nothing(undisturbed: Undisturbed) -> None:
    with undisturbed.scene.set_up() as desk:
        assert desk.sync().code == 0
        max(desk.state.glob("ankiflask/*/journals/*.jsonl")).write_bytes(bytes(300))
        ended = desk.undo()
        assert (ended.code, ended.report["decks"]) == (1, [])
        assert desk.look() == undisturbed.whole


def _hold_completed(undisturbed: Undisturbed, desk: Desk) -> None:
    ended = desk.sync()
    assert (ended.code, ended.report["verified"]) == (0, True), ended
    assert desk.look() == undisturbed.whole
