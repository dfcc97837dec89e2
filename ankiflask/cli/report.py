"""Problems and results as lines, as JSON and as annotations of a pull request."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import click

from ankiflask.cli.streams import printable, say, tell
from ankiflask.errors import AnkiflaskError, InputError
from ankiflask.problems import RULE_IDS, Problem, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_MOST_OF_RULE = 5  # lines
QUIET = "ankiflask.quiet"  # where click's context keeps whether -q was given
_ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def say_problems(problems: Iterable[Problem]) -> None:
    """Write a line a problem to standard error; with -q none for an info."""
    for problem in _heard(problems):
        severity = click.style(problem.severity, fg=COLOURS[problem.severity], bold=True)
        place = printable(problem.file) + (f":{problem.line}" if problem.line else "")
        tell(f"{place}: {severity}: {printable(problem.words)} [{problem.rule}]")


def say_summed_up(problems: Iterable[Problem]) -> None:
    """Write the problems; of each rule of the quality check five lines, and how many more there are."""
    met = Counter[str]()
    for problem in _heard(problems):
        met[problem.rule] += problem.rule in RULE_IDS
        if met[problem.rule] <= _MOST_OF_RULE:
            say_problems((problem,))
    for rule, number in sorted(met.items()):
        if number > _MOST_OF_RULE:
            tell(f"and {number - _MOST_OF_RULE:,} more [{rule}]; `--format json` lists all")


def _heard(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems, with -q no infos."""
    context = click.get_current_context(silent=True)
    is_quiet = context is not None and context.meta.get(QUIET, False)
    yield from (each for each in problems if not (is_quiet and each.severity is Severity.INFO))


def say_refusal(error: InputError, form: str, nothing: str) -> int:
    """Report an input with errors and return the exit code. In JSON the list `nothing` is empty."""
    if form == "json":
        say(to_json({nothing: [], "problems": problems_json(error.problems)}))
    else:
        say_problems(error.problems)
    return error.exit_code


def words_of(error: AnkiflaskError | click.ClickException | OSError) -> str:
    """Return what an error says to the user."""
    match error:
        case click.ClickException():
            return error.format_message()
        case OSError():  # what no stage could foresee: a folder that goes, a disk that fails
            what = f" {error.filename!r}" if error.filename else ""
            return f"The system refuses{what}: {error.strerror or error}."
    return str(error)


def annotations(problems: Iterable[Problem]) -> str:
    """Return the problems as GitHub's workflow commands, which mark the lines of a pull request."""
    return "\n".join(
        f"::{_ANNOTATIONS[problem.severity]} file={_escaped(problem.file, ':,')},"
        f"line={max(problem.line, 1)},title={problem.rule}::{_escaped(problem.words)}"
        for problem in problems
    )


def problems_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return the problems as JSON says them: file, line, rule, severity, message."""
    return [
        {
            "file": problem.file,
            "line": problem.line,
            "rule": problem.rule,
            "severity": str(problem.severity),
            "message": problem.words,
        }
        for problem in problems
    ]


def to_json(value: object) -> str:
    """Return one JSON value as readable text; non-ASCII stays escaped, for any terminal."""
    return json.dumps(value, indent=2)


def _escaped(text: str, more: str = "") -> str:
    text = printable(text)
    for char in "%" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
