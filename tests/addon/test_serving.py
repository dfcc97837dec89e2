"""The add-on runs beside the learner: one collection, one turn at a time."""

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.addon.asking import ask, post
from tests.addon.client import Addon, When
from tests.addon.desktop import Line
from tests.anki.learner import AnkiError, Learner
from tests.anki.releases import Capitals
from tests.waiting import HANG_LIMIT

pytestmark = pytest.mark.anki

_ASKS = """
import requests, sys
for number in range(5):
    requests.post(sys.argv[1], json={"action": "createDeck", "params": {"deck": str(number)}})
"""


@pytest.mark.parametrize("line", ["new", "old"])
def test_an_imported_note_keeps_its_guid_and_a_second_import_adds_nothing(
    learner: Learner, capitals: Capitals, line: Line
) -> None:
    with learner.serve(line=line) as addon:
        assert ask(addon, "importPackage", path=str(capitals.first)) is True
        first = learner.look()
        assert ask(addon, "importPackage", path=str(capitals.first)) is True
    learner.import_package(capitals.first)
    assert len(first.notes) == 7
    assert [note.guid for note in learner.look().notes] == [note.guid for note in first.notes]


def test_an_export_holds_what_the_deck_holds(
    learner: Learner, capitals: Capitals, tmp_path: Path
) -> None:
    learner.import_package(capitals.first)
    learner.review("Capitals", [3])
    path = tmp_path / "backup.apkg"
    with learner.serve() as addon:
        assert ask(addon, "exportPackage", deck="Capitals", path=str(path), includeSched=True)
        learner.delete(*learner.look().notes)
        assert learner.look().notes == ()
        assert ask(addon, "importPackage", path=str(path))
    assert len(learner.look().notes) == 7
    assert sorted(card.reps for card in learner.look().cards) == [0, 0, 0, 0, 0, 0, 1]


def test_the_learner_goes_on_while_the_add_on_is_asked(ann: Learner, addon: Addon) -> None:
    ann.write_own_note("Default", "one", "1")
    (note,) = ann.look().notes
    ann.edit(note, "Back", "my own")
    (told,) = ask(addon, "notesInfo", notes=[note.id])
    assert told["fields"]["Back"]["value"] == "my own"
    ask(addon, "updateNoteFields", note={"id": note.id, "fields": {"Back": "theirs"}})
    assert ann.look().notes[0].fields["Back"] == "theirs"


def test_requests_and_commands_from_many_sides_do_not_overlap(ann: Learner, addon: Addon) -> None:
    ann.write_own_note("Default", "one", "1")
    (note,) = ann.look().notes
    with ThreadPoolExecutor(4) as pool:
        asked = [
            pool.submit(ask, addon, "addTags", notes=[note.id], tags=f"t{number}")
            for number in range(20)
        ]
        for number in range(20):
            ann.tag(note, f"own{number}")
    assert [each.result() for each in asked] == [None] * 20
    assert len(ann.look().notes[0].tags) == 40


def test_the_connection_is_closed_after_each_reply_without_a_word(addon: Addon) -> None:
    host, _, port = addon.url.removeprefix("http://").partition(":")
    with (
        socket.create_connection((host, int(port)), timeout=HANG_LIMIT) as client,
        client.makefile("rb") as f,
    ):
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n")
        told = f.read()
    assert told.endswith(b'{"apiVersion": "AnkiConnect v.6"}')
    assert b"Connection:" not in told


def test_requests_are_recorded_without_their_keys(ann: Learner) -> None:
    with ann.serve(key="sesame") as addon:
        inner = {"action": "deckNames", "version": 6, "key": "sesame"}
        sent = {"action": "multi", "key": "sesame", "params": {"actions": [inner]}}
        size = len(post(addon, sent).request.body or b"")
        (request,) = addon.requests()
    assert (request.action, request.version, request.has_key) == ("multi", None, True)
    assert request.size == size
    (only,) = request.inner
    assert (only.action, only.version, only.has_key, only.size) == ("deckNames", 6, True, 0)
    assert "sesame" not in repr(request)


def test_a_file_that_was_sent_is_cut_in_the_record(addon: Addon) -> None:
    ask(addon, "storeMediaFile", filename="_a.bin", data="QUJD" * 1000, deleteExisting=False)
    (request,) = addon.requests()
    assert request.params["filename"] == "_a.bin"
    assert len(request.params["data"]) == 20
    assert request.size > 4000


def test_after_serving_nothing_listens_and_a_desk_can_serve_again(ann: Learner) -> None:
    with ann.serve() as first:
        assert ask(first, "version") == 6
    with pytest.raises(requests.ConnectionError):
        ask(first, "version")
    with pytest.raises(AnkiError, match="no add-on"):
        first.requests()
    with ann.serve(line="old") as second:
        assert ask(second, "version") == 6


def test_no_thread_of_an_add_on_outlives_it(ann: Learner) -> None:
    before = ann.threads()
    with ann.serve() as addon:
        ask(addon, "version")
        assert ann.threads() == before + 1
    assert ann.threads() == before


@pytest.mark.parametrize(("when", "decks"), [("before", 2), ("after", 3)])
def test_a_client_can_be_killed_at_a_request(addon: Addon, when: When, decks: int) -> None:
    held = addon.hold(3, when)
    client = subprocess.Popen((sys.executable, "-c", _ASKS, addon.url))
    assert held.kill(client)
    assert len(ask(addon, "deckNames")) == 1 + decks
    assert [request.action for request in addon.requests()] == ["createDeck"] * decks + [
        "deckNames"
    ]


def test_a_client_that_ends_before_the_request_was_not_killed(addon: Addon) -> None:
    held = addon.hold(9)
    client = subprocess.Popen((sys.executable, "-c", _ASKS, addon.url))
    assert not held.kill(client)
    assert len(addon.requests()) == 5
