"""What can be wrong with an input, as a value that is collected and reported, never printed here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import Self


class Severity(StrEnum):
    """How bad it is: an error fails the command, a warning and a remark do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong in one place.

    `line` counts from 1; 0 means the file as a whole. `rule` is a kebab-case name, or the id of a
    rule of the quality check (`Q003`), and stays the same from version to version. `message` says what is wrong, `remedy` what to do about it.
    """

    file: str
    line: int
    rule: str
    severity: Severity = Severity.ERROR
    message: str
    remedy: str = ""

    @property
    def words(self) -> str:
        """The message and, where there is one, the remedy, as one text."""
        return f"{self.message} {self.remedy}".rstrip()

    @classmethod
    def at(cls, file: object, line: int, rule: str, message: str, remedy: str = "") -> Self:
        """Return an error; `file` is a name or a path."""
        return cls(file=str(file), line=line, rule=rule, message=message, remedy=remedy)


def remark(file: object, line: int, rule: str, message: str, remedy: str = "") -> Problem:
    """Return a problem that fails nothing; `file` is a name or a path."""
    return replace(Problem.at(file, line, rule, message, remedy), severity=Severity.INFO)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems fails the command."""
    return any(problem.severity is Severity.ERROR for problem in problems)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a text. `line` counts from 0, the text's first line."""

    line: int
    rule: str
    message: str
    remedy: str


MAX_PROBLEMS = 1000  # of one file: nobody reads on, and a million of them fill a memory


def limited(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first thousand, and where there are more a remark that says so."""
    rest = iter(problems)
    yield from islice(rest, MAX_PROBLEMS)
    for problem in islice(rest, 1):
        message = f"There are more problems; these are the first {MAX_PROBLEMS:,}."
        yield remark(problem.file, 0, "more-problems", message, "Mend these, and look again.")


def and_more(names: Sequence[str], shown: int) -> str:
    """Return the first names as a list: "a, b and 1,234 more"."""
    more = f" and {len(names) - shown:,} more" if len(names) > shown else ""
    return ", ".join(names[:shown]) + more


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is spelt most like this one; "" where none is like it."""
    return next(iter(get_close_matches(word, tuple(known), n=1)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean 'x'?" with the known word that is spelt most like this one, or ""."""
    near = nearest(word, known)
    return f"Did you mean '{near}'?" if near else ""


# Decks write these after `allow`: one that was given is never renumbered, and never used again.
RULE_IDS = tuple(f"Q{number:03}" for number in range(1, 29))


@dataclass(frozen=True, slots=True)
class OtherRule:
    """What is reported under a kebab-case name: what it means, and what to do about it."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is asked of a note or a deck, and why; a bad and a good example, as a deck file has them.

    `is_mended` tells whether `check --fix` can mend it, at least in some cases.
    """

    id: str
    name: str
    severity: Severity
    reason: str
    bad: str
    good: str
    is_mended: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded text and the name that problems call it by. Lines count from 1."""

    file: str
    text: str
