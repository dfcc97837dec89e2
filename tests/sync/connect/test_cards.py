"""Where cards are, and how they stand."""

from collections.abc import Callable
from typing import Any

import pytest

from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.collection import (
    decks_of_cards,
    filtered_decks,
    is_filtered,
    suspended,
)
from ankiflask.sync.ankiconnect.connection import connect
from tests.sync.connect.peer import Peer, addon, recorded_results

UPDATE = "Bring Anki and its add-on AnkiConnect up to date, and try again."


@pytest.mark.parametrize("line", ["new", "old"])
def test_the_real_add_on_tells_the_decks_of_cards(peer: Peer, line: str) -> None:
    peer.script = addon(recorded_results(line))
    cards = [1129804495339, 1025484367576, 1038811916024, 1129804495339]
    found = decks_of_cards(connect(peer.url), cards)
    assert found["Flask"] == (1025484367576, 1038811916024)
    assert peer.asked[0].json["params"] == {"cards": cards[:3]}


def test_decks_of_many_cards_are_asked_in_a_few_requests(peer: Peer) -> None:
    peer.script = addon({"getDecks": lambda params: {"A": params["cards"]}})
    cards = tuple(range(12_000))
    assert decks_of_cards(connect(peer.url), cards) == {"A": cards}
    assert peer.actions == ["getDecks"] * 3


def test_no_cards_are_in_no_deck(peer: Peer) -> None:
    assert decks_of_cards(connect(peer.url), []) == {}
    assert peer.asked == []


def test_only_filtered_decks_that_hold_one_of_the_cards_are_named(peer: Peer) -> None:
    asked: list[list[int]] = []

    def decks(params: dict[str, list[int]]) -> dict[str, list[int]]:
        asked.append(params["cards"])
        return {"Cram": params["cards"]}

    found = recorded_results("new")["findCards-filtered"]
    peer.script = addon({"findCards": found, "getDecks": decks})
    assert filtered_decks(connect(peer.url), [1129804495339, 5]) == {"Cram"}
    assert asked == [[1129804495339]]
    assert peer.asked[0].json["params"] == {"query": "deck:filtered"}


def test_without_filtered_decks_one_request_is_enough(peer: Peer) -> None:
    peer.script = addon({"findCards": []})
    assert filtered_decks(connect(peer.url), [1, 2]) == frozenset()
    assert peer.actions == ["findCards"]


@pytest.mark.parametrize("line", ["new", "old"])
@pytest.mark.parametrize(
    ("recording", "expected"),
    [
        ("getDeckConfig-filtered", True),
        ("getDeckConfig", False),
        ("getDeckConfig-missing", False),
    ],
)
def test_a_deck_tells_if_it_is_a_filtered_one(
    peer: Peer, line: str, recording: str, *, expected: bool
) -> None:
    peer.script = addon({"getDeckConfig": recorded_results(line)[recording]})
    assert is_filtered(connect(peer.url), "Flask") is expected


def test_suspended_cards_are_told_and_missing_ones_are_not(peer: Peer) -> None:
    peer.script = addon({"areSuspended": [False, None, True]})
    assert suspended(connect(peer.url), [1, 2, 3]) == {3}


@pytest.mark.parametrize("line", ["new", "old"])
def test_the_real_add_on_answers_null_for_a_card_that_is_gone(peer: Peer, line: str) -> None:
    peer.script = addon(recorded_results(line))
    assert suspended(connect(peer.url), [1129804495339, 5]) == frozenset()


def test_many_cards_are_asked_for_in_a_few_requests(peer: Peer) -> None:
    peer.script = addon({"areSuspended": lambda params: [c % 2 == 0 for c in params["cards"]]})
    assert len(suspended(connect(peer.url), range(12_000))) == 6_000
    assert peer.actions == ["areSuspended"] * 3


@pytest.mark.parametrize(
    ("action", "value", "expected"),
    [
        ("areSuspended", None, "an answer for each card"),
        ("areSuspended", [], "an answer for each card"),
        ("areSuspended", [True, False], "an answer for each card"),
        ("areSuspended", [0], "true, false or null for each card"),
        ("areSuspended", [{}], "true, false or null for each card"),
        ("getDeckConfig", None, "the options of a deck"),
        ("getDeckConfig", True, "the options of a deck"),
        ("getDeckConfig", {"dyn": "yes"}, "a number"),
    ],
)
def test_another_shape_is_not_understood(
    peer: Peer, action: str, value: Any, expected: str
) -> None:
    peer.script = addon({action: value})
    connection = connect(peer.url)
    asking: dict[str, Callable[[], object]] = {
        "areSuspended": lambda: suspended(connection, [1]),
        "getDeckConfig": lambda: is_filtered(connection, "Flask"),
    }
    with pytest.raises(AnkiError) as caught:
        asking[action]()
    assert str(caught.value) == (
        f"Anki's reply to '{action}' is not understood: {expected} was expected. {UPDATE}"
    )
