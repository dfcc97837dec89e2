"""Changes of notes, of cards' suspension and of looks."""

from collections.abc import Callable
from typing import Any

import pytest

from ankiflask.anki.collection import CardTexts
from ankiflask.errors import AnkiError, LostReplyError
from ankiflask.sync.ankiconnect.connection import Connection, connect
from ankiflask.sync.writing import (
    add_tags,
    remove_tags,
    suspend,
    unsuspend,
    write_css,
    write_fields,
    write_templates,
)
from tests.sync.connect.peer import Peer, Refused, addon, recorded_results

LIMIT = 512 * 1024
UPDATE = "Bring Anki and its add-on AnkiConnect up to date, and try again."
MAYBE = "Anki may have carried it out, or may do so yet."
LINES = pytest.mark.parametrize("line", ["new", "old"])
DONE: dict[str, Any] = dict.fromkeys(
    ["addTags", "removeTags", "updateNoteFields", "unsuspend", "updateModelStyling"]
)


def inner(peer: Peer, request: int = 0) -> list[tuple[str, Any]]:
    actions = peer.asked[request].json["params"]["actions"]
    return [(each["action"], each["params"]) for each in actions]


@LINES
def test_tags_are_added_in_one_request(peer: Peer, line: str) -> None:
    peer.script = addon(recorded_results(line))
    add_tags(connect(peer.url), [1, 2], ("difficulty::easy", "flask::routing"))
    tags = "difficulty::easy flask::routing"
    assert [inner(peer, each) for each in range(len(peer.asked))] == [
        [("addTags", {"notes": [1, 2], "tags": tags})]
    ]


@LINES
def test_tags_below_a_removed_one_are_given_back_in_the_same_request(peer: Peer, line: str) -> None:
    peer.script = addon(recorded_results(line))
    keep = {1: ("flask::own",), 3: ("flask::own",), 4: ("flask::x", "flask::y"), 9: ("flask::z",)}
    remove_tags(connect(peer.url), [1, 2, 3, 4], ("flask",), keep)
    assert len(peer.asked) == 1
    assert inner(peer) == [
        ("removeTags", {"notes": [1, 2, 3, 4], "tags": "flask"}),
        ("addTags", {"notes": [1, 3], "tags": "flask::own"}),
        ("addTags", {"notes": [4], "tags": "flask::x flask::y"}),
    ]


def test_no_tags_or_no_notes_take_no_request(peer: Peer) -> None:
    connection = connect(peer.url)
    add_tags(connection, [1], [])
    add_tags(connection, [], ["a"])
    remove_tags(connection, [1], [], {1: ("a::b",)})
    remove_tags(connection, [], ["a"], {})
    assert peer.asked == []


def test_tags_of_many_notes_go_in_small_requests(peer: Peer) -> None:
    peer.script = addon(DONE)
    rows = range(10**12, 10**12 + 10_000)
    keep = {row: tuple(f"flask::own-{row}-{number}" for number in range(20)) for row in rows}
    connection = connect(peer.url)
    add_tags(connection, rows, ["a"])
    remove_tags(connection, rows, ["a"], {})
    assert len(peer.asked) == 4
    remove_tags(connection, rows[:1000], ["flask"], keep)
    assert len(peer.asked) == 9
    assert max(len(each.body) for each in peer.asked) <= LIMIT


@LINES
def test_fields_are_written_and_refusals_told_by_row(peer: Peer, line: str) -> None:
    unknown = recorded_results(line)["updateNoteFields-unknownnote"]
    peer.script = addon(
        {"updateNoteFields": lambda params: unknown if params["note"]["id"] == 5 else None}
    )
    fields = [(4, {"Frage": "a"}), (5, {"Hint": "x"}), (6, {}), (7, {"Frage": "b", "Sync": "c"})]
    assert write_fields(connect(peer.url), fields) == {5: "Note was not found: 5"}
    assert len(peer.asked) == 1
    assert inner(peer) == [
        ("updateNoteFields", {"note": {"id": 4, "fields": {"Frage": "a"}}}),
        ("updateNoteFields", {"note": {"id": 5, "fields": {"Hint": "x"}}}),
        ("updateNoteFields", {"note": {"id": 7, "fields": {"Frage": "b", "Sync": "c"}}}),
    ]


def test_no_fields_take_no_request(peer: Peer) -> None:
    assert write_fields(connect(peer.url), [(1, {})]) == {}
    assert peer.asked == []


def test_ten_thousand_long_notes_go_in_requests_below_half_a_mebibyte(peer: Peer) -> None:
    peer.script = addon(DONE, key="sesame-1234")
    long = {"Question": "Привет " * 100, "Answer": '"<b>\\' * 200}
    fields = [
        (row, long | {"Hint": "x" * (60_000 if row % 70 == 0 else 0)}) for row in range(10_000)
    ]
    assert write_fields(connect(peer.url, "sesame-1234"), fields) == {}
    assert max(len(each.body) for each in peer.asked) <= LIMIT
    written = [params["note"] for each in range(len(peer.asked)) for _, params in inner(peer, each)]
    assert [(each["id"], each["fields"]) for each in written] == fields
    assert max(len(inner(peer, each)) for each in range(len(peer.asked))) <= 100


