"""Our add-on answers as the real one did, in desktop Anki."""

import json
from pathlib import Path

import pytest

from tests.addon.asking import ask, post, reply
from tests.addon.client import Addon
from tests.addon.desktop import Line
from tests.addon.recording import CASES, play
from tests.anki.learner import Anki, Learner
from tests.anki.make_environments import environments
from tests.anki.releases import Capitals

pytestmark = pytest.mark.anki

_ANKI_OF: tuple[tuple[Line, str], ...] = (("new", "26.09"), ("old", "25.09"))
_BAD_KEY = "valid api key must be provided"


@pytest.mark.parametrize(("line", "version"), _ANKI_OF)
def test_each_recorded_request_is_answered_as_it_was_recorded(
    line: Line, version: str, capitals: Capitals, tmp_path: Path
) -> None:
    (environment,) = (each for each in environments() if each.version == version)
    (tmp_path / "folder").mkdir()
    (tmp_path / "garbage.apkg").write_bytes(b"garbage" * 100)
    places = {
        "package": str(capitals.first),
        "garbage": str(tmp_path / "garbage.apkg"),
        "folder": str(tmp_path / "folder"),
        "media": str(tmp_path / "user/collection.media"),
        "above": str(tmp_path),
    }
    with (
        Anki(environment) as anki,
        Learner(anki, tmp_path / "user", "User1") as user,
        user.serve(line=line) as addon,
    ):
        played = play(addon.url, places)
    recorded = json.loads((CASES / f"{line}.json").read_text(encoding="utf-8"))
    for ours, real in zip(played, recorded, strict=True):
        assert ours == real


@pytest.mark.parametrize("line", ["new", "old"])
def test_where_a_key_is_set_every_action_needs_it(ann: Learner, line: Line) -> None:
    with ann.serve(line=line, key="sesame") as addon:
        refused = {"result": None, "error": _BAD_KEY}
        for key in ({}, {"key": ""}, {"key": "x"}, {"key": 5}):
            assert post(addon, {"action": "version", **key}).json() == refused
        right = {"action": "version", "version": 6, "key": "sesame"}
        assert post(addon, right).json() == {"result": 6, "error": None}
        inner = [{"action": "version", "version": 6}, right, {**right, "version": 4}]
        multi = {"action": "multi", "version": 6, "params": {"actions": inner}}
        assert post(addon, multi).json() == refused
        assert post(addon, {**multi, "key": "sesame"}).json()["result"] == [
            refused,
            {"result": 6, "error": None},
            6,
        ]
        told = post(addon, {"action": "requestPermission", "version": 6}).json()["result"]
        assert told == {"permission": "granted", "requireApikey": True, "version": 6}


@pytest.mark.parametrize("line", ["new", "old"])
def test_a_card_in_a_filtered_deck_is_told_under_that_deck(ann: Learner, line: Line) -> None:
    ann.write_own_note("Default", "one", "1")
    ann.make_filtered_deck("Cram", "deck:Default")
    (card,) = ann.look().cards
    with ann.serve(line=line) as addon:
        assert ask(addon, "findCards", query="deck:filtered") == [card.id]
        assert ask(addon, "getDecks", cards=[card.id]) == {"Cram": [card.id]}
        assert ask(addon, "cardsInfo", cards=[card.id])[0]["deckName"] == "Cram"


def test_the_new_line_fails_at_a_note_without_a_card(ann: Learner, addon: Addon) -> None:
    ann.write_own_note("Default", "one", "1")
    (note,) = ann.look().notes
    ann.delete_cards(ann.look().cards)
    assert reply(addon, "notesInfo", notes=[note.id]) == {"result": None, "error": str(note.id)}


def test_the_old_line_tells_of_a_note_without_a_card(ann: Learner) -> None:
    ann.write_own_note("Default", "one", "1")
    (note,) = ann.look().notes
    ann.delete_cards(ann.look().cards)
    with ann.serve(line="old") as addon:
        assert ask(addon, "notesInfo", notes=[note.id])[0]["cards"] == []


def test_an_action_that_these_tests_lack_says_so(addon: Addon) -> None:
    assert "lacks guiBrowse" in reply(addon, "guiBrowse", query="")["error"]
