"""Where cards are, and how they stand; and which notes a person is looking at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ankiflask.connect.batches import batches
from ankiflask.connect.connection import Connection
from ankiflask.connect.replies import misunderstood
from ankiflask.connect.shapes import escape, ids, ids_by_name

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
