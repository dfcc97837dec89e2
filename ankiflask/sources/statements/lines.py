"""The lines of a text, cleaned one by one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from ankiflask.problems import Problem, Severity, Source
from ankiflask.text import CONTROL, normal

# No-break and other special spaces are kept inside a line: the author chose them.
_PLAIN_SPACE = re.compile("[ \t\x85\u2028\u2029]+")
_BYTE_ORDER_MARK = "\ufeff"
_SPACE = (
    " \t\n\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, or several that were joined. `first` and `last` count from 1.

    `indent` and `columns` are where it begins and ends on the page, in characters. The two flags
    say what sets it apart from the line before: a blank line or a cue between them, or a bullet or
    number of its own.
    """

    text: str
    first: int
    last: int
    indent: int
    columns: int
    is_after_gap: bool = False
    is_marked: bool = False

    @property
    def is_apart(self) -> bool:
        """Whether more than the end of the line before sets it apart."""
        return self.is_after_gap or self.is_marked


def one_line(text: str) -> str:
    """Return the text without outer space, each inner run of plain space made one blank."""
    return _PLAIN_SPACE.sub(" ", text).strip(_SPACE)


def statement_hash(text: str) -> str:
    """Return the first 16 hex digits of SHA-256 of a statement's text."""
    return sha256(one_line(normal(text)).encode()).hexdigest()[:16]


def plain_line(text: str, first: int, last: int) -> Line:
    """Return a line that nothing but the end of the line before sets apart."""
    return Line(text, first, last, indent=0, columns=len(text))


def read_lines(source: Source) -> tuple[list[Line], list[Problem]]:
    """Return the lines that are not blank, and a warning for each that held control characters."""
    lines: list[Line] = []
    problems: list[Problem] = []
    is_after_gap = False
    for number, raw in enumerate(normal(source.text).split("\n"), start=1):
        if found := CONTROL.findall(raw):
            problems.append(_control_problem(source.file, number, found))
        content = normal(CONTROL.sub("", raw)) if found else raw
        content = content.lstrip(_BYTE_ORDER_MARK)
        if text := one_line(content):
            indent = len(content) - len(content.lstrip(_SPACE))
            lines.append(
                Line(text, number, number, indent, len(content.rstrip(_SPACE)), is_after_gap)
            )
        is_after_gap = not text
    return lines, problems


def _control_problem(file: str, line: int, found: Sequence[str]) -> Problem:
    names = ", ".join(sorted({f"U+{ord(character):04X}" for character in found}))
    return Problem(
        file=file,
        line=line,
        rule="control-character",
        severity=Severity.WARNING,
        message=f"The line holds control characters, which Anki would drop: {names}. They were left out.",
        remedy="Delete them, or write what they stand for.",
    )
