"""The deck and its notes, out of the tree."""

from ankiflask.notes.keys import (
    DECK_KEYS,
    ID,
    MAX_ID,
    MIN_ID,
    NOTE_KEYS,
    UID,
)
from ankiflask.notes.reading import Reading
from ankiflask.notes.rules import check_deck, check_note
from ankiflask.notes.tree import List, Node, NotYamlError, Table, parse
from ankiflask.values.notes import TEXT_KEYS, Deck, Difficulty, Kind, Note, Subdecks
from ankiflask.values.problems import Problem
from ankiflask.values.source import Source


def read_deck(source: Source) -> tuple[Deck | None, tuple[Problem, ...]]:
    """Return the deck and all that is wrong with its file.

    The deck is None where the text is no YAML. Where a problem is an error the deck holds what could
    be read, for further checks, and must not be built.
    """
    try:
        root = parse(source)
    except NotYamlError as error:
        return None, error.problems
    reading = Reading(source)
    if not isinstance(root, Table):
        message = "A deck file is a table of keys."
        reading.complain(root.line, "not-a-table", message, "Begin with `deck: NAME`.")
        return None, tuple(reading.problems)
    deck = _deck(reading, reading.table(root, DECK_KEYS, "a deck"))
    check_deck(reading, deck)
    return deck, tuple(sorted(reading.problems))


def _deck(reading: Reading, values: dict[str, Node]) -> Deck:
    for key in ("deck", "uid", "notes"):
        if key not in values:
            reading.complain(1, "missing-key", f"The deck has no {key!r}.", f"Add `{key}:`.")
    texts = {
        key: reading.text(values[key], key)
        for key in ("deck", "uid", "description", "source")
        if key in values
    }
    default = _difficulty(reading, values)
    subdecks = "none"
    if "subdecks" in values:
        subdecks = reading.choice(values["subdecks"], "subdecks", tuple(Subdecks)) or "none"
    retired = reading.texts(values["retired"], "retired") if "retired" in values else ()
    return Deck(
        file=reading.source.file,
        name=texts.get("deck", ""),
        uid=_matching_uid(reading, values, texts.get("uid", "")),
        description=texts.get("description", ""),
        source=texts.get("source", ""),
        subdecks=Subdecks(subdecks),
        retired=tuple(_id(reading, text, line) for text, line in retired),
        notes=tuple(_notes(reading, values.get("notes"), default)),
        lines={key: node.line for key, node in values.items()},
    )


def _matching_uid(reading: Reading, values: dict[str, Node], uid: str) -> str:
    if uid and not UID.fullmatch(uid):
        message = f"The uid {uid!r} is not one."
        remedy = "Write 2 to 32 of a-z, 0-9 and -, beginning with a letter."
        reading.complain(values["uid"].line, "bad-uid", message, remedy)
    return uid


def _difficulty(reading: Reading, values: dict[str, Node]) -> Difficulty | None:
    if "difficulty" not in values:
        return None
    word = reading.choice(values["difficulty"], "difficulty", tuple(Difficulty))
    return Difficulty(word) if word else Difficulty.MEDIUM


def _notes(reading: Reading, node: Node | None, default: Difficulty | None) -> list[Note]:
    if node is None:
        return []
    if not isinstance(node, List) or not node.items:
        message = "The deck has no notes."
        reading.complain(node.line, "no-notes", message, "Write them as a list below `notes:`.")
        return []
    return [note for item in node.items if (note := _note(reading, item, default))]


def _note(reading: Reading, node: Node, default: Difficulty | None) -> Note | None:
    if not isinstance(node, Table):
        message = "A note is a table of keys."
        reading.complain(node.line, "not-a-table", message, "Begin it with `- id: …`.")
        return None
    values = reading.table(node, NOTE_KEYS, "a note")
    lines = {key: value.line for key, value in values.items()}
    lines.setdefault("id", node.line)
    texts = {key: reading.text(values[key], key) for key in TEXT_KEYS if key in values}
    note = Note(
        id=_note_id(reading, values.get("id"), node.line),
        kind=Kind.CLOZE if "cloze" in values else Kind.QA,
        difficulty=_note_difficulty(reading, values, default, node.line),
        topics=tuple(_topics(reading, values)),
        statements=tuple(_numbers(reading, values)),
        lines=lines,
        **texts,
    )
    check_note(reading, note, values.keys())
    return note


def _note_id(reading: Reading, node: Node | None, line: int) -> str:
    if node is None:
        reading.complain(line, "missing-key", "The note has no 'id'.", "Add `id:`, written once.")
        return ""
    return _id(reading, reading.text(node, "id"), node.line)


def _id(reading: Reading, text: str, line: int) -> str:
    if text and not (ID.fullmatch(text) and MIN_ID <= len(text) <= MAX_ID):
        message = f"The id {text!r} is not one."
        remedy = f"Write {MIN_ID} to {MAX_ID} of a-z and 0-9, with single - between words."
        reading.complain(line, "bad-id", message, remedy)
    return text


def _note_difficulty(
    reading: Reading, values: dict[str, Node], default: Difficulty | None, line: int
) -> Difficulty:
    chosen = _difficulty(reading, values) or default
    if chosen is None:
        message = "The note has no difficulty, and the deck gives none for such notes."
        remedy = "Add `difficulty:` easy, medium or hard, here or above the notes."
        reading.complain(line, "missing-difficulty", message, remedy)
    return chosen or Difficulty.MEDIUM


def _topics(reading: Reading, values: dict[str, Node]) -> list[str]:
    topics: list[str] = []
    for topic, line in reading.texts(values["topics"], "topics") if "topics" in values else ():
        if not ID.fullmatch(topic) or len(topic) > MAX_ID:
            message = f"The topic {topic!r} is not one."
            reading.complain(
                line, "bad-topic", message, "Write a-z and 0-9, with single - between words."
            )
        elif topic in topics:
            reading.warn(
                line, "repeated-topic", f"The topic {topic!r} is given twice.", "Keep one."
            )
        else:
            topics.append(topic)
    return topics


def _numbers(reading: Reading, values: dict[str, Node]) -> list[int]:
    numbers: list[int] = []
    for text, line in reading.texts(values["from"], "from") if "from" in values else ():
        if text.isascii() and text.isdigit() and int(text[:9]) > 0:
            numbers.append(int(text[:9]))
        else:
            message = f"{text!r} is no number of a statement."
            reading.complain(line, "bad-statement-number", message, "Count the statements from 1.")
    return numbers
