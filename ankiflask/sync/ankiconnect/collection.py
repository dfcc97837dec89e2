"""Notes and cards as they are in Anki."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ankiflask.anki.collection import LiveNoteType
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.deck.model import Kind
from ankiflask.errors import AnkiError
from ankiflask.identity import AnkiCardId, AnkiNoteId
from ankiflask.sync.ankiconnect.actions import is_id, is_ids, is_texts
from ankiflask.sync.ankiconnect.connection import Connection, batches
from ankiflask.sync.ankiconnect.greeting import Greeting
from ankiflask.sync.ankiconnect.replies import Refusal, escape, misunderstood


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveNote:
    """A note in a learner's collection.

    `kind` tells which of our note types it has, and None that it has another; `note_type` is the
    name in Anki. The fields of our note types go by our names, whatever the learner calls them.
    """

    nid: AnkiNoteId
    kind: Kind | None
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
    cards: tuple[AnkiCardId, ...] = ()
    note_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A collection, as far as a sync has looked.

    `media` are those of our files that are there; `suspended` those cards that were asked about and
    are suspended.
    """

    note_types: Mapping[Kind, LiveNoteType] = field(default_factory=dict)
    notes: tuple[LiveNote, ...] = ()
    media: frozenset[str] = frozenset()
    suspended: frozenset[AnkiCardId] = frozenset()


_ACTION = "notesInfo"
_NOTES_PER_REQUEST = 1000


def holding(texts: Iterable[str]) -> str:
    """Return the search for notes of which some field holds one of the texts."""
    return " or ".join(f'"{escape(text)}"' for text in texts)


def find_notes(
    connection: Connection, greeting: Greeting, types: Mapping[Kind, LiveNoteType], query: str
) -> tuple[LiveNote, ...]:
    """Return the notes that a search finds: in one request, or with an old add-on in a few.

    AnkiError, with its id, where a note without cards is among them and the add-on
    cannot show it.
    """
    if "getActiveProfile" in greeting.actions:
        answer = connection.answer(_ACTION, query=query)
        # An add-on newer than that of 2023 may still be unable to show what a search finds.
        if not (isinstance(answer, Refusal) and "'query'" in answer.words):
            return _notes(connection, types, answer)
    nids = connection.ask("findNotes", query=query)
    return notes_by_id(connection, types, nids)


def notes_by_id(
    connection: Connection, types: Mapping[Kind, LiveNoteType], nids: Sequence[int]
) -> tuple[LiveNote, ...]:
    """Return the notes of these ids; those that are gone are left out. Errors as find_notes."""
    found: list[LiveNote] = []
    for batch in batches(nids, _NOTES_PER_REQUEST):
        answer = connection.answer(_ACTION, notes=batch)
        found += _notes(connection, types, answer)
    return tuple(found)


def existing_notes(
    connection: Connection, types: Mapping[Kind, LiveNoteType], nids: Sequence[int]
) -> tuple[LiveNote, ...]:
    """Return those of the notes that are there, where many may not be. Errors as find_notes.

    An unknown id can cost Anki a quarter of a second in `notesInfo`, and nothing in a search.
    """
    there: list[int] = []
    for batch in batches(nids, _NOTES_PER_REQUEST):
        query = f"nid:{','.join(map(str, batch))}"
        there += connection.ask("findNotes", query=query)
    return notes_by_id(connection, types, there)


def _notes(
    connection: Connection, types: Mapping[Kind, LiveNoteType], answer: Any | Refusal
) -> tuple[LiveNote, ...]:
    # The add-on of 2025 has no list of cards for such a note, and answers with its number alone.
    if isinstance(answer, Refusal) and answer.words.isdecimal():
        message = f"The note in row {answer.words} has no cards, and AnkiConnect cannot show it."
        remedy = "Tools > Check Database in Anki gives it one; then try again."
        raise AnkiError(message, remedy)
    given = connection.granted(_ACTION, answer)
    by_name = {each.name: each for each in types.values()}
    # A note that is gone is an empty object.
    return tuple(_note(each, by_name) for each in given if each != {})


def _note(given: Any, types: Mapping[str, LiveNoteType]) -> LiveNote:
    match given:
        case {
            "noteId": nid,
            "modelName": str(name),
            "fields": dict(fields),
            "tags": tags,
            "cards": cards,
        } if is_id(nid) and is_texts(tags) and is_ids(cards):
            note_type = types.get(name)
            texts = {each: _value(fields[each]) for each in fields}
            if note_type:
                if not texts.keys() >= set(note_type.fields.values()):
                    raise misunderstood(_ACTION, "every field of the note type")
                texts = {ours: texts[theirs] for ours, theirs in note_type.fields.items()}
            return LiveNote(
                nid=AnkiNoteId(nid),
                kind=note_type.kind if note_type else None,
                fields=texts,
                tags=tuple(tags),
                cards=tuple(map(AnkiCardId, cards)),
                note_type=name,
            )
    raise misunderstood(_ACTION, "a note with fields, tags and cards")


