"""What must hold of a note and of a deck as a whole, once its values are read."""

from collections.abc import Collection
from pathlib import PurePosixPath

from ankiflask.notes.reading import Reading
from ankiflask.values.notes import Deck, Kind, Note, Subdecks

# What Anki shows and plays on every platform.
PICTURES = frozenset({".apng", ".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
SOUNDS = frozenset({".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav"})
_QA_ONLY = ("question", "answer", "reverse", "typed")


def check_note(reading: Reading, note: Note, keys: Collection[str]) -> None:
    """Complain of a note that would make no card, or another one than its author meant."""
    if note.kind is Kind.CLOZE:
        for key in _QA_ONLY:
            if key in keys:
                message = f"A note is a question or a cloze; this one has 'cloze' and {key!r}."
                reading.complain(note.line(key), "mixed-kinds", message, "Make two notes of it.")
    else:
        _check_question(reading, note, keys)
    _check_link(reading, note)
    _check_media_name(reading, note, "picture", note.picture, PICTURES)
    _check_media_name(reading, note, "audio", note.audio, SOUNDS)


def _check_question(reading: Reading, note: Note, keys: Collection[str]) -> None:
    if "question" not in keys:
        message = "The note has no 'question' and no 'cloze'; Anki would have no card to show."
        reading.complain(note.line(), "missing-key", message, "Add one of them.")
    elif "answer" not in keys:
        message = "The question has no 'answer'."
        reading.complain(note.line("question"), "missing-key", message, "Add `answer:`.")
    if "\n" in note.typed:
        message = "What a learner types is one line; 'typed' has several."
        reading.complain(note.line("typed"), "typed-lines", message, "Shorten it to one line.")


def _check_link(reading: Reading, note: Note) -> None:
    if note.see and not (
        note.see.startswith(("https://", "http://")) and note.see.split() == [note.see]
    ):
        message = f"'see' is a link, and {note.see[:60]!r} is none."
        reading.complain(note.line("see"), "bad-link", message, "Write one address with https://.")


def _check_media_name(
    reading: Reading, note: Note, key: str, name: str, endings: frozenset[str]
) -> None:
    if not name:
        return
    if name != PurePosixPath(name).name or "\\" in name or name.startswith("."):
        message = f"{key!r} is {name!r}, which is no name of a file in the folder `media`."
        reading.complain(note.line(key), "bad-media-name", message, "Write the file's name alone.")
    elif PurePosixPath(name).suffix.lower() not in endings:
        message = f"{name!r} is no kind of {key} that Anki plays everywhere."
        remedy = f"Use one of {', '.join(sorted(endings))}."
        reading.complain(note.line(key), "unknown-media-type", message, remedy)


def check_deck(reading: Reading, deck: Deck) -> None:
    """Complain of names that Anki would change, and of ids that clash."""
    _check_name(reading, deck)
    _check_ids(reading, deck)
    if deck.subdecks is Subdecks.TOPIC:
        for note in deck.notes:
            if not note.topics:
                message = "The deck is divided by topic, and this note has none."
                reading.complain(note.line(), "missing-topic", message, "Add `topics: [one]`.")
    if not deck.source:
        for note in deck.notes:
            if note.statements:
                message = "'from' names statements of the deck's source, and the deck has none."
                remedy = "Add `source: FILE` to the deck, or remove 'from'."
                reading.complain(note.line("from"), "from-without-source", message, remedy)


def _check_name(reading: Reading, deck: Deck) -> None:
    parts = deck.name.split("::")
    line = deck.lines.get("deck", 1)
    if "\n" in deck.name:
        reading.complain(line, "bad-deck-name", "A deck's name is one line.", "Shorten it.")
    elif deck.name and any(part != part.strip() or not part.strip(":") for part in parts):
        message = f"Anki would rename the deck {deck.name!r}."
        remedy = "Write its parts with `::` between them, none empty, no space around."
        reading.complain(line, "bad-deck-name", message, remedy)
    elif deck.name.lower() == "default":
        message = "Every Anki has a deck 'Default' already."
        reading.complain(line, "bad-deck-name", message, "Choose a name of its own.")


def _check_ids(reading: Reading, deck: Deck) -> None:
    seen: dict[str, int] = {}
    retired = set(deck.retired)
    for note in deck.notes:
        if note.id in seen:
            message = f"The id {note.id!r} stands here and in line {seen[note.id]}."
            remedy = "Give the newer note another id; the older one keeps its reviews."
            reading.complain(note.line(), "duplicate-id", message, remedy)
        elif note.id in retired:
            message = f"The id {note.id!r} is retired, and an id is never used again."
            reading.complain(note.line(), "retired-id", message, "Give this note another id.")
        if note.id:
            seen.setdefault(note.id, note.line())
