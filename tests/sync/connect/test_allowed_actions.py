"""Nothing else than what is on the list can be sent."""

from typing import Any

import pytest

from ankiflask.sync.ankiconnect.actions import ACTIONS
from ankiflask.sync.ankiconnect.connection import connect
from ankiflask.sync.ankiconnect.files import remove_upload, store_media
from tests.sync.connect.peer import Peer

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
