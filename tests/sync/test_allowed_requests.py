"""What is asked of AnkiConnect: little where nothing is to do, small pieces, nothing dangerous.

conftest.py holds every request of all tests of this folder to `allowed.py`.
"""

from pathlib import Path
from typing import Any

import pytest

from ankiflask.sync.ankiconnect.actions import ACTIONS, REQUEST_LIMIT
from ankiflask.sync.session import SyncSession
from tests.addon.client import Request
from tests.addon.desktop import Line
from tests.anki.learner import Learner
from tests.sync.allowed import hold_harmless, singly
from tests.sync.desks import FIRST_AT, SECOND_AT, Author, synced

_MOST_AT_REST = 6  # requests
_LONG = "a long answer, word by word " * 150  # about 4 KB

DANGEROUS: dict[str, tuple[str, dict[str, Any]]] = {
    "the whole media folder to the bin": ("storeMediaFile", {"filename": ""}),
    "a file replaced": ("storeMediaFile", {"filename": "a", "deleteExisting": True}),
    "the learner's file deleted": ("deleteMediaFile", {"filename": "swan.png"}),
    "a backup without reviews": ("exportPackage", {"deck": "Birds", "includeSched": False}),
    "note types deleted": ("removeEmptyNotes", {}),
    "Anki closed": ("guiExitAnki", {}),
    "the learner's tags replaced": ("updateNoteTags", {"note": 1, "tags": []}),
    "notes deleted": ("deleteNotes", {"notes": [1]}),
    "decks deleted": ("deleteDecks", {"decks": ["Birds"]}),
}


@pytest.mark.parametrize("danger", DANGEROUS)
@pytest.mark.parametrize("is_inner", [False, True], ids=["alone", "within a multi"])
def test_the_watch_sees(danger: str, is_inner: bool) -> None:
    asked = Request(*DANGEROUS[danger], version=6, has_key=False)
    outer = Request("multi", {}, 6, has_key=False, inner=(asked,))
    with pytest.raises((AssertionError, KeyError)):
        hold_harmless([outer if is_inner else asked])


def test_the_watch_sees_a_request_that_is_too_large() -> None:
    asked = Request("notesInfo", {}, 6, has_key=False, size=REQUEST_LIMIT + 1)
    with pytest.raises(AssertionError):
        hold_harmless([asked])


@pytest.mark.parametrize("line", ["new", "old"])
def test_a_sync_with_nothing_to_do_asks_little_and_writes_nothing(
    ann: Learner, tmp_path: Path, line: Line
) -> None:
    author = Author(tmp_path / "author")
    author.retire("eel")
    package = author.release(FIRST_AT)
    ann.import_package(package)
    with ann.serve(line) as addon:
        assert synced(addon, tmp_path / "state", package).code == 0
        before = ann.look()
        asked_before = len(addon.requests())
        ended = synced(addon, tmp_path / "state", package, "--suspend-retired")
        requests = addon.requests()[asked_before:]
    assert (ended.code, ended.told()) == (0, {})
    assert len(requests) <= _MOST_AT_REST
    assert not [each.action for each in singly(requests) if ACTIONS[each.action].writes]
    assert ann.look() == before


def test_many_long_changes_come_in_requests_that_do_not_freeze_anki(
    ann: Learner, tmp_path: Path
) -> None:
    author = _long(tmp_path)
    package = author.release(FIRST_AT)
    with ann.serve() as addon:
        assert synced(addon, tmp_path / "state", package).code == 0
        for number in range(200):
            author.edit(f"long-{number}", answer=f"{_LONG} and {number}")
        ended = synced(addon, tmp_path / "state", author.release(SECOND_AT))
        writes = [each for each in addon.requests() if "updateNoteFields" in _actions(each)]
    assert ended.code == 0
    assert len(ended.deck["updated"]) == 200
    assert sum(each.size for each in writes) > REQUEST_LIMIT
    assert len(writes) > 1


def test_an_upload_to_another_disk_comes_in_pieces_and_is_cleared_away(
    ann: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SyncSession, "is_shared", False)
    author = _long(tmp_path)
    author.draw("swan.png", bytes(REQUEST_LIMIT))
    with ann.serve() as addon:
        ended = synced(addon, tmp_path / "state", author.release(FIRST_AT))
        uploads = [each for each in addon.requests() if each.action == "storeMediaFile"]
    assert ended.code == 0
    assert len(ann.look().notes) == 208
    assert [each.size for each in uploads if each.size > REQUEST_LIMIT] == [uploads[0].size]
    assert not [name for name in ann.look().media if name.startswith("_")]


def _long(tmp_path: Path) -> Author:
    author = Author(tmp_path / "author")
    for number in range(200):
        words = f"{number} {_LONG}"
        author.add(f"long-{number}", question=f"Which is {number}?", answer=words, topics=["birds"])
    return author


def _actions(request: Request) -> set[str]:
    return {each.action for each in singly([request])}
