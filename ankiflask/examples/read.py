"""What of a note is run, out of its keys `example` and `run`."""

import platform
import re
from collections.abc import Iterator

from ankiflask.deck.model import Note
from ankiflask.examples.judge import claims
from ankiflask.examples.model import Code, Example
from ankiflask.problems import Problem, Severity

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*")
_PYTHON = frozenset({"python", "py", "python3"})
_NETWORK = "network"


def read_example(file: str, note: Note) -> tuple[Example | None, tuple[Problem, ...]]:
    """Return what the note would run, None where it has nothing, and what is wrong with it.

    Where a problem is an error the code cannot be run.
    """
    if not (note.example or note.run):
        return None, ()
    order, newline, rest = note.run.partition("\n")
    is_skipped = order.split()[:1] == ["skip"]
    has_network = order.strip() == _NETWORK
    problems: list[Problem] = []
    if is_skipped and (not order.split()[1:] or rest.strip()):
        problem = Problem(
            file=file,
            line=note.line("run"),
            rule="bad-run",
            message="`skip` says on one line why the example cannot run.",
            remedy="Write `run: skip it needs a Redis server`.",
        )
        problems.append(problem)
    # The line of `network` stays, so that those below it keep their numbers.
    hidden = newline + rest if has_network else note.run
    example = Example(
        file=file,
        id=note.id,
        line=note.line("example") if note.example else note.line("run"),
        codes=() if is_skipped else tuple(_codes(file, note, hidden, problems)),
        is_skipped=is_skipped,
        has_network=has_network,
    )
    return example, tuple(problems)


def _codes(file: str, note: Note, hidden: str, problems: list[Problem]) -> Iterator[Code]:
    python, language = _python(note.example)
    if note.example and not python.strip():
        problem = Problem(
            file=file,
            line=note.line("example"),
            rule="example-not-run",
            severity=Severity.INFO,
            message=f"The example is {language or 'no code of a known language'}; only Python is run.",
            remedy="`run: skip REASON` says so in the deck.",
        )
        problems.append(problem)
    for key, text in ("example", python), ("run", hidden):
        if text.strip():
            try:
                yield Code(key, note.line(key), text, claims(key, text, note.line(key)))
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                problems.append(_not_python(file, note.line(key), error))


def _python(example: str) -> tuple[str, str]:
    """Return an example's Python, each line in its place, and the language of its first fence."""
    if not _FENCE.match(example):
        return example, "python"
    lines, languages, fence = [], [], ""
    for line in example.split("\n"):
        match = _FENCE.fullmatch(line)
        if match and not fence:
            fence = match[1]
            languages.append(match[2].lower())
            lines.append("")
        elif match and match[1].startswith(fence) and not match[2]:
            fence = ""
            lines.append("")
        else:
            lines.append(line if fence and languages[-1] in _PYTHON else "")
    return "\n".join(lines), languages[0]


def _not_python(file: str, line: int, error: Exception) -> Problem:
    row, words = 1, str(error) or type(error).__name__
    if isinstance(error, SyntaxError):
        row, words = error.lineno or 1, f"{type(error).__name__}: {error.msg}"
    return Problem(
        file=file,
        line=line + row - 1,
        rule="example-failed",
        message=f"Python {platform.python_version()} cannot read the code here ({words}).",
        remedy="Mend it; where it is no Python, put it in a fence that names its language.",
    )
