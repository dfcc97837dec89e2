"""What a text's reader took for cues, told to the person who wrote the text."""

from collections.abc import Iterable, Iterator, Sequence

from ankiflask.problems import Problem, Severity
from ankiflask.sources.model import Cue, Statement, Statements
from ankiflask.sources.statements.breaks import Break
from ankiflask.sources.statements.lines import Line, may_be_marked
from ankiflask.text import count, excerpt


def each_cue(statements: Statements) -> tuple[Problem, ...]:
    """Return a remark for each line that was taken for a cue, with the reason."""
    return tuple(
        Problem(
            file=statements.file,
            line=cue.line,
            rule="cue",
            severity=Severity.INFO,
            message=f"Taken for filler and left out: {_shown(cue)}. {cue.reason}",
        )
        for cue in statements.cues
    )


def all_cues(statements: Statements) -> tuple[Problem, ...]:
    """Return one remark for all cues of the text, or none where there are none."""
    if not statements.cues:
        return ()
    first = statements.cues[0]
    many = count(len(statements.cues), "line was taken", "lines were taken")
    remark = Problem(
        file=statements.file,
        line=first.line,
        rule="cues",
        severity=Severity.INFO,
        message=f"{many} for filler and left out, from {_shown(first)} on.",
        remedy=f"`ankiflask check {statements.file}` gives each with its reason.",
    )
    return (remark,)


def _shown(cue: Cue) -> str:
    return f"“{excerpt(cue.text)}”"


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
