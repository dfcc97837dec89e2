"""Media and packages, into Anki and out of it."""

import base64
from collections.abc import Callable

import pytest

from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.connection import Connection, connect
from ankiflask.sync.ankiconnect.files import (
    export_deck,
    import_package,
    media_names,
    redraw,
    remove_upload,
    store_media,
)
from tests.sync.connect.peer import Peer, Refused, addon, recorded_results

UPDATE = "Bring Anki and its add-on AnkiConnect up to date, and try again."
MAYBE = "Anki may have carried it out, or may do so yet."
LINES = pytest.mark.parametrize("line", ["new", "old"])


def told(call: Callable[[], object]) -> AnkiError:
    with pytest.raises(AnkiError) as caught:
        call()
    return caught.value


@LINES
def test_media_are_named(peer: Peer, line: str) -> None:
    peer.script = addon(recorded_results(line))
    assert {"_af.apkg", "_af1.txt"} <= media_names(connect(peer.url), "_a*")
    assert peer.asked[0].json["params"] == {"pattern": "_a*"}


@LINES
def test_a_file_is_stored_and_none_is_replaced(peer: Peer, line: str) -> None:
    peer.script = addon({"storeMediaFile": recorded_results(line)["storeMediaFile-data"]})
    store_media(connect(peer.url), "_af1.txt", content=b"one")
    sent = {"filename": "_af1.txt", "deleteExisting": False, "data": "b25l"}
    assert peer.asked[0].json["params"] == sent


def test_a_file_is_stored_from_a_path_on_ankis_machine(peer: Peer) -> None:
    peer.script = addon({"storeMediaFile": "a.png"})
    store_media(connect(peer.url), "a.png", path="/home/ann/a.png")
    sent = {"filename": "a.png", "deleteExisting": False, "path": "/home/ann/a.png"}
    assert peer.asked[0].json["params"] == sent


def test_an_empty_file_is_no_missing_one(peer: Peer) -> None:
    peer.script = addon({"storeMediaFile": "empty.txt"})
    store_media(connect(peer.url), "empty.txt", content=b"")
    data = peer.asked[0].json["params"]["data"]
    assert data, "the add-on takes an empty text for no file"
    assert base64.b64decode(data) == b""


def test_a_large_file_goes_in_one_request(peer: Peer) -> None:
    peer.script = addon({"storeMediaFile": "a.png"})
    store_media(connect(peer.url), "a.png", content=bytes(2_000_000))
    assert len(base64.b64decode(peer.asked[0].json["params"]["data"])) == 2_000_000


@LINES
def test_a_file_that_anki_stored_under_another_name_is_told(peer: Peer, line: str) -> None:
    peer.script = addon({"storeMediaFile": recorded_results(line)["storeMediaFile-differs"]})
    error = told(lambda: store_media(connect(peer.url), "_af1.txt", content=b"two"))
    assert str(error) == (
        "Anki stored the file '_af1.txt' under another name. "
        "See in Anki's media folder what has that name already."
    )


@LINES
def test_an_upload_is_taken_away_again(peer: Peer, line: str) -> None:
    peer.script = addon(recorded_results(line))
    remove_upload(connect(peer.url), "_ankiflask-1a2b.apkg")
    assert peer.asked[0].json["params"] == {"filename": "_ankiflask-1a2b.apkg"}


@LINES
def test_a_deck_is_exported_with_its_scheduling(peer: Peer, line: str) -> None:
    peer.script = addon(recorded_results(line))
    export_deck(connect(peer.url), "Flask", "/home/ann/flask.apkg")
    sent = {"deck": "Flask", "path": "/home/ann/flask.apkg", "includeSched": True}
    assert peer.asked[0].json["params"] == sent


@LINES
def test_a_deck_that_is_gone_is_told(peer: Peer, line: str) -> None:
    peer.script = addon({"exportPackage": recorded_results(line)["exportPackage-unknown"]})
    error = told(lambda: export_deck(connect(peer.url), "Flask", "/x.apkg"))
    words = "Anki did not export the deck 'Flask'. See whether it is still there, and try again."
    assert str(error) == words


@LINES
def test_a_package_is_imported(peer: Peer, line: str) -> None:
    peer.script = addon({"importPackage": recorded_results(line)["importPackage-ok"]})
    import_package(connect(peer.url), "/home/ann/x.apkg")
    assert peer.asked[0].json["params"] == {"path": "/home/ann/x.apkg"}


def test_a_package_that_anki_cannot_open_is_told_in_its_words(peer: Peer) -> None:
    peer.script = addon({"importPackage": recorded_results("new")["importPackage-missing"]})
    error = told(lambda: import_package(connect(peer.url), "/home/learner/none.apkg"))
    assert type(error) is AnkiError
    assert str(error) == (
        "Anki refuses 'importPackage': Failed to open '/home/learner/none.apkg': "
        "No such file or directory (os error 2)"
    )


def test_a_package_that_anki_left_alone_is_told(peer: Peer) -> None:
    peer.script = addon({"importPackage": False})
    error = told(lambda: import_package(connect(peer.url), "/x.apkg"))
    assert type(error) is AnkiError
    assert str(error) == "Anki did not import the package. Open your profile, and try again."


@LINES
def test_the_list_of_decks_is_drawn_anew(peer: Peer, line: str) -> None:
    peer.script = addon(recorded_results(line))
    redraw(connect(peer.url), "Flask")
    assert peer.asked[0].json["params"] == {"deck": "Flask"}


ASKING: dict[str, Callable[[Connection], object]] = {
    "getMediaFilesNames": lambda connection: media_names(connection, "*"),
    "storeMediaFile": lambda connection: store_media(connection, "a", content=b"x"),
    "deleteMediaFile": lambda connection: remove_upload(connection, "_ankiflask-a"),
    "exportPackage": lambda connection: export_deck(connection, "A", "/a"),
    "importPackage": lambda connection: import_package(connection, "/a"),
    "createDeck": lambda connection: redraw(connection, "A"),
}


@pytest.mark.parametrize("action", ASKING)
def test_a_refusal_is_told_in_ankis_words(peer: Peer, action: str) -> None:
    peer.script = addon({action: Refused("no space left")})
    error = told(lambda: ASKING[action](connect(peer.url)))
    assert type(error) is AnkiError
    if action == "exportPackage":
        assert str(error).startswith("Anki could not write /a: no space left. Nothing was changed.")
    else:
        assert str(error) == f"Anki refuses '{action}': no space left"
