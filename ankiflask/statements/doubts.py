"""What the stage is not sure of, in words for the author of the text."""

from collections.abc import Iterable, Iterator, Sequence

from ankiflask.statements.breaks import Break
from ankiflask.statements.lines import Line
from ankiflask.statements.markers import may_be_marked
from ankiflask.values.problems import Problem, Severity
from ankiflask.values.statements import Statement

_SHOWN = 60  # characters of a quoted text


def _quoted(text: str) -> str:
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[: _SHOWN - 1].rstrip()}…”"


def possible_cue(file: str, line: Line, why: str) -> Problem:
    """Return the warning that a statement may be a cue."""
    return Problem(
        file=file,
        line=line.first,
        rule="possible-cue",
        severity=Severity.WARNING,
        message=f"This may be filler and not a statement, since {why}: {_quoted(line.text)}. It was kept.",
        remedy="If it says nothing to learn, delete the line.",
    )


def possible_wrap(file: str, doubt: Break) -> Problem:
    """Return the remark that two statements may be one."""
    return Problem(
        file=file,
        line=doubt.after.first,
        rule="possible-wrap",
        severity=Severity.INFO,
        message=f"This line may go on with the sentence of the line before: {_quoted(doubt.after.text)}. It was kept apart.",
        remedy="If it does, write both in one line; if not, end the line before with a full stop.",
    )


def possible_marks(file: str, lines: Iterable[Line]) -> Iterator[Problem]:
    """Yield a remark for each statement that begins with what may be a bullet or number."""
    for line in lines:
        if may_be_marked(line.text):
            yield Problem(
                file=file,
                line=line.first,
                rule="possible-mark",
                severity=Severity.INFO,
                message=f"This may begin with a bullet or the number of a list: {_quoted(line.text)}. It was kept, since no other line goes on with the list.",
                remedy="If it is one, delete it.",
            )


def late_joins(
    file: str, lines: Iterable[Line], first_reading: Sequence[Line]
) -> Iterator[Problem]:
    """Yield a warning for each statement that was joined over a blank line or a cue."""
    spans = {(line.first, line.last) for line in first_reading}
    for line in lines:
        if (line.first, line.last) not in spans:
            yield Problem(
                file=file,
                line=line.first,
                rule="joined-over-gap",
                severity=Severity.WARNING,
                message=f"Lines {line.first} to {line.last} were joined, though something stands between them, since they read as one sentence: {_quoted(line.text)}.",
                remedy="If they are two statements, end the first with a full stop.",
            )


def duplicates(file: str, statements: Iterable[Statement]) -> Iterator[Problem]:
    """Yield a warning for each statement that stands in the text before."""
    first: dict[str, int] = {}
    for statement in statements:
        line = first.setdefault(statement.text, statement.line)
        if line != statement.line:
            yield Problem(
                file=file,
                line=statement.line,
                rule="duplicate-statement",
                severity=Severity.WARNING,
                message=f"This statement stands in line {line} already: {_quoted(statement.text)}.",
                remedy="Delete one of the two.",
            )


def nothing_found(file: str) -> Problem:
    """Return the warning that a text states nothing."""
    return Problem(
        file=file,
        line=0,
        rule="no-statement",
        severity=Severity.WARNING,
        message="The text holds no statement.",
        remedy="Write one statement a line.",
    )
