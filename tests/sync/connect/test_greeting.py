"""Who answers, and what is said if it is not an AnkiConnect that can be used."""

from typing import Any

import pytest

from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.actions import ACTIONS
from ankiflask.sync.ankiconnect.connection import connect
from ankiflask.sync.ankiconnect.greeting import Greeting, greet, wait_until_idle
from tests.sync.connect.peer import SILENT, Peer, Refused, addon, recorded_results, reply

ASK = {"deckNames", "apiReflect", "getActiveProfile", "getMediaDirPath", "modelNamesAndIds"}
CONFIG = "Tools > Add-ons > AnkiConnect > Config"
UNSUPPORTED = Refused("unsupported action")
CLOSED = Refused("collection is not available")


def reflected(names: Any) -> dict[str, Any]:
    return {"scopes": ["actions"], "actions": names}


def fresh(**changes: Any) -> dict[str, Any]:
    return {
        "apiReflect": reflected(sorted(ACTIONS)),
        "deckNames": ["Default", "Flask"],
        "getActiveProfile": "Ann",
        "getMediaDirPath": "/home/ann/media",
        "modelNamesAndIds": {"Basic": 7},
        **changes,
    }


def told(peer: Peer, key: str = "") -> str:
    with pytest.raises(AnkiError) as caught:
        greet(connect(peer.url, key))
    assert type(caught.value) is AnkiError
    return str(caught.value)


def test_one_request_tells_all(peer: Peer) -> None:
    peer.script = addon(fresh())
    assert greet(connect(peer.url)) == Greeting(
        profile="Ann",
        home="/home/ann/media",
        actions=frozenset(ACTIONS),
        decks=frozenset({"Default", "Flask"}),
        note_types={"Basic": 7},
    )
    (asked,) = peer.asked
    assert {each["action"] for each in asked.json["params"]["actions"]} == ASK


def test_the_add_on_of_2025_greets(peer: Peer) -> None:
    peer.script = addon(recorded_results("new"))
    greeting = greet(connect(peer.url))
    assert greeting.profile == "User1"
    assert greeting.actions == ACTIONS.keys()
    assert greeting.decks == {"Cram", "Default", "Flask"}
    assert greeting.note_types["ankiflask Q&A"] == 1073039202725
    assert greeting.home == "/home/learner/Anki2/User1/collection.media"


def test_the_add_on_of_2023_greets_without_telling_the_profile(peer: Peer) -> None:
    peer.script = addon(recorded_results("old"))
    greeting = greet(connect(peer.url))
    assert greeting.profile is None
    assert ACTIONS.keys() - greeting.actions == {"findModelsById", "getActiveProfile"}
    assert greeting.decks == {"Cram", "Default", "Flask"}


@pytest.mark.parametrize("words", ["collection is not available", "CollectionNotOpen"])
def test_a_closed_profile_is_told(peer: Peer, words: str) -> None:
    closed = dict.fromkeys(["deckNames", "getMediaDirPath", "modelNamesAndIds"], Refused(words))
    peer.script = addon(fresh(**closed, getActiveProfile=None))
    assert told(peer) == "Anki has no profile open. Open yours in Anki, and try again."


def test_an_add_on_that_cannot_tell_its_actions_is_too_old(peer: Peer) -> None:
    peer.script = addon(fresh(apiReflect=UNSUPPORTED))
    assert told(peer) == (
        "This AnkiConnect is too old: it does not know 'apiReflect'. "
        "Update it in Anki: Tools > Add-ons > Check for Updates."
    )


def test_an_add_on_that_lacks_actions_is_too_old(peer: Peer) -> None:
    left = sorted(ACTIONS.keys() - {"getMediaDirPath", "areSuspended"})
    peer.script = addon(fresh(apiReflect=reflected(left), getMediaDirPath=UNSUPPORTED))
    assert told(peer) == (
        "This AnkiConnect is too old: it does not know 'areSuspended', 'getMediaDirPath'. "
        "Update it in Anki: Tools > Add-ons > Check for Updates."
    )


