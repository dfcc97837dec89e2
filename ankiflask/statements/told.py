"""What a text's reader took for cues, told to the person who wrote the text."""

from ankiflask.values.problems import Problem, Severity
from ankiflask.values.statements import Cue, Statements
from ankiflask.values.text import beginning


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
    first, number = statements.cues[0], len(statements.cues)
    many = (
        "1 line was taken for filler" if number == 1 else f"{number:,} lines were taken for filler"
    )
    remark = Problem(
        file=statements.file,
        line=first.line,
        rule="cues",
        severity=Severity.INFO,
        message=f"{many} and left out, from {_shown(first)} on.",
        remedy=f"`ankiflask check {statements.file}` gives each with its reason.",
    )
    return (remark,)


def _shown(cue: Cue) -> str:
    return f"“{beginning(cue.text)}”"
