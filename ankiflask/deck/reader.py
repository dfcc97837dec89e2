"""The deck and its notes, out of the tree."""

from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath

from ankiflask.deck.messages import quoted
from ankiflask.deck.model import Deck, Difficulty, Note, Order, Subdecks
from ankiflask.deck.note import read_allowed, read_difficulty, read_id, read_note, read_topic_words
from ankiflask.deck.reading import DECK_KEYS, UID, Reading, TooManyProblemsError
from ankiflask.deck.rules import check_deck
from ankiflask.deck.yaml import List, Node, NotYamlError, Table, Text, kind, parse
from ankiflask.problems import Problem, Source
from ankiflask.text import is_device_name


def read_deck(source: Source) -> tuple[Deck | None, tuple[Problem, ...]]:
    """Return the deck and all that is wrong with its file.

    The deck is None where the text is no YAML, or has very many errors. Where a problem is an error
    the deck holds what could be read, for further checks, and must not be built.
    """
    reading = Reading(source)
    notes: list[Note | None] = []
    try:
        root = parse(source, lambda node: notes.append(read_note(reading, node)))
        if isinstance(root, Table):
            return _checked_deck(reading, root, notes), reading.told
    except NotYamlError as error:
        return None, error.problems
    except TooManyProblemsError:
        return None, reading.told
    message = "A deck file is a table of keys."
    reading.complain(root.line, "not-a-table", message, "Begin with `deck: NAME`.")
    return None, reading.told


def _checked_deck(reading: Reading, root: Table, notes: list[Note | None]) -> Deck:
    values, meant = reading.table(root, DECK_KEYS, "a deck")
    _check_notes(reading, values.get("notes"), len(notes))
    for key in ("deck", "uid", "notes"):
        if key not in values and key not in meant:
            reading.complain(1, "missing-key", f"The deck has no {key!r}.", f"Add `{key}:`.")
    if "difficulty" in meant:  # each note without one would be reported, too
        values["difficulty"] = Text(Difficulty.MEDIUM, root.line)
    deck = _deck(reading, values, [note for note in notes if note])
    check_deck(reading, deck)
    return deck


def _deck(reading: Reading, values: dict[str, Node], notes: list[Note]) -> Deck:
    texts = {
        key: reading.text(values[key], key)
        for key in ("deck", "uid", "description", "source")
        if key in values
    }
    _give_difficulty(reading, notes, read_difficulty(reading, values))
    subdecks = "none"
    if "subdecks" in values:
        subdecks = reading.choice(values["subdecks"], "subdecks", tuple(Subdecks)) or "none"
    order = Order.DIFFICULTY
    if "order" in values:
        order = Order(reading.choice(values["order"], "order", tuple(Order)) or Order.DIFFICULTY)
    retired = reading.texts(values["retired"], "retired") if "retired" in values else ()
    return Deck(
        file=reading.source.file,
        name=texts.get("deck", ""),
        uid=_matching_uid(reading, values, texts.get("uid", "")),
        description=texts.get("description", ""),
        source=_portable_source(reading, values, texts.get("source", "")),
        subdecks=Subdecks(subdecks),
        order=order,
        retired=tuple(read_id(reading, text, line) for text, line in retired),
        notes=tuple(notes),
        allow=tuple(read_allowed(reading, values)),
        topics=read_topic_words(reading, values.get("topics")),
        lines={key: node.line for key, node in values.items()},
    )


def _matching_uid(reading: Reading, values: dict[str, Node], uid: str) -> str:
    if uid and not UID.fullmatch(uid):
        message = f"{quoted(uid)} cannot be a uid."
        remedy = "Write 2 to 32 of a-z, 0-9 and -, beginning with a letter."
        reading.complain(values["uid"].line, "bad-uid", message, remedy)
    elif is_device_name(uid):
        message = f"{quoted(uid)} cannot be a uid: Windows takes a file {uid}.apkg for a device."
        reading.complain(values["uid"].line, "bad-uid", message, f"Write deck-{uid}.")
    return uid


def _portable_source(reading: Reading, values: dict[str, Node], source: str) -> str:
    if PurePosixPath(source).is_absolute() or PureWindowsPath(source).drive:
        message = f"'source' is {quoted(source)}, which leads nowhere on another computer."
        remedy = "Name the file from the deck's folder."
        reading.complain(values["source"].line, "bad-source", message, remedy)
        return ""
    return source


def _check_notes(reading: Reading, node: Node | None, count: int) -> None:
    if node is None or count:
        return
    if isinstance(node, List) or (isinstance(node, Text) and not node.value):
        message = "The deck has no notes."
        reading.complain(node.line, "no-notes", message, "Write them as a list below `notes:`.")
    else:
        message = f"'notes' wants a list, and a {kind(node)} stands here."
        reading.complain(node.line, "not-a-list", message, "Begin each note with `- id: …`.")


def _give_difficulty(reading: Reading, notes: list[Note], default: Difficulty | None) -> None:
    """Put the deck's difficulty into the notes that have none."""
    for at, note in enumerate(notes):
        if "difficulty" in note.lines or (note.line(""), "difficulty") in reading.misspelt:
            continue
        if default is None:
            message = "The note has no difficulty, and the deck gives none for such notes."
            remedy = "Add `difficulty:` easy, medium or hard, here or above the notes."
            reading.complain(note.line(), "missing-difficulty", message, remedy)
        elif default is not note.difficulty:
            notes[at] = replace(note, difficulty=default)
