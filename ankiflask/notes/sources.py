"""What holds between a deck and the statements that it was made from."""

from collections.abc import Iterator

from ankiflask.notes.many import not_too_many
from ankiflask.notes.wording import quoted
from ankiflask.values.notes import Deck
from ankiflask.values.problems import Problem, Severity
from ankiflask.values.statements import Statements


def check_statements(deck: Deck, statements: Statements) -> tuple[Problem, ...]:
    """Return the `from` numbers that name no statement (errors), and the statements without a note."""
    unknown = not_too_many(_unknown_numbers(deck, statements))
    return (*unknown, *not_too_many(_uncovered(deck, statements)))


def _unknown_numbers(deck: Deck, statements: Statements) -> Iterator[Problem]:
    count = len(statements.statements)
    return (
        Problem(
            file=deck.file,
            line=note.line("from"),
            rule="unknown-statement",
            message=f"There is no statement {number}; {deck.source!r} has {count:,}.",
            remedy="Correct the number.",
        )
        for note in deck.notes
        for number in note.statements
        if number > count
    )


def _uncovered(deck: Deck, statements: Statements) -> Iterator[Problem]:
    covered = {number for note in deck.notes for number in note.statements}
    return (
        Problem(
            file=statements.file,
            line=statement.line,
            rule="statement-without-note",
            severity=Severity.WARNING,
            message=f"No note is made from statement {statement.number} ({quoted(statement.text)}).",
            remedy="Write one, or add the number to the `from` of a note that covers it.",
        )
        for statement in statements.statements
        if statement.number not in covered
    )
