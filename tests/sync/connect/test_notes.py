"""Notes, found by a search or by their rows."""

from typing import Any

import pytest

from ankiflask.anki.collection import LiveNoteType
from ankiflask.anki.note_types import EARLIER_NOTE_TYPES, QA
from ankiflask.deck.model import Kind
from ankiflask.errors import AnkiError
from ankiflask.identity import AnkiCardId, AnkiNoteId
from ankiflask.sync.ankiconnect.actions import ACTIONS, NEWER
from ankiflask.sync.ankiconnect.collection import LiveNote, find_notes, holding, notes_by_id
from ankiflask.sync.ankiconnect.connection import connect
from ankiflask.sync.ankiconnect.greeting import Greeting
from tests.sync.connect.peer import Peer, Refused, addon, recorded_results

RECORDED = EARLIER_NOTE_TYPES[Kind.QA]
TYPES = {
    Kind.QA: LiveNoteType(
        kind=Kind.QA,
        name=RECORDED.name,
        fields={each.name: each.name for each in RECORDED.fields},
        cards={},
        css="",
        templates={},
    )
}
NEW = Greeting("Ann", "", frozenset(ACTIONS), frozenset(), {})
OLD = Greeting(None, "", frozenset(ACTIONS) - NEWER, frozenset(), {})
UPDATE = "Bring Anki and its add-on AnkiConnect up to date, and try again."


def basic(row: int, **changes: Any) -> dict[str, Any]:
    fields = {"Front": {"value": f"front {row}", "order": 0}}
    note = {"noteId": row, "tags": ["mine"], "fields": fields, "modelName": "Basic", "cards": [1]}
    return note | changes


def found(peer: Peer, greeting: Greeting = NEW) -> tuple[LiveNote, ...]:
    return find_notes(connect(peer.url), greeting, TYPES, '"flask/"')


def told(peer: Peer, greeting: Greeting = NEW) -> str:
    with pytest.raises(AnkiError) as caught:
        found(peer, greeting)
    return str(caught.value)


def test_a_search_is_quoted() -> None:
    assert holding(["flask/"]) == '"flask/"'
    assert holding(["flask/", "web-2/"]) == '"flask/" or "web-2/"'
    assert holding(['a"b\\c*d_e:f']) == r'"a\"b\\c\*d\_e\:f"'


def test_the_add_on_of_2025_shows_what_a_search_finds_in_one_request(peer: Peer) -> None:
    results = recorded_results("new")
    peer.script = addon({"notesInfo": results["notesInfo-query"]})
    notes = found(peer)
    assert [each.nid for each in notes] == [e["noteId"] for e in results["notesInfo-query"]]
    assert {each.kind for each in notes} == {Kind.QA}
    assert {each.fields["ID"].partition("/")[0] for each in notes} == {"flask"}
    assert peer.asked[0].json["params"] == {"query": '"flask/"'}
    assert len(peer.asked) == 1


@pytest.mark.parametrize("line", ["new", "old"])
def test_a_real_note_is_read_and_one_that_is_gone_left_out(peer: Peer, line: str) -> None:
    peer.script = addon({"notesInfo": recorded_results(line)["notesInfo-missing"]})
    (note,) = notes_by_id(connect(peer.url), TYPES, [984105953732, 123])
    assert note.nid == 984105953732
    assert note.kind is Kind.QA
    assert tuple(note.fields) == tuple(each.name for each in RECORDED.fields)
    assert note.fields["ID"] == "flask/dispatcher-middleware"
    assert note.fields["Question"].startswith("How do you serve two Flask applications")
    assert note.tags == ("difficulty::medium", "flask::routing", "flask::structure")
    assert len(note.cards) == 1


def test_ten_thousand_notes_take_one_request_of_the_new_add_on(peer: Peer) -> None:
    many = [basic(row) for row in range(10_000)]
    peer.script = addon({"notesInfo": many})
    assert [each.nid for each in found(peer)] == list(range(10_000))
    assert peer.actions == ["notesInfo"]


def in_batches(size: int) -> dict[str, Any]:
    return {
        "findNotes": list(range(size)),
        "notesInfo": lambda params: (
            [basic(row) for row in params["notes"]]
            if "notes" in params
            else Refused("AnkiConnect.notesInfo() got an unexpected keyword argument 'query'")
        ),
    }


