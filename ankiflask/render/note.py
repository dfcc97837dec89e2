"""A note's values as the HTML of its fields."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.anki.sync_field import SyncBase
from ankiflask.clock import ModTime
from ankiflask.cloze import raw_numbers
from ankiflask.deck.anki_ids import anki_ids
from ankiflask.deck.lock import LockedNote
from ankiflask.deck.model import SEE, Deck, Kind, Note, first_topic, tags
from ankiflask.html import Html
from ankiflask.identity import note_name, note_row_id
from ankiflask.package.model import AnkiNote
from ankiflask.problems import Fault, Problem
from ankiflask.render import blocks
from ankiflask.render.html import canonical, escape, link, picture
from ankiflask.render.inline import Writer
from ankiflask.render.markdown import parse
from ankiflask.render.text import Rendered, example, images, render

Media = Mapping[str, str]

_MARKUP_KEYS = {
    "Context": "context",
    "Question": "question",
    "Answer": "answer",
    "Note": "note",
    "Hint": "hint",
    "Reverse": "reverse",
    "Reverse answer": "reverse_answer",
}


def text_fields(note: Note, media: Media) -> tuple[dict[str, Html], dict[str, tuple[Fault, ...]]]:
    """Return the HTML of each filled field, by its name, and what is wrong, by the note's key.

    `media` gives the name in the package of each file in the deck's folder `media`.
    """
    fields: dict[str, Html] = {}
    faults: dict[str, tuple[Fault, ...]] = {}

    def keep(field: str, key: str, rendered: Rendered) -> None:
        fields[field] = Html(rendered.html)
        if rendered.faults:
            faults[key] = rendered.faults

    for field, key in _MARKUP_KEYS.items():
        if text := getattr(note, key):
            keep(field, key, render(text, media=media))
    if note.cloze:
        keep("Text", "cloze", render(note.cloze, media=media, cloze=True))
    if note.example:
        keep("Example", "example", example(note.example, media=media))
    plain = {
        "See": _see(note.see),
        "Difficulty": str(note.difficulty),
        "Topics": ", ".join(note.topics),
        "Picture": picture(media.get(note.picture, "")) if note.picture else "",
        "Audio": f"[sound:{media.get(note.audio, '')}]" if note.audio else "",
        "Typed": escape(note.typed),
        "Reverse typed": escape(note.reverse_typed),
    }
    return fields | {name: Html(text) for name, text in plain.items()}, faults


def _see(see: str) -> str:
    """Return the link, shown by its title or by the name of its host: a whole address is unreadable."""
    found = SEE.fullmatch(see)
    if not found:
        return ""
    address = found["plain"] or found["address"]
    return link(address, found["title"] or urlsplit(address).hostname or address)


def cloze_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a text's deletions, each once, in order.

    They are those that Anki finds in the rendered text, if it renders without faults.
    """
    if "\\" not in text:  # nothing is escaped, so every beginning is one
        return tuple(sorted(raw_numbers(text)))
    writer = Writer({}, is_cloze=True)
    blocks.write(parse(text), writer)
    return tuple(sorted(writer.deletions.numbers))


_DIGITS = 8


def sync_field(second: ModTime, fields: Mapping[str, str], tags: Iterable[str]) -> Html:
    """Return the text of the field. `fields` are HTML in the field order."""
    hashes = {name: field_hash(html) for name, html in fields.items() if html}
    return Html(SyncBase(second, hashes, tuple(tags)).text)


def field_hash(html: str) -> str:
    """Return the first 8 hex digits of SHA-256 over the HTML's canonical form."""
    return sha256(canonical(html).encode()).hexdigest()[:_DIGITS]


_TEXTS = (*_MARKUP_KEYS.values(), "cloze", "example")
_FILES = ("picture", "audio")


def media_names(note: Note) -> dict[str, str]:
    """Return the names of the files in `media` that the note shows or plays, each with its key."""
    named = {name: key for key in reversed(_TEXTS) for name in images(getattr(note, key))}
    return named | {name: key for key in _FILES if (name := getattr(note, key))}


def anki_note(
    deck: Deck, note: Note, line: LockedNote, *, position: int, media: Mapping[str, str]
) -> tuple[AnkiNote, tuple[Problem, ...]]:
    """Return the note as Anki stores it, and what is wrong with its markup.

    `line` is the note's in the lock; `media` gives each file's name in the package.
    """
    note_type = NOTE_TYPES[note.kind]
    texts, faults = text_fields(note, media)
    filled = {name: texts.get(name, Html("")) for name in note_type.text_names}
    note_tags = tags(deck.uid, note)
    topic = first_topic(deck, note)
    row_id, card_ids = anki_ids(note_row_id(deck.uid, note.id), line)
    every = {
        **filled,
        "ID": Html(note_name(deck.uid, note.id)),
        "Sync": sync_field(line.second, filled, note_tags),
    }
    return AnkiNote(
        uid=deck.uid,
        id=note.id,
        note_type=note_type,
        fields=tuple(every[field.name] for field in note_type.fields),
        tags=note_tags,
        row_id=row_id,
        cards=tuple(number - 1 for number in line.cards),
        card_ids=card_ids,
        deck=f"{deck.name}::{topic}" if topic else deck.name,
        position=position,
        second=line.second,
    ), tuple(_problems(deck, note, faults))


def new_line(note: Note, second: ModTime) -> LockedNote:
    """Return the line of a note that no lock has yet."""
    return LockedNote(id=note.id, kind=note.kind, cards=card_numbers(note), second=second)


def markup_problems(deck: Deck, note: Note, media: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return only what is wrong with the note's markup."""
    return tuple(_problems(deck, note, text_fields(note, media)[1]))


def card_numbers(note: Note) -> tuple[int, ...]:
    """Return the numbers of the note's cards: of its deletions, or 1 and, with a reverse card, 2."""
    if note.kind is Kind.CLOZE:
        return cloze_numbers(note.cloze)
    return (1, 2) if note.reverse else (1,)


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
