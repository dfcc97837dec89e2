"""What goes over the wire, and what is made of each thing that can come back or not."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ankiflask.errors import AnkiError, LostReplyError
from ankiflask.sync.ankiconnect.actions import ACTIONS
from ankiflask.sync.ankiconnect.client import _Body
from ankiflask.sync.ankiconnect.connection import connect
from ankiflask.sync.ankiconnect.replies import Refusal, parsed
from tests.sync.connect.peer import RESET, SILENT, Answer, Peer, addon, http, listening, reply

KEY = "sesame-1234"
PORT = "See which program has this port (AnkiConnect's own is 8765), and name Anki's with --url."
UPDATE = "Bring Anki and its add-on AnkiConnect up to date, and try again."
BUSY = "See whether Anki is busy or shows a dialogue, and try again."
GONE = "See whether Anki is still running, and try again."
MAYBE = "Anki may have carried it out, or may do so yet."


def test_a_request_is_a_new_connection_that_says_it_will_be_closed(peer: Peer) -> None:
    peer.script = addon({"deckNames": ["Default"]})
    connection = connect(peer.url)
    assert [connection.ask("deckNames") for _ in range(3)] == [["Default"]] * 3
    assert len(peer.connections) == 3
    for asked in peer.asked:
        assert asked.head.startswith("POST / HTTP/1.1\r\n")
        assert asked.headers["connection"] == "close"
        assert asked.headers["accept-encoding"] == "identity"
        assert asked.json == {"action": "deckNames", "version": 6, "params": {}}


def test_the_key_goes_with_each_request_and_with_each_inner_one(peer: Peer) -> None:
    peer.script = addon({"deckNames": ["Default"], "findNotes": [1]}, key=KEY)
    connection = connect(peer.url, KEY)
    assert connection.ask("deckNames") == ["Default"]
    assert connection.ask_many([("deckNames", {}), ("findNotes", {"query": "x"})]) == [
        ["Default"],
        [1],
    ]
    inner = peer.asked[1].json["params"]["actions"]
    assert [(each["key"], each["version"]) for each in inner] == [(KEY, 6), (KEY, 6)]


def test_inner_refusals_are_values_among_the_results(peer: Peer) -> None:
    peer.script = addon({"deckNames": ["Default"]})
    answers = connect(peer.url).answer_many([("findNotes", {"query": "x"}), ("deckNames", {})])
    assert answers == [Refusal("unsupported action"), ["Default"]]


def test_nothing_is_asked_for_nothing(peer: Peer) -> None:
    assert connect(peer.url).ask_many([]) == []
    assert peer.asked == []


def test_neither_proxy_nor_passwords_of_the_environment_are_used(
    peer: Peer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    peer.script = addon({"deckNames": []})
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ann password secret\n", encoding="utf-8")
    with listening() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.setenv("NETRC", str(netrc))
        assert connect(peer.url).ask("deckNames") == []
        assert proxy.connections == []
    assert "authorization" not in peer.asked[0].headers


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def told(url: str, action: str = "deckNames", patience: float = 1.0) -> AnkiError:
    with pytest.raises(AnkiError) as caught:
        connect(url, KEY, patience=patience).ask(action)
    assert KEY not in f"{caught.value!r}{caught.value.__context__!r}"
    return caught.value


@pytest.mark.parametrize("action", ["deckNames", "importPackage"])
def test_nothing_on_the_port_is_told_and_nothing_was_changed(action: str) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    error = told(url, action)
    assert type(error) is AnkiError
    remedy = "Start Anki; its add-on AnkiConnect (2055492159) must be installed."
    assert str(error) == f"Nothing answers at {url}. {remedy}"


def test_https_where_there_is_none_is_told(peer: Peer) -> None:
    url = peer.url.replace("http:", "https:")
    threading.Thread(target=plain_words, args=[peer], daemon=True).start()
    message = f"There is no secure connection to {url} that can be trusted."
    assert str(told(url, patience=0.3)) == f"{message} AnkiConnect itself speaks http, not https."


def plain_words(peer: Peer) -> None:
    while not peer.is_over.wait(0.01):
        for connection in peer.connections:
            try:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                return


Make = Callable[[Peer], Answer]
HTML = b"<!doctype html><title>Router</title><h1>Welcome</h1>"

# What comes back; what is said of 'deckNames'.
FOREIGN: dict[str, tuple[Make, str]] = {
    "a page": (lambda _: http(HTML), "its reply is no JSON"),
    "an empty body": (lambda _: http(b""), "its reply is empty"),
    "a blank body": (lambda _: http(b" \r\n"), "its reply is empty"),
    "bytes": (lambda _: http(b"\xff\xfe\x00"), "its reply is no JSON"),
    "half of a JSON": (lambda _: http(b'{"result": ["Def'), "its reply is no JSON"),
    "a deep JSON": (lambda _: http(b"[" * 500_000), "its reply is no JSON"),
    "a long number": (lambda _: http(b'{"result": ' + b"9" * 9999), "its reply is no JSON"),
    "the greeting of 2023": (lambda _: http(b"AnkiConnect v.6"), "its reply is no JSON"),
    "a 400": (lambda _: http(HTML, "400 Bad Request"), "it replied with HTTP 400"),
    "a 403": (lambda _: http(b"", "403 Forbidden"), "it replied with HTTP 403"),
    "a 404": (lambda _: http(HTML, "404 Not Found"), "it replied with HTTP 404"),
    "a 500": (lambda _: http(HTML, "500 Server Error"), "it replied with HTTP 500"),
    "a 204": (lambda _: http(b"", "204 No Content"), "it replied with HTTP 204"),
    "a 302": (
        lambda peer: http(b"", "302 Found", f"Location: {peer.url}/elsewhere"),
        "it replied with HTTP 302",
    ),
    "a 307": (
        lambda peer: http(b"", "307 Temporary Redirect", f"Location: {peer.url}/"),
        "it replied with HTTP 307",
    ),
    "an endless 404": (
        lambda peer: peer.drip(b"HTTP/1.1 404 Not Found\r\n\r\n"),
        "it replied with HTTP 404",
    ),
    "a bomb": (
        lambda _: http(gzip.compress(bytes(50_000_000)), "200 OK", "Content-Encoding: gzip"),
        "its reply is compressed",
    ),
    "a banner of mail": (lambda _: b"220 mail.example ESMTP\r\n", "it does not speak HTTP"),
    "a banner of ssh": (lambda _: b"SSH-2.0-OpenSSH_9.6\r\n", "it does not speak HTTP"),
    "noise": (lambda _: b"\x00\x01\x02\x03\r\n\r\n", "it does not speak HTTP"),
    "a line without end": (lambda _: b"x" * 200_000, "it does not speak HTTP"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_another_service_on_the_port_is_told(peer: Peer, case: str) -> None:
    make, why = FOREIGN[case]
    peer.script = lambda _: make(peer)
    error = told(peer.url)
    assert type(error) is AnkiError
    assert str(error) == f"What answers at {peer.url} is not AnkiConnect: {why}. {PORT}"
    assert len(peer.connections) == 1


@pytest.mark.parametrize("case", FOREIGN)
def test_a_write_that_another_service_answers_may_have_been_carried_out(
    peer: Peer, case: str
) -> None:
    make, why = FOREIGN[case]
    peer.script = lambda _: make(peer)
    error = told(peer.url, "importPackage")
    assert type(error) is LostReplyError
    assert str(error) == f"What answers at {peer.url} is not AnkiConnect: {why}. {MAYBE} {PORT}"


def flood() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n"
    while True:
        yield b" " * (1 << 20)


HALF = b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"result": ["De'
CHUNK = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"
# What comes back; how long it is waited for; what is said.
BROKEN: dict[str, tuple[Make, float, str, str]] = {
    "nothing": (lambda _: b"", 1, "Anki broke off without an answer to '{}'.", GONE),
    "a reset": (lambda _: RESET, 1, "Anki broke off without an answer to '{}'.", GONE),
    "half a reply": (lambda _: HALF, 1, "Anki's reply to '{}' broke off.", GONE),
    "half a chunk": (lambda _: CHUNK, 1, "Anki's reply to '{}' broke off.", GONE),
    "silence": (lambda _: SILENT, 0.02, "Anki did not answer '{}' within {} seconds.", BUSY),
    "a drip of headers": (
        lambda peer: peer.drip(b"HTTP/1.1 200 OK\r\nX-Drip: "),
        0.02,
        "Anki did not answer '{}' within {} seconds.",
        BUSY,
    ),
    "a drip of body": (
        lambda peer: peer.drip(b"HTTP/1.1 200 OK\r\n\r\n"),
        0.02,
        "Anki did not answer '{}' within {} seconds.",
        BUSY,
    ),
    "a flood": (lambda _: flood(), 6, "Anki's reply to '{}' does not end.", GONE),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_reading_request_without_an_answer_changed_nothing(peer: Peer, case: str) -> None:
    make, patience, words, remedy = BROKEN[case]
    peer.script = lambda _: make(peer)
    error = told(peer.url, patience=patience)
    assert type(error) is AnkiError
    assert str(error) == f"{words.format('deckNames', f'{10 * patience:g}')} {remedy}"


@pytest.mark.parametrize("case", BROKEN)
def test_a_writing_request_without_an_answer_may_have_been_carried_out(
    peer: Peer, case: str
) -> None:
    make, patience, words, remedy = BROKEN[case]
    peer.script = lambda _: make(peer)
    error = told(peer.url, "createDeck", patience=patience)
    assert type(error) is LostReplyError
    assert str(error) == f"{words.format('createDeck', f'{10 * patience:g}')} {MAYBE} {remedy}"


def test_one_write_among_many_actions_makes_a_lost_reply(peer: Peer) -> None:
    peer.script = lambda _: b""
    with pytest.raises(LostReplyError) as caught:
        connect(peer.url).ask_many([("deckNames", {}), ("suspend", {"cards": [1]})])
    words = "Anki broke off without an answer to 'suspend'."
    assert str(caught.value) == f"{words} {MAYBE} {GONE}"


def test_a_busy_anki_takes_a_request_in_and_may_carry_it_out_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as frozen:
        url = f"http://127.0.0.1:{frozen.getsockname()[1]}"
        assert type(told(url, "createDeck", patience=0.02)) is LostReplyError


def test_a_port_that_lets_nobody_in_is_told_as_nothing_there() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}"
        assert type(told(url, "createDeck", patience=0.03)) is AnkiError
        for each in waiting:
            each.close()


def test_what_was_given_up_before_it_was_sent_is_never_sent() -> None:
    body = _Body(b"createDeck")
    assert body.is_withdrawn()
    with pytest.raises(OSError, match="withdrawn"):
        body.read()


def test_what_was_begun_to_be_sent_is_not_given_up() -> None:
    body = _Body(b"createDeck")
    assert body.read(6) == b"create"
    assert not body.is_withdrawn()
    assert body.read() == b"Deck"


@pytest.mark.parametrize(
    "value",
    [
        {"error": None},
        {"result": None, "error": 5},
        {"result": None, "error": []},
        {"result": None, "error": [1]},
        {"result": None, "error": {"code": 1}},
    ],
)
def test_json_that_is_no_reply_is_not_understood(peer: Peer, value: object) -> None:
    peer.script = lambda _: reply(value)
    words = "is not understood: a result or an error was expected."
    assert str(told(peer.url)) == f"Anki's reply to 'deckNames' {words} {UPDATE}"
    error = told(peer.url, "suspend")
    assert str(error) == f"Anki's reply to 'suspend' {words} {MAYBE} {UPDATE}"
    assert type(error) is LostReplyError


@pytest.mark.parametrize(
    "value",
    [
        ["Default"],  # the answer to a request without a version
        "AnkiConnect v.6",
        {"apiVersion": "AnkiConnect v.6"},
        {"jsonrpc": "2.0", "id": 1},
        {"status": "ok", "data": []},
        {},
        [1, 2, 3],
        None,
        False,
        6,
    ],
)
def test_json_of_another_program_is_called_that(peer: Peer, value: object) -> None:
    peer.script = lambda _: reply(value)
    words = f"What answers at {peer.url} is not AnkiConnect:"
    words = f"{words} its reply has neither a result nor an error."
    assert str(told(peer.url)) == f"{words} {PORT}"
    assert str(told(peer.url, "suspend")) == f"{words} {MAYBE} {PORT}"


@pytest.mark.parametrize(
    "value",
    [
        {"result": ["Default"], "error": None, "version": 26, "id": None},
        {"jsonrpc": "2.0", "result": ["Default"], "id": 7},
    ],
)
def test_a_reply_may_have_more_keys_and_lack_the_error(peer: Peer, value: object) -> None:
    peer.script = lambda _: reply(value)
    assert connect(peer.url).ask("deckNames") == ["Default"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ({"code": -32000, "message": "deck was not found"}, "deck was not found"),
        ({"code": -32000, "message": "", "data": {"more": [1]}}, "it gives no reason"),
    ],
)
def test_an_error_may_be_an_object_with_a_message(peer: Peer, error: object, words: str) -> None:
    peer.script = lambda _: reply({"jsonrpc": "2.0", "error": error, "id": None})
    assert str(told(peer.url)) == f"Anki refuses 'deckNames': {words}"


def test_an_unknown_action_may_be_an_unknown_method(peer: Peer) -> None:
    error = {"code": -32601, "message": "Method not found: deckNames"}
    peer.script = lambda _: reply({"error": error})
    assert str(told(peer.url)) == (
        "This AnkiConnect is too old: it does not know 'deckNames'."
        " Update it in Anki: Tools > Add-ons > Check for Updates."
    )


@pytest.mark.parametrize("unit", [b"{},", b"[],", b"1,", b"[", b'{"a":'])
def test_a_small_reply_of_very_many_values_is_not_read(unit: bytes) -> None:
    content = b"[" + unit * (60_000_000 // len(unit))
    with pytest.raises(AnkiError, match="holds over 16,000,000 values, the limit"):
        parsed(content, "http://127.0.0.1:8765", ["notesInfo"])


@pytest.mark.parametrize("value", [None, {}, [], [1, 2], [{"result": 1, "error": None}], "x"])
def test_a_reply_to_many_actions_that_is_no_list_of_replies_is_not_understood(
    peer: Peer, value: object
) -> None:
    peer.script = lambda _: reply({"result": value, "error": None})
    with pytest.raises(AnkiError, match=r"^Anki's reply to 'deckNames' is not understood: "):
        connect(peer.url).ask_many([("deckNames", {}), ("deckNames", {})])


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Card was not found: 5", "Card was not found: 5"),
        (["one", "two"], "one; two"),
        ("['cannot create note', 'x']", "['cannot create note', 'x']"),
        ("", "it gives no reason"),
        ("a\n\n  b\x1b[31m", "a b[31m"),
        ("x" * 999, "x" * 299 + "…"),
        (f"On instance: {{'key': '{KEY}'}}", "On instance: {'key': '…'}"),
    ],
)
def test_a_refusal_is_told_in_ankis_words_on_one_line_and_without_the_key(
    peer: Peer, words: object, shown: str
) -> None:
    peer.script = lambda _: reply({"result": None, "error": words})
    assert str(told(peer.url, "suspend")) == f"Anki refuses 'suspend': {shown}"


@pytest.mark.parametrize(
    "words",
    [
        "collection is not available",
        "decks are not available",
        "media is not available",
        "CollectionNotOpen",
        "BackendError: CollectionNotOpen",
    ],
)
def test_a_closed_profile_is_told_with_what_to_do(peer: Peer, words: str) -> None:
    peer.script = lambda _: reply({"result": None, "error": words})
    message = "Anki has no profile open. Open yours in Anki, and try again."
    assert str(told(peer.url)) == message


def test_an_unknown_action_is_told_with_what_to_do(peer: Peer) -> None:
    peer.script = addon({}, key=KEY)
    assert str(told(peer.url)) == (
        "This AnkiConnect is too old: it does not know 'deckNames'. "
        "Update it in Anki: Tools > Add-ons > Check for Updates."
    )


def test_the_key_shows_in_no_message_and_no_representation(peer: Peer) -> None:
    connection = connect(peer.url, KEY)
    assert KEY not in repr(connection)
    peer.script = lambda asked: http(asked.body)  # an echo
    assert KEY not in str(told(peer.url))
    peer.script = lambda asked: reply({"result": None, "error": asked.body.decode()})
    assert KEY not in str(told(peer.url))
    peer.script = lambda _: reply({"result": None, "error": "valid api key must be provided"})
    assert KEY not in str(told(peer.url))


def test_time_limits_stand_in_one_table_and_are_scaled_by_patience() -> None:
    limits = connect("http://localhost:8765", patience=0.5).limits
    assert limits.keys() == ACTIONS.keys()
    assert (limits["deckNames"], limits["notesInfo"], limits["importPackage"]) == (5, 60, 300)


def test_the_slowest_of_many_actions_gives_the_time(peer: Peer) -> None:
    peer.script = lambda _: SILENT
    with pytest.raises(AnkiError, match=r"within 0\.6 seconds"):
        connect(peer.url, patience=0.01).ask_many(
            [("deckNames", {}), ("findNotes", {"query": "x"})]
        )