def test_ten_thousand_notes_take_a_few_requests_of_the_old_add_on(peer: Peer) -> None:
    peer.script = addon(in_batches(10_000))
    assert [each.nid for each in found(peer, OLD)] == list(range(10_000))
    assert peer.actions == ["findNotes", *["notesInfo"] * 10]


def test_an_add_on_between_the_two_is_asked_in_the_old_way(peer: Peer) -> None:
    peer.script = addon(in_batches(3))
    assert [each.nid for each in found(peer, NEW)] == [0, 1, 2]
    assert peer.actions == ["notesInfo", "findNotes", "notesInfo"]


def test_no_row_takes_no_request(peer: Peer) -> None:
    assert notes_by_id(connect(peer.url), TYPES, []) == ()
    assert peer.asked == []


def test_our_fields_go_by_our_names_and_the_learners_own_are_left_out(peer: Peer) -> None:
    names = {each.name: each.name for each in QA.fields} | {"Question": "Frage"}
    live = LiveNoteType(kind=Kind.QA, name="Meine", fields=names, cards={}, css="", templates={})
    fields = {each: {"value": f"<{each}>", "order": 0} for each in [*names.values(), "Own"]}
    peer.script = addon({"notesInfo": [basic(1, modelName="Meine", fields=fields)]})
    (note,) = find_notes(connect(peer.url), NEW, {Kind.QA: live}, "x")
    assert note.fields == {ours: f"<{theirs}>" for ours, theirs in names.items()}


def test_a_note_of_another_type_keeps_its_own_names(peer: Peer) -> None:
    peer.script = addon({"notesInfo": [basic(5)]})
    assert found(peer) == (
        LiveNote(
            nid=AnkiNoteId(5),
            kind=None,
            fields={"Front": "front 5"},
            tags=("mine",),
            cards=(AnkiCardId(1),),
            note_type="Basic",
        ),
    )


def test_the_old_add_on_shows_a_note_without_cards(peer: Peer) -> None:
    results = recorded_results("old")
    peer.script = addon({"findNotes": [5], "notesInfo": results["notesInfo-cardless"]})
    (note,) = found(peer, OLD)
    assert note.cards == ()


def test_a_note_without_cards_that_the_new_add_on_cannot_show_is_named(peer: Peer) -> None:
    peer.script = addon({"notesInfo": recorded_results("new")["notesInfo-cardless"]})
    assert told(peer) == (
        "The note in row 1795368549461 has no cards, and AnkiConnect cannot show it. "
        "Tools > Check Database in Anki gives it one; then try again."
    )


def test_a_search_that_anki_refuses_is_told_in_its_words(peer: Peer) -> None:
    peer.script = addon({"findNotes": recorded_results("old")["findNotes-badsyntax"]})
    assert told(peer, OLD).startswith("Anki refuses 'findNotes': Invalid search: ")


WHOLE = "a note with fields, tags and cards"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "a list of notes"),
        (False, "a list of notes"),
        ({}, "a list of notes"),
        ([None], WHOLE),
        ([False], WHOLE),
        ([[]], WHOLE),
        ([basic(1), None], WHOLE),
        ([basic(1, noteId="1")], WHOLE),
        ([basic(1, noteId=True)], WHOLE),
        ([basic(1, noteId=1.5)], WHOLE),
        ([basic(1, tags="a b")], WHOLE),
        ([basic(1, tags=[None])], WHOLE),
        ([basic(1, cards=None)], WHOLE),
        ([basic(1, cards=["1"])], WHOLE),
        ([basic(1, fields=[])], WHOLE),
        ([basic(1, modelName=None)], WHOLE),
        ([basic(1, fields={"Front": "x"})], "a text in each field"),
        ([basic(1, fields={"Front": {"value": None}})], "a text in each field"),
        ([basic(1, modelName=RECORDED.name)], "every field of the note type"),
    ],
)
def test_another_shape_is_not_understood(peer: Peer, value: Any, expected: str) -> None:
    peer.script = addon({"notesInfo": value})
    assert told(peer) == (
        f"Anki's reply to 'notesInfo' is not understood: {expected} was expected. {UPDATE}"
    )


@pytest.mark.parametrize("value", [None, [None], ["1"], [True], {"1": 1}, [1.0]])
def test_rows_of_another_shape_are_not_understood(peer: Peer, value: Any) -> None:
    peer.script = addon({"findNotes": value})
    assert told(peer, OLD) == (
        f"Anki's reply to 'findNotes' is not understood: a list of ids was expected. {UPDATE}"
    )