WANTED = (
    "AnkiConnect wants its API key, and none was given. "
    "Give it with --api-key-file or in ANKICONNECT_API_KEY."
)
WRONG = (
    f'AnkiConnect refuses the API key. Compare it with "apiKey" in Anki ({CONFIG}), '
    "and give that one with --api-key-file or in ANKICONNECT_API_KEY."
)
NEEDLESS = (
    "AnkiConnect has no API key, and refuses requests that bring one. "
    "Give none with --api-key-file nor in ANKICONNECT_API_KEY."
)
EMPTY = (
    "AnkiConnect wants an API key that is an empty text, and none can be given. "
    f'Set "apiKey" in Anki ({CONFIG}) to null, or to a key.'
)


@pytest.mark.parametrize(
    ("wanted", "given", "message"),
    [
        ("right", "", WANTED),
        ("right", "wrong", WRONG),
        (None, "needless", NEEDLESS),
        ("", "", EMPTY),
    ],
)
def test_what_is_wrong_with_the_key_is_told_apart(
    peer: Peer, wanted: str | None, given: str, message: str
) -> None:
    permission = {"permission": "granted", "requireApikey": bool(wanted), "version": 6}
    peer.script = addon(fresh(requestPermission=permission), key=wanted)
    assert told(peer, given) == message
    assert peer.actions == ["multi", "requestPermission"]


@pytest.mark.parametrize("answer", [None, [], {"permission": "denied"}, {"requireApikey": 1}])
def test_where_the_add_on_does_not_say_if_it_wants_a_key_both_is_told(
    peer: Peer, answer: Any
) -> None:
    peer.script = addon(fresh(requestPermission=answer), key="right")
    assert told(peer) == (
        "AnkiConnect refuses the request for the sake of its API key. "
        f'If "apiKey" is set in Anki ({CONFIG}), give it with --api-key-file or in '
        "ANKICONNECT_API_KEY; else give none."
    )


def test_the_right_key_opens(peer: Peer) -> None:
    peer.script = addon(fresh(), key="right")
    assert greet(connect(peer.url, "right")).profile == "Ann"


@pytest.mark.parametrize(
    ("action", "value", "expected"),
    [
        ("apiReflect", None, "a list of actions"),
        ("apiReflect", {}, "a list of actions"),
        ("apiReflect", reflected([1]), "a list of actions"),
        ("apiReflect", reflected({"deckNames": 1}), "a list of actions"),
    ],
)
def test_another_shape_is_not_understood(
    peer: Peer, action: str, value: Any, expected: str
) -> None:
    peer.script = addon(fresh(**{action: value}))
    assert told(peer) == (
        f"Anki's reply to '{action}' is not understood: {expected} was expected. "
        "Bring Anki and its add-on AnkiConnect up to date, and try again."
    )


def test_a_refusal_within_the_greeting_is_told(peer: Peer) -> None:
    peer.script = addon(fresh(deckNames=Refused("database disk image is malformed")))
    assert told(peer) == "Anki refuses 'deckNames': database disk image is malformed"


def test_a_busy_anki_is_waited_for(peer: Peer) -> None:
    answers = iter([SILENT, b"", reply({"result": [], "error": None})])
    peer.script = lambda _: next(answers)
    assert wait_until_idle(connect(peer.url, patience=0.02), tries=5)
    assert peer.actions == ["deckNames"] * 3


def test_an_anki_that_never_answers_is_given_up(peer: Peer) -> None:
    peer.script = lambda _: b""
    assert not wait_until_idle(connect(peer.url, patience=0.01), tries=3)
    assert peer.actions == ["deckNames"] * 3


def test_an_anki_whose_profile_was_closed_is_not_idle(peer: Peer) -> None:
    peer.script = addon({"deckNames": CLOSED})
    assert not wait_until_idle(connect(peer.url, patience=0.01), tries=2)
