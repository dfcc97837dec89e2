"""Which statements of a text still need a note."""

from collections.abc import Callable, Iterator

from ankiflask.deck.model import Deck, Note
from ankiflask.drafting.naming import hash_in, short_hash
from ankiflask.problems import Problem, Severity
from ankiflask.sources.model import Statement, Statements

Hash = Callable[[str], str]
Group = tuple[Statement, ...]  # statements that say the same
Groups = dict[str, Group]  # by the hash of what they say


def same_statements(statements: Statements, hash_of: Hash) -> Groups:
    """Return the statements by their hash, in order: those that say the same stand together."""
    groups: Groups = {}
    for statement in statements.statements:
        key = hash_of(statement.text)
        groups[key] = (*groups.get(key, ()), statement)
    return groups


def without_note(statements: Statements, deck: Deck, hash_of: Hash) -> tuple[Statement, ...]:
    """Return the statements that the deck has no note for, nor had one that is retired.

    An id that was drafted names its statement by the hash at its end, wherever that stands now.
    Every other note stands for the numbers in its `from`.
    """
    groups = same_statements(statements, hash_of)
    drafted = {hash_in(note_id) for note_id in (*deck.retired, *(note.id for note in deck.notes))}
    moved = {note.id for note, _ in _moved(groups, deck)}
    named = {number for note in deck.notes if note.id not in moved for number in note.statements}
    return tuple(
        statement
        for key, group in groups.items()
        if short_hash(key) not in drafted and not named & _numbers(group)
        for statement in group
    )


def moved_statements(statements: Statements, deck: Deck, hash_of: Hash) -> tuple[Problem, ...]:
    """Return a warning for each drafted note whose `from` names another statement by now."""
    groups = same_statements(statements, hash_of)
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
    by_short_hash = {short_hash(key): group for key, group in groups.items()}
    for note in deck.notes:
        group = by_short_hash.get(hash_in(note.id), ())
        if group and not _numbers(group) & set(note.statements):
            yield note, group


def _numbers(group: Group) -> set[int]:
    return {statement.number for statement in group}
