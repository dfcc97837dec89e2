"""From raw text to numbered statements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankiflask.problems import Problem, Source
from ankiflask.sources.model import Cue, Statement, Statements
from ankiflask.sources.statements.filler import find_cues
from ankiflask.sources.statements.lines import Line, read_lines, without_markers
from ankiflask.sources.statements.messages import (
    duplicates,
    late_joins,
    nothing_found,
    possible_cue,
    possible_marks,
    possible_wrap,
)
from ankiflask.sources.statements.rhythm import without
from ankiflask.sources.statements.wraps import joined


@dataclass(frozen=True, slots=True)
class _Reading:
    lines: Sequence[Line]
    cues: Sequence[tuple[Line, str]]
    doubts: Sequence[Problem]


def normalise(source: Source) -> Statements:
    """Return the statements of a study text, its cues, and what is doubtful or wrong in it.

    Every line that is not blank is in one statement or in one cue. In doubt a line is kept and
    reported. The texts of the statements, one a line, give the same statements again: the text is
    read until a reading changes nothing.
    """
    lines, problems = read_lines(source)
    readings = [_read(source.file, lines)]
    while (again := _read(source.file, readings[-1].lines)).lines != readings[-1].lines:
        readings.append(again)
    statements = tuple(_numbered(readings[-1].lines))
    problems += _problems(source.file, readings, statements)
    return Statements(
        file=source.file,
        statements=statements,
        cues=tuple(_cues(lines, readings)),
        problems=tuple(sorted(problems, key=lambda problem: (problem.line, problem.rule))),
    )


def _read(file: str, lines: Sequence[Line]) -> _Reading:
    unmarked = without_markers(lines)
    found = find_cues(unmarked)
    content, breaks = joined(without(unmarked, found.cues.keys()))
    cues = [(unmarked[i], why) for i, why in found.cues.items()]
    spans = {(line.first, line.last) for line in content}
    doubts = [
        possible_cue(file, line, why)
        for i, why in found.doubts.items()
        if ((line := unmarked[i]).first, line.last) in spans
    ]
    doubts += [possible_wrap(file, b) for b in breaks]
    return _Reading(content, cues, doubts)


def _cues(lines: Sequence[Line], readings: Sequence[_Reading]) -> Iterator[Cue]:
    """Yield the cues as they stand in the text; one that was joined of lines yields each of them."""
    reasons: dict[int, str] = {}
    for line, why in (cue for reading in readings for cue in reading.cues):
        for number in range(line.first, line.last + 1):
            reasons.setdefault(number, why)
    for line in lines:
        if line.first in reasons:
            yield Cue(text=line.text, line=line.first, reason=reasons[line.first])


def _numbered(lines: Sequence[Line]) -> Iterator[Statement]:
    for number, line in enumerate(lines, start=1):
        yield Statement(number=number, text=line.text, line=line.first, last_line=line.last)


def _problems(
    file: str, readings: Sequence[_Reading], statements: Sequence[Statement]
) -> Iterator[Problem]:
    """Yield the doubts of the first reading, which saw the text as it is, and what came of them."""
    late_cues = {line.first for reading in readings[1:] for line, _ in reading.cues}
    yield from (doubt for doubt in readings[0].doubts if doubt.line not in late_cues)
    yield from late_joins(file, readings[-1].lines, readings[0].lines)
    yield from possible_marks(file, readings[-1].lines)
    yield from duplicates(file, statements)
    if not statements:
        yield nothing_found(file)
