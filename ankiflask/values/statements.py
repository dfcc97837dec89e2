"""Statements: what a raw study text says, numbered from 1."""

from dataclasses import dataclass

from ankiflask.values.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that the text states. `line` to `last_line` are where it stands, from 1."""

    number: int
    text: str
    line: int
    last_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A line that is no content ("Let me think ..."), and why it was taken for one."""

    text: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """All that was found in a text: every non-blank line is in a statement or in a cue."""

    file: str
    statements: tuple[Statement, ...]
    cues: tuple[Cue, ...] = ()
    problems: tuple[Problem, ...] = ()