def test_short_notes_go_a_hundred_a_request(peer: Peer) -> None:
    peer.script = addon(DONE)
    write_fields(connect(peer.url), [(row, {"Hint": "x"}) for row in range(250)])
    assert [len(inner(peer, each)) for each in range(3)] == [100, 100, 50]


def test_a_note_that_is_too_long_goes_alone(peer: Peer) -> None:
    peer.script = addon(DONE)
    fields = [(1, {"Hint": "x"}), (2, {"Hint": "x" * LIMIT}), (3, {"Hint": "x"})]
    write_fields(connect(peer.url), fields)
    assert [[p["note"]["id"] for _, p in inner(peer, each)] for each in range(3)] == [[1], [2], [3]]


def test_a_profile_that_closes_in_the_middle_is_no_refusal_of_a_note(peer: Peer) -> None:
    peer.script = addon({"updateNoteFields": Refused("collection is not available")})
    with pytest.raises(AnkiError) as caught:
        write_fields(connect(peer.url), [(1, {"Hint": "x"})])
    words = "Anki has no profile open. Open yours in Anki, and try again."
    assert str(caught.value) == words


@LINES
def test_looks_are_written_by_the_learners_names(peer: Peer, line: str) -> None:
    peer.script = addon(recorded_results(line))
    connection = connect(peer.url)
    write_css(connection, "Meine", ".card {}")
    write_templates(connection, "Meine", {"Vorwärts": CardTexts("front", "back")})
    assert [(each.json["action"], each.json["params"]) for each in peer.asked] == [
        ("updateModelStyling", {"model": {"name": "Meine", "css": ".card {}"}}),
        (
            "updateModelTemplates",
            {
                "model": {
                    "name": "Meine",
                    "templates": {"Vorwärts": {"Front": "front", "Back": "back"}},
                }
            },
        ),
    ]


def test_a_template_that_anki_refuses_is_told_in_its_words(peer: Peer) -> None:
    refusal = recorded_results("new")["updateModelTemplates-badtemplate"]
    peer.script = addon({"updateModelTemplates": refusal})
    with pytest.raises(AnkiError, match=r"^Anki refuses 'updateModelTemplates': Card template "):
        write_templates(connect(peer.url), "x", {"Forward": CardTexts("{{Nofield}}", "")})


def test_only_cards_that_are_there_and_not_suspended_are_suspended(peer: Peer) -> None:
    peer.script = addon({"areSuspended": [False, True, None, False], "suspend": True})
    suspend(connect(peer.url), [4, 3, 2, 1])
    assert peer.actions == ["areSuspended", "suspend"]
    assert peer.asked[1].json["params"] == {"cards": [1, 4]}


def test_only_suspended_cards_are_unsuspended_so_that_buried_ones_stay(peer: Peer) -> None:
    peer.script = addon(DONE | {"areSuspended": [False, True, None]})
    unsuspend(connect(peer.url), [1, 2, 3])
    assert peer.actions == ["areSuspended", "unsuspend"]
    assert peer.asked[1].json["params"] == {"cards": [2]}


def test_where_no_card_is_to_change_nothing_is_written(peer: Peer) -> None:
    peer.script = addon({"areSuspended": [True]})
    suspend(connect(peer.url), [1])
    suspend(connect(peer.url), [])
    assert peer.actions == ["areSuspended"]


@LINES
def test_the_real_add_on_suspends_and_lets_go(peer: Peer, line: str) -> None:
    results = recorded_results(line)
    peer.script = addon(results | {"areSuspended": [False]})
    suspend(connect(peer.url), [1129804495339])
    peer.script = addon(results | {"areSuspended": [True]})
    unsuspend(connect(peer.url), [1129804495339])
    assert peer.actions == ["areSuspended", "suspend", "areSuspended", "unsuspend"]


ASKING: dict[str, Callable[[Connection], object]] = {
    "addTags": lambda connection: add_tags(connection, [1], ["a"]),
    "removeTags": lambda connection: remove_tags(connection, [1], ["a"], {}),
    "updateNoteFields": lambda connection: write_fields(connection, [(1, {"Hint": "x"})]),
    "updateModelStyling": lambda connection: write_css(connection, "x", ""),
    "updateModelTemplates": lambda connection: write_templates(connection, "x", {}),
    "unsuspend": lambda connection: unsuspend(connection, [1]),
    "suspend": lambda connection: suspend(connection, [2]),
}
STANDING = {"areSuspended": lambda params: [card == 1 for card in params["cards"]]}


@pytest.mark.parametrize("action", ASKING)
def test_each_write_looks_at_its_reply(peer: Peer, action: str) -> None:
    peer.script = addon(STANDING | {action: {}})
    with pytest.raises(LostReplyError) as caught:
        ASKING[action](connect(peer.url))
    expected = "true or false" if action == "suspend" else "null"
    words = f"Anki's reply to '{action}' is not understood: {expected} was expected."
    assert str(caught.value) == f"{words} {MAYBE} {UPDATE}"
