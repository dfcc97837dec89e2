"""Cards that Anki made twice: two of one note and one template, or one cloze number."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.connection import Connection, batches
from ankiflask.sync.ankiconnect.replies import (
    Refusal,
    escape,
    ids,
    ids_by_name,
    is_id,
    misunderstood,
    nothing,
    text,
    texts,
)

_OURS = " or ".join(f"mid:{note_type.id}" for note_type in NOTE_TYPES.values())
_MAX_NUMBER = 500  # of a cloze; Anki makes no cards of greater ones
_NUMBERS_PER_REQUEST = 5


def count_twin_cards(connection: Connection) -> int:
    """Return how many cards of our note types there are too many, by a few searches.

    For each number of a template or cloze there should be as many cards as notes. AnkiError where
    Anki cannot be asked.
    """
    rest = len(ids("findCards", connection.ask("findCards", query=_OURS)))
    twins = 0
    for numbers in batches(range(1, _MAX_NUMBER + 1), _NUMBERS_PER_REQUEST):
        if rest <= 0:
            break
        for cards, notes in _counts(connection, numbers):
            rest -= cards
            twins += cards - notes
    return twins


def _counts(connection: Connection, numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield for each number how many cards have it, and how many notes have such a card."""
    actions = ("findCards", "findNotes")
    asked = [(a, {"query": f"({_OURS}) card:{n}"}) for n in numbers for a in actions]
    answers = zip(asked, connection.ask_many(asked), strict=True)
    found = (len(ids(action, connection.granted(action, a))) for (action, _), a in answers)
    yield from zip(found, found, strict=True)


CARDS = 5000  # a request
_DECKS = 30  # whose cards are counted


def decks_of_cards(connection: Connection, cards: Sequence[int]) -> Mapping[str, tuple[int, ...]]:
    """Return the cards by the decks that they are in. A card that is gone counts for `Default`."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for batch in batches(list(dict.fromkeys(cards)), CARDS):
        for deck, some in ids_by_name("getDecks", connection.ask("getDecks", cards=batch)).items():
            found[deck] += some
    return {deck: tuple(some) for deck, some in found.items()}


def filtered_decks(connection: Connection, cards: Sequence[int]) -> frozenset[str]:
    """Return the names of the filtered decks that hold one of the cards."""
    filtered = frozenset(ids("findCards", connection.ask("findCards", query="deck:filtered")))
    return frozenset(decks_of_cards(connection, [each for each in cards if each in filtered]))


def is_filtered(connection: Connection, deck: str) -> bool:
    """Whether a deck of this name exists and is a filtered one, also where it is empty."""
    match connection.ask("getDeckConfig", deck=deck):
        case False:
            return False
        case {"dyn": int(filtered)}:
            return bool(filtered)
        case {"dyn": _}:
            raise misunderstood("getDeckConfig", "a number")
        case dict():
            return False
    raise misunderstood("getDeckConfig", "the options of a deck")


def smallest_deck(connection: Connection, decks: Iterable[str]) -> str | None:
    """Return the one of some decks that has the fewest cards, and is no filtered one."""
    some = sorted(decks)[:_DECKS]
    queries = [("findCards", {"query": f'deck:"{escape(name)}"'}) for name in some]
    answers = connection.ask_many(queries)
    sizes = {
        deck: len(ids("findCards", connection.granted("findCards", answer)))
        for deck, answer in zip(some, answers, strict=True)
    }
    by_size = sorted(sizes, key=lambda deck: sizes[deck])
    return next((deck for deck in by_size if not is_filtered(connection, deck)), None)


def suspended(connection: Connection, cards: Sequence[int]) -> frozenset[int]:
    """Return those of the cards that are suspended. A card that is gone is not."""
    return _standing(connection, cards, is_suspended=True)


def unsuspended(connection: Connection, cards: Sequence[int]) -> frozenset[int]:
    """Return those of the cards that exist and are not suspended."""
    return _standing(connection, cards, is_suspended=False)


def selected_notes(connection: Connection) -> frozenset[int]:
    """Return the rows of the notes that are selected in Anki's browser, none where it is closed."""
    return frozenset(ids("guiSelectedNotes", connection.ask("guiSelectedNotes")))


def _standing(
    connection: Connection, cards: Sequence[int], *, is_suspended: bool
) -> frozenset[int]:
    found: set[int] = set()
    for batch in batches(cards, CARDS):
        answers = connection.ask("areSuspended", cards=batch)
        if not isinstance(answers, list) or len(answers) != len(batch):
            raise misunderstood("areSuspended", "an answer for each card")
        if not all(each is None or isinstance(each, bool) for each in answers):
            raise misunderstood("areSuspended", "true, false or null for each card")
        found |= {card for card, each in zip(batch, answers, strict=True) if each is is_suspended}
    return frozenset(found)


def media_names(connection: Connection, pattern: str) -> frozenset[str]:
    """Return the names of the media that a pattern such as `_af-*` fits."""
    answer = connection.ask("getMediaFilesNames", pattern=pattern)
    return frozenset(texts("getMediaFilesNames", answer))


def store_media(
    connection: Connection, name: str, *, content: bytes | None = None, path: str = ""
) -> None:
    """Store a file under a name, from its bytes or from a path on Anki's machine.

    No file is replaced: AnkiError where Anki chose another name, for another file has this one.
    """
    source = {"path": path} if content is None else {"data": _encoded(content)}
    answer = connection.ask("storeMediaFile", filename=name, deleteExisting=False, **source)
    if text("storeMediaFile", answer) != name:
        message = f"Anki stored the file '{name}' under another name."
        raise AnkiError(message, "See in Anki's media folder what has that name already.")


def remove_upload(connection: Connection, name: str) -> None:
    """Take a file that ankiflask uploaded out of the media folder again, into Anki's bin.

    Its name begins with `_ankiflask-`; ValueError for any other.
    """
    nothing("deleteMediaFile", connection.ask("deleteMediaFile", filename=name))


def _encoded(content: bytes) -> str:
    # The add-on takes an empty text for no file at all; a newline is decoded to no bytes.
    return base64.b64encode(content).decode() or "\n"


_STATE = (
    "Nothing was changed. That is ankiflask's state folder: make room on its disk, and let Anki"
    " write there (one in a sandbox or a container needs access to it), or set XDG_STATE_HOME to"
    " another folder."
)


def export_deck(connection: Connection, deck: str, path: str) -> None:
    """Write a deck with its subdecks and all its scheduling to a package in our state folder.

    AnkiError where Anki could not; that the file is whole is for the caller to see.
    """
    action = "exportPackage"
    answer = connection.answer(action, deck=deck, path=path, includeSched=True)
    if isinstance(answer, Refusal) and answer.is_other:
        raise AnkiError(f"Anki could not write {path}: {answer.words}.", _STATE)
    match connection.granted(action, answer):
        case True:
            return
        case False:
            message = f"Anki did not export the deck '{deck}'."
            raise AnkiError(message, "See whether it is still there, and try again.")
    raise misunderstood("exportPackage", "true or false")


def import_package(connection: Connection, path: str) -> None:
    """Import a package. What came of it is for the caller to see: Anki's answer says nothing."""
    match connection.ask("importPackage", path=path):
        case True:
            return
        case False:
            raise AnkiError("Anki did not import the package.", "Open your profile, and try again.")
    raise misunderstood("importPackage", "true or false")


def redraw(connection: Connection, deck: str) -> None:
    """Let Anki draw its list of decks anew. The deck must exist, or it is made."""
    if not is_id(connection.ask("createDeck", deck=deck)):
        raise misunderstood("createDeck", "an id")
