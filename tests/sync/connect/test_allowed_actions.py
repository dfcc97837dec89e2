"""Nothing else than what is on the list can be sent, and each reply has its action's shape."""

from typing import Any

import pytest

from ankiflask.errors import AnkiError, LostReplyError
from ankiflask.sync.ankiconnect.actions import ACTIONS
from ankiflask.sync.ankiconnect.connection import connect
from ankiflask.sync.ankiconnect.files import remove_upload, store_media
from tests.sync.connect.peer import Peer, addon

DANGEROUS = """
deleteNotes deleteDecks removeEmptyNotes guiExitAnki updateNoteTags updateNote updateNoteModel
modelFieldAdd modelFieldRemove modelFieldRename modelFieldReposition modelTemplateAdd
modelTemplateRemove createModel forgetCards relearnCards answerCards setDueDate setEaseFactors
setSpecificValueOfCard changeDeck replaceTags replaceTagsInAllNotes clearUnusedTags addNote addNotes
insertReviews findAndReplaceInModels loadProfile reloadCollection sync guiImportFile saveDeckConfig
setDeckConfigId removeDeckConfigId cloneDeckConfigId
""".split()


@pytest.mark.parametrize("action", [*DANGEROUS, "multi", "", "nonsense"])
def test_an_action_that_is_not_on_the_list_cannot_be_sent(peer: Peer, action: str) -> None:
    connection = connect(peer.url)
    with pytest.raises(ValueError, match="is no action that ankiflask asks for"):
        connection.ask(action)
    with pytest.raises(ValueError, match="is no action that ankiflask asks for"):
        connection.ask_many([("deckNames", {}), (action, {})])
    assert peer.connections == []


def test_the_list_holds_nothing_that_deletes_notes_cards_or_decks() -> None:
    assert not ACTIONS.keys() & set(DANGEROUS)


@pytest.mark.parametrize(
    ("action", "params"),
    [
        ("storeMediaFile", {}),
        ("storeMediaFile", {"filename": "", "deleteExisting": False}),
        ("storeMediaFile", {"filename": "a.png"}),
        ("storeMediaFile", {"filename": "a.png", "deleteExisting": True}),
        ("storeMediaFile", {"filename": None, "deleteExisting": False}),
        ("deleteMediaFile", {"filename": ""}),
        ("deleteMediaFile", {"filename": "cat.png"}),
        ("deleteMediaFile", {"filename": "_ankiflask-"}),
        ("deleteMediaFile", {"filename": "_ankiflask-../cat.png"}),
        ("deleteMediaFile", {"filename": "_ankiflask-a\n"}),
    ],
)
def test_a_dangerous_parameter_cannot_be_sent(
    peer: Peer, action: str, params: dict[str, Any]
) -> None:
    connection = connect(peer.url)
    with pytest.raises(ValueError, match="is not asked for with these parameters"):
        connection.ask(action, **params)
    with pytest.raises(ValueError, match="is not asked for with these parameters"):
        connection.ask_many([(action, params)])
    assert peer.connections == []


def test_no_file_without_a_name_is_stored_and_none_of_the_learners_removed(peer: Peer) -> None:
    with pytest.raises(ValueError, match="is not asked for"):
        store_media(connect(peer.url), "", content=b"x")
    with pytest.raises(ValueError, match="is not asked for"):
        remove_upload(connect(peer.url), "cat.png")
    assert peer.connections == []


WRONG: dict[str, tuple[str, list[Any]]] = {
    "createDeck": ("an id", [None, True, "1"]),
    "deckNames": ("a list of texts", [None, ["Default", None], {"Default": 1}]),
    "deleteMediaFile": ("null", [False, {}]),
    "exportPackage": ("true or false", [None, 1]),
    "findCards": ("a list of ids", [None, [None], [{}]]),
    "getActiveProfile": ("a text", [5, None]),
    "getDecks": ("ids for each name", [None, [], {"A": None}, {"A": ["1"]}, {"A": [True]}]),
    "getMediaDirPath": ("a text", [None, ["/home"]]),
    "getMediaFilesNames": ("a list of texts", [None, [1]]),
    "importPackage": ("true or false", [None, "true", 1]),
    "modelNamesAndIds": (
        "an id for each name",
        [None, [], {"Basic": "7"}, {"Basic": True}, {"Basic": 7.0}, {"Basic": None}],
    ),
    "storeMediaFile": ("a text", [None, False]),
    "unsuspend": ("null", [False, {}]),
}
PARAMS: dict[str, dict[str, Any]] = {
    "deleteMediaFile": {"filename": "_ankiflask-a"},
    "storeMediaFile": {"filename": "a", "deleteExisting": False},
}


@pytest.mark.parametrize("action", WRONG)
def test_another_shape_is_not_understood_and_a_write_may_have_been_carried_out(
    peer: Peer, action: str
) -> None:
    expected, values = WRONG[action]
    words = f"Anki's reply to '{action}' is not understood: {expected} was expected."
    maybe = " Anki may have carried it out, or may do so yet." if ACTIONS[action].writes else ""
    update = "Bring Anki and its add-on AnkiConnect up to date, and try again."
    for value in values:
        peer.script = addon({action: value})
        with pytest.raises(AnkiError) as caught:
            connect(peer.url).ask(action, **PARAMS.get(action, {}))
        assert type(caught.value) is (LostReplyError if maybe else AnkiError)
        assert str(caught.value) == f"{words}{maybe} {update}"
