"""Cards to be shown, from what a build is made of and from any package; and as a page shows them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ankiflask.anki.collection import (
    CollectionCard,
    CollectionField,
    CollectionNoteType,
    CollectionTemplate,
    OpenedPackage,
)
from ankiflask.anki.note_types import NoteType
from ankiflask.deck.model import Kind
from ankiflask.identity import AnkiNoteId
from ankiflask.package.model import Contents
from ankiflask.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A card that is not rendered yet. `link` names it, as `flask/map-url-to-view`.

    `uid` is its deck's where ankiflask made it, else "". `problems` are those of its note.
    """

    link: str
    uid: str
    deck: str
    note_type: CollectionNoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    ordinal: int
    problems: tuple[Problem, ...] = ()


Side = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What many cards have in common: their HTML around the values, which are numbers here."""

    front: Side
    back: Side

    @property
    def all(self) -> Side:
        """Both sides."""
        return self.front + self.back


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """A card as it is shown: its values in their shape are both sides as HTML.

    In the HTML `MEDIA_MARKS` are around the name of each picture and sound. `read` counts the
    characters that it took to render the card, without those of its shape.
    """

    link: str
    deck: str
    kind: str
    difficulty: str
    topics: tuple[str, ...]
    css: str
    ordinal: int
    shape: Shape
    values: tuple[str, ...]
    problems: tuple[Problem, ...]
    read: int = 0

    @property
    def front(self) -> str:
        """The front, HTML."""
        return self._joined(self.shape.front)

    @property
    def back(self) -> str:
        """The back, HTML."""
        return self._joined(self.shape.back)

    def _joined(self, side: Side) -> str:
        return "".join(each if isinstance(each, str) else self.values[each] for each in side)


MEDIA_MARKS = ("\ufdd0", "\ufdd1")  # no characters: no text has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All that a page shows. `media` are data: addresses by the names of the files.

    `problems` are those that belong to no card.
    """

    title: str
    cards: tuple[ShownCard, ...]
    media: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


_NEW = 0


def sheets_of_contents(
    contents: Contents, problems: Mapping[str, tuple[Problem, ...]]
) -> Iterator[Sheet]:
    """Yield the cards in the order of study. `problems` are those of the notes, by their ids."""
    opened: dict[int, CollectionNoteType] = {}
    for note in contents.notes:
        if note.note_type.id not in opened:
            opened[note.note_type.id] = _opened(note.note_type)
        for place, ordinal in enumerate(note.cards):
            yield Sheet(
                link=_link(f"{note.uid}/{note.id}", place),
                uid=note.uid,
                deck=note.deck,
                note_type=opened[note.note_type.id],
                fields=note.fields,
                tags=note.tags,
                ordinal=ordinal,
                problems=problems.get(note.id, ()),
            )


def sheets_of_package(opened: OpenedPackage) -> Iterator[Sheet]:
    """Yield the cards of a package, deck by deck, new ones in the order of study.

    What does not fit together, such as a card without its note, is passed over.
    """
    notes = {note.id: note for note in opened.notes if note.note_type in opened.note_types}
    cards: dict[AnkiNoteId, list[CollectionCard]] = defaultdict(list)
    for card in sorted(opened.cards, key=lambda card: card.ordinal):
        if card.note in notes:
            cards[card.note].append(card)

    def deck_of(card: CollectionCard) -> str:
        deck = opened.decks.get(card.home_deck or card.deck)
        return deck.name if deck else ""

    def place(note: AnkiNoteId) -> tuple[str, int, int]:
        first = cards[note][0]
        return deck_of(first), first.due if first.type == _NEW else 0, note

    uid = str((opened.manifest or {}).get("uid", ""))
    for note_id in sorted(cards, key=place):
        note = notes[note_id]
        names = (field.name for field in opened.note_types[note.note_type].fields)
        name = dict(zip(names, note.fields, strict=False)).get("ID", "")
        name = name if uid and name.startswith(f"{uid}/") else str(note.id)
        for number, card in enumerate(cards[note_id]):
            yield Sheet(
                link=_link(name, number),
                uid=uid,
                deck=deck_of(card),
                note_type=opened.note_types[note.note_type],
                fields=note.fields,
                tags=note.tags,
                ordinal=card.ordinal,
            )


def _link(name: str, place: int) -> str:
    """Return the name of a note's card: the first has the note's own."""
    return f"{name}/{place + 1}" if place else name


def _opened(note_type: NoteType) -> CollectionNoteType:
    return CollectionNoteType(
        id=note_type.id,
        name=note_type.name,
        is_cloze=note_type.kind is Kind.CLOZE,
        sort_field=note_type.sort_field,
        second=0,
        fields=tuple(CollectionField(each.name, each.id) for each in note_type.fields),
        templates=tuple(
            CollectionTemplate(each.name, each.id, each.front, each.back)
            for each in note_type.templates
        ),
        css=note_type.css,
    )