def _value(given: Any) -> str:
    # Once for each field of each note: a match statement takes several times as long.
    value = given.get("value") if isinstance(given, dict) else None
    if isinstance(value, str):
        return value
    raise misunderstood(_ACTION, "a text in each field")


_OURS = " or ".join(f"mid:{note_type.id}" for note_type in NOTE_TYPES.values())
_MAX_NUMBER = 500  # of a cloze; Anki makes no cards of greater ones
_NUMBERS_PER_REQUEST = 5


def count_twin_cards(connection: Connection) -> int:
    """Return how many cards of our note types there are too many, by a few searches.

    For each number of a template or cloze there should be as many cards as notes. AnkiError where
    Anki cannot be asked.
    """
    rest = len(connection.ask("findCards", query=_OURS))
    twins = 0
    for numbers in batches(range(1, _MAX_NUMBER + 1), _NUMBERS_PER_REQUEST):
        if rest <= 0:
            break
        queries = [f"({_OURS}) card:{number}" for number in numbers]
        asked = [(action, query) for query in queries for action in ("findCards", "findNotes")]
        found = _count_found(connection, asked)
        rest -= sum(found[::2])
        twins += sum(found[::2]) - sum(found[1::2])
    return twins


def _count_found(connection: Connection, searches: Sequence[tuple[str, str]]) -> list[int]:
    """Return how many cards or notes each search finds, an action and its query."""
    return list(map(len, connection.ask_many([(each, {"query": q}) for each, q in searches])))


CARDS = 5000  # a request
_MAX_COUNTED_DECKS = 30


def decks_of_cards(connection: Connection, cards: Sequence[int]) -> Mapping[str, tuple[int, ...]]:
    """Return the cards by the decks that they are in. A card that is gone counts for `Default`."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for batch in batches(list(dict.fromkeys(cards)), CARDS):
        for deck, some in connection.ask("getDecks", cards=batch).items():
            found[deck] += some
    return {deck: tuple(some) for deck, some in found.items()}


def filtered_decks(connection: Connection, cards: Sequence[int]) -> frozenset[str]:
    """Return the names of the filtered decks that hold one of the cards."""
    filtered = frozenset(connection.ask("findCards", query="deck:filtered"))
    return frozenset(decks_of_cards(connection, [each for each in cards if each in filtered]))


def is_filtered(connection: Connection, deck: str) -> bool:
    """Whether a deck of this name exists and is a filtered one, also where it is empty."""
    match connection.ask("getDeckConfig", deck=deck):
        case {"dyn": int(filtered)}:
            return bool(filtered)
        case {"dyn": _}:
            raise misunderstood("getDeckConfig", "a number")
        case False | dict():
            return False
    raise misunderstood("getDeckConfig", "the options of a deck")


def smallest_deck(connection: Connection, decks: Iterable[str]) -> str | None:
    """Return the one of some decks that has the fewest cards, and is no filtered one."""
    some = sorted(decks)[:_MAX_COUNTED_DECKS]
    sizes = _count_found(connection, [("findCards", f'deck:"{escape(name)}"') for name in some])
    by_size = [deck for _, deck in sorted(zip(sizes, some, strict=True))]
    return next((deck for deck in by_size if not is_filtered(connection, deck)), None)


def selected_notes(connection: Connection) -> frozenset[AnkiNoteId]:
    """Return the ids of the notes that are selected in Anki's browser, none where it is closed."""
    return frozenset(map(AnkiNoteId, connection.ask("guiSelectedNotes")))


def suspended(
    connection: Connection, cards: Sequence[int], *, is_suspended: bool = True
) -> frozenset[AnkiCardId]:
    """Return those of the cards that are suspended, or are not; never a card that is gone."""
    found: set[AnkiCardId] = set()
    for batch in batches(cards, CARDS):
        answers = connection.ask("areSuspended", cards=batch)
        if not isinstance(answers, list) or len(answers) != len(batch):
            raise misunderstood("areSuspended", "an answer for each card")
        if not all(each is None or isinstance(each, bool) for each in answers):
            raise misunderstood("areSuspended", "true, false or null for each card")
        found |= {
            AnkiCardId(card)
            for card, each in zip(batch, answers, strict=True)
            if each is is_suspended
        }
    return frozenset(found)
