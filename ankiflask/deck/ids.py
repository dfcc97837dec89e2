"""Ids for the notes that have none, proposed and written into the deck file."""

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from hashlib import sha256

from ankiflask.deck.model import Deck, Note
from ankiflask.identity import NoteId
from ankiflask.text import slug

_LONGEST = 40  # characters of an id, which has 48, so that a number fits behind it
_MOST = 1000  # characters of a question that are looked at
_HASH = 8  # hex digits
_DELETION = re.compile(r"\{\{c\d+::|(?:::[^{}]*)?\}\}")
_LINE_ENDS = re.compile(r"\r\n|\n|\r")
# The dash of a list item, or nothing but spaces; then `{` of a table in braces, or its first key.
_START = re.compile(r"(?P<indent>[ ]*(?:-[ ]+)*)(?P<brace>\{[ ]*)?(?=\S)")


def proposed_ids(deck: Deck) -> Iterator[tuple[Note, str]]:
    """Yield each note without the key `id`, and an id from its words that the deck never used.

    Of a note that has no words yet the id is "": one that is written is never changed.
    """
    taken = {note.id for note in deck.notes} | set(deck.retired)
    last: Counter[str] = Counter()
    for note in deck.notes:
        if _is_without(note):
            name = _name(note)
            proposed = _free(name, taken, last) if name else ""
            taken.add(NoteId(proposed))
            yield note, proposed


def with_ids(deck: Deck, text: str) -> tuple[str, Deck, tuple[tuple[int, str], ...]]:
    """Return the text of a deck file with the proposed ids, and the deck that it must read as.

    `deck` is what the text reads as. Every other character stays. The third value is what was
    added: lines of the new text, from 1, and ids.
    """
    starts = [0, *(match.end() for match in _LINE_ENDS.finditer(text))]
    newline = "\r\n" if "\r\n" in text else "\n"
    proposed = {note.line(""): id_ for note, id_ in proposed_ids(deck) if id_}
    pieces: list[str] = []
    added: list[tuple[int, str]] = []
    at = inserted = 0
    for line, id_ in sorted(proposed.items()):
        match = _START.match(text, starts[line - 1])
        if match is None:
            continue
        more = ", " if match["brace"] else newline + " " * len(match["indent"])
        pieces += [text[at : match.end()], f"id: {id_}{more}"]
        at = match.end()
        added.append((line + inserted, id_))
        inserted += not match["brace"]
    notes = (
        replace(note, id=NoteId(proposed.get(note.line(""), ""))) if _is_without(note) else note
        for note in deck.notes
    )
    return "".join([*pieces, text[at:]]), replace(deck, notes=tuple(notes)), tuple(added)


def _is_without(note: Note) -> bool:
    return not note.id and "id" not in note.lines


def _name(note: Note) -> str:
    words = note.question or _DELETION.sub("", note.cloze)
    name = slug(words[:_MOST], _LONGEST)
    if not words:
        return ""
    # No letter of the words may be one that an id can have.
    return name or f"note-{sha256(words.encode()).hexdigest()[:_HASH]}"


def _free(name: str, taken: AbstractSet[str], last: Counter[str]) -> str:
    """Return the name, or with the first number that makes it free. `last` spares the search."""
    free = name
    while free in taken:
        last[name] += 1
        free = f"{name}-{last[name] + 1}"
    return free
