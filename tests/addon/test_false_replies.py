"""What a client meets when a reply is whole and says what is not so, or Anki stands otherwise."""

from pathlib import Path
from typing import Any

import pytest

from tests.addon.asking import SOON, ask, multi, post, reply
from tests.addon.client import Addon
from tests.addon.desktop import Line
from tests.anki.learner import Learner

pytestmark = pytest.mark.anki


def test_an_error_can_be_a_list_in_a_string(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 1, "error-list-in-string"))
    told = post(addon, SOON).json()
    assert told["result"] is None
    assert told["error"].startswith("['cannot create note")
    assert "Soon" not in ann.look().decks


@pytest.mark.parametrize(
    ("kind", "told"),
    [("nulls", [None, None]), ("empty-objects", [{}, {}]), ("false", False)],
)
def test_a_result_can_be_hollow(ann: Learner, addon: Addon, kind: str, told: object) -> None:
    ann.write_own_note("Default", "one", "1")
    ann.write_own_note("Default", "two", "2")
    addon.fail(("notesInfo", 1, kind))
    assert reply(addon, "notesInfo", query="deck:Default") == {"result": told, "error": None}


def test_wrong_ids_are_those_of_nothing(ann: Learner, addon: Addon) -> None:
    ann.write_own_note("Default", "one", "1")
    (note,) = ann.look().notes
    addon.fail(("notesInfo", 1, "wrong-ids"), ("getDecks", 1, "wrong-ids"))
    (told,) = ask(addon, "notesInfo", notes=[note.id])
    assert (told["noteId"], told["mod"]) == (note.id + 1, note.mod)
    (card,) = ann.look().cards
    assert ask(addon, "getDecks", cards=[card.id]) == {"Default": [card.id + 1]}


def test_a_key_is_required_from_then_on(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 1, "key-required"))
    refused = {"result": None, "error": "valid api key must be provided"}
    assert post(addon, SOON).json() == reply(addon, "version") == refused
    assert "Soon" not in ann.look().decks
    addon.repair()
    assert ask(addon, "version") == 6


@pytest.mark.parametrize("line", ["new", "old"])
def test_a_closed_profile_leaves_only_what_needs_no_collection(ann: Learner, line: Line) -> None:
    with ann.serve(line=line) as addon:
        addon.fail(("createDeck", 1, "profile-closed"))
        closed = {"result": None, "error": "collection is not available"}
        assert post(addon, SOON).json() == reply(addon, "deckNames") == closed
        assert reply(addon, "getMediaDirPath") == closed
        assert ask(addon, "version") == 6
        assert ask(addon, "getProfiles") == ["User 1"]
        addon.repair()
        assert ask(addon, "deckNames") == ["Default"]
    assert "Soon" not in ann.look().decks


def test_a_switched_profile_answers_from_then_on(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 1, "profile-switched"))
    home = ask(addon, "getMediaDirPath")
    assert post(addon, SOON).json()["error"] is None
    assert ask(addon, "getActiveProfile") == "User 2"
    assert Path(ask(addon, "getMediaDirPath")) != Path(home)
    assert "Soon" in addon.other.look().decks
    assert "Soon" not in ann.look().decks
    addon.repair()
    assert ask(addon, "getActiveProfile") == "User 1"


def test_a_collection_that_is_not_open_says_so_once(addon: Addon) -> None:
    addon.fail(("multi", 1, "collection-not-open"))
    sent = multi(
        ("deckNames", {}), ("version", {}), ("getMediaDirPath", {}), ("notesInfo", {"notes": [1]})
    )
    told = [each["error"] for each in post(addon, sent).json()["result"]]
    missing = "'NoneType' object has no attribute 'all'"
    assert told == ["CollectionNotOpen", None, None, missing]
    assert ask(addon, "deckNames") == ["Default"]


@pytest.mark.parametrize(
    ("action", "params", "told"),
    [
        ("updateNoteFields", {"note": {"id": 1, "fields": {}}}, None),
        ("addTags", {"notes": [1], "tags": "x"}, None),
        ("importPackage", {"path": "/nowhere.apkg"}, True),
        ("exportPackage", {"deck": "Default", "path": "/nowhere.apkg"}, True),
        ("storeMediaFile", {"filename": "_a.txt", "data": "eA=="}, "_a.txt"),
        ("suspend", {"cards": [1]}, True),
    ],
)
def test_a_write_can_be_answered_and_not_done(
    ann: Learner, addon: Addon, action: str, params: dict[str, Any], told: object
) -> None:
    before = ann.look()
    addon.fail((action, 1, "silent-no-op"))
    assert reply(addon, action, **params) == {"result": told, "error": None}
    assert ann.look() == before


def test_a_fault_within_a_multi_replaces_the_answer_of_its_action(addon: Addon) -> None:
    addon.fail(("version", 2, "error-list-in-string"))
    told = post(addon, multi(("version", {}), ("version", {}), ("version", {}))).json()["result"]
    assert [each["result"] for each in told] == [6, None, 6]
