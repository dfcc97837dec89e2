"""A deck's notes as Anki stores them."""

from collections.abc import Iterable, Iterator, Mapping

from ankiflask.cards.cloze import cloze_numbers
from ankiflask.cards.fields import text_fields
from ankiflask.cards.markup import Fault, images
from ankiflask.cards.sync_field import sync_field
from ankiflask.values.note_types import NOTE_TYPES
from ankiflask.values.notes import Deck, Difficulty, Kind, Note, Subdecks
from ankiflask.values.package import AnkiNote
from ankiflask.values.problems import Problem
from ankiflask.values.tags import tags

_TEXTS = ("question", "answer", "cloze", "example", "note", "hint", "reverse")
_FILES = ("picture", "audio")
_ORDER = {difficulty: place for place, difficulty in enumerate(Difficulty)}


def in_study_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes as new cards should come: easy first, then as they stand in the file."""
    return tuple(sorted(notes, key=lambda note: _ORDER[note.difficulty]))


def media_names(note: Note) -> dict[str, str]:
    """Return the names of the files in `media` that the note shows or plays, each with its key."""
    named = {name: key for key in reversed(_TEXTS) for name in images(getattr(note, key))}
    return named | {name: key for key in _FILES if (name := getattr(note, key))}


def anki_note(
    deck: Deck, note: Note, *, position: int, second: int, media: Mapping[str, str]
) -> tuple[AnkiNote, tuple[Problem, ...]]:
    """Return the note as Anki stores it, and what is wrong with its markup.

    `second` is when the note last changed; `media` gives each file's name in the package.
    """
    note_type = NOTE_TYPES[note.kind]
    texts, faults = text_fields(note, media)
    filled = {field.name: texts.get(field.name, "") for field in note_type.fields[1:-1]}
    note_tags = tags(deck.uid, note)
    return AnkiNote(
        uid=deck.uid,
        id=note.id,
        note_type=note_type,
        fields=(
            f"{deck.uid}/{note.id}",
            *filled.values(),
            sync_field(second, filled, note_tags),
        ),
        tags=note_tags,
        cards=_ordinals(note),
        deck=_deck_name(deck, note),
        position=position,
        second=second,
    ), tuple(_problems(deck, note, faults))


def markup_problems(deck: Deck, note: Note, media: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return only what is wrong with the note's markup."""
    return tuple(_problems(deck, note, text_fields(note, media)[1]))


def _ordinals(note: Note) -> tuple[int, ...]:
    if note.kind is Kind.CLOZE:
        return tuple(number - 1 for number in cloze_numbers(note.cloze))
    return (0, 1) if note.reverse else (0,)


def _deck_name(deck: Deck, note: Note) -> str:
    if deck.subdecks is Subdecks.TOPIC and note.topics:
        return f"{deck.name}::{note.topics[0]}"
    return deck.name


def _problems(deck: Deck, note: Note, faults: Mapping[str, tuple[Fault, ...]]) -> Iterator[Problem]:
    for key, found in faults.items():
        for fault in found:
            yield Problem(
                file=deck.file,
                line=note.line(key) + fault.line,
                rule=fault.rule,
                message=fault.message,
                remedy=fault.remedy,
            )
