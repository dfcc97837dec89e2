"""Ids of drafted notes, and which statements of a text still need a note."""

import re
from collections.abc import Iterator
from hashlib import sha256

from ankiflask.deck.model import Deck, Note
from ankiflask.problems import Problem, Severity
from ankiflask.sources.model import Statement, Statements
from ankiflask.sources.statements.lines import statement_hash
from ankiflask.text import is_device_name, slug

_MAX_ID, _MAX_UID = 48, 32  # characters
_UID = re.compile(r"[a-z][a-z0-9-]+")
_HASH = 8  # hex digits: enough to tell apart the statements of one text


def note_id(term: str, key: str, number: int = 1) -> str:
    """Return an id of 10 to 48 characters that ends in the first 8 digits of the hash.

    `number` tells notes of one term and statement apart; the first has none in its id.
    """
    more = f"-{number}" if number > 1 else ""
    name = slug(term, _MAX_ID - _HASH - 1 - len(more)) or "note"
    return f"{name}{more}-{key[:_HASH]}"


def hash_in(note_id: str) -> str:
    """Return the part of a statement's hash that the id ends in, or "" if it was not drafted."""
    match = re.search(rf"-([0-9a-f]{{{_HASH}}})$", note_id)
    return match[1] if match else ""


def uid(stem: str) -> str:
    """Return a uid (2 to 32 of a-z, 0-9 and -, a letter first) for the stem of a file's name.

    Where letters of the stem are lost in it, a hash of the stem tells it from others. It is no name
    of a device of Windows, since packages and folders are called by it.
    """
    name = slug(stem, _MAX_UID)
    if any(sign.isalnum() and not slug(sign, _MAX_UID) for sign in stem):
        name = f"{slug(stem, _MAX_UID - _HASH - 1)}-{sha256(stem.encode()).hexdigest()[:_HASH]}"
    is_uid = _UID.fullmatch(name) and not is_device_name(name)
    return name if is_uid else slug(f"deck-{name}", _MAX_UID)


def random_uid(stem: str, tail: str) -> str:
    """Return a uid for the stem of a file's name, with random characters at its end.

    So the decks of two people who chose the same name never share their notes' identity.
    """
    longest = _MAX_UID - len(tail) - 1
    name = slug(stem, longest)
    if not name[:1].isalpha():
        name = slug(f"deck-{name}", longest)
    return f"{name}-{tail}"


Group = tuple[Statement, ...]  # statements that say the same
Groups = dict[str, Group]  # by the hash of what they say


def same_statements(statements: Statements) -> Groups:
    """Return the statements by their hash, in order: those that say the same stand together."""
    groups: Groups = {}
    for statement in statements.statements:
        key = statement_hash(statement.text)
        groups[key] = (*groups.get(key, ()), statement)
    return groups


def without_note(statements: Statements, deck: Deck) -> tuple[Statement, ...]:
    """Return the statements that the deck has no note for, nor had one that is retired.

    An id that was drafted names its statement by the hash at its end, wherever that stands now.
    Every other note stands for the numbers in its `from`.
    """
    groups = same_statements(statements)
    drafted = {hash_in(note_id) for note_id in (*deck.retired, *(note.id for note in deck.notes))}
    moved = {note.id for note, _ in _moved(groups, deck)}
    named = {number for note in deck.notes if note.id not in moved for number in note.statements}
    return tuple(
        statement
        for key, group in groups.items()
        if key[:_HASH] not in drafted and named.isdisjoint(each.number for each in group)
        for statement in group
    )


def moved_statements(statements: Statements, deck: Deck) -> tuple[Problem, ...]:
    """Return a warning for each drafted note whose `from` names another statement by now."""
    groups = same_statements(statements)
    return tuple(
        Problem(
            file=deck.file,
            line=note.line("from"),
            rule="draft-moved-statement",
            severity=Severity.WARNING,
            message=(
                f"The note {note.id!r} was drafted from what is now statement {group[0].number}, "
                f"but its `from` does not name it: the text was changed further up."
            ),
            remedy=f"Write `from: [{group[0].number}]`.",
        )
        for note, group in _moved(groups, deck)
    )


def _moved(groups: Groups, deck: Deck) -> Iterator[tuple[Note, Group]]:
    by_end = {key[:_HASH]: group for key, group in groups.items()}
    for note in deck.notes:
        group = by_end.get(hash_in(note.id), ())
        if group and set(note.statements).isdisjoint(each.number for each in group):
            yield note, group
