"""An example as it is run, what it claims, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ankiflask.problems import Problem

# Where a statement begins: the key of its code, its row from 1, its column in bytes.
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a comment says that its statement shows. `line` is the comment's in the deck file."""

    line: int
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Python code of a note, under the key `example` or `run`; `line` is its first in the file."""

    key: str
    line: int
    text: str
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What of a note is run, one code after the other with the same names.

    Where there is no code, `is_skipped` tells whether the author said why.
    """

    file: str
    id: str
    line: int
    codes: tuple[Code, ...] = ()
    is_skipped: bool = False
    has_network: bool = False

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All that the codes claim, in order."""
        return tuple(claim for code in self.codes for claim in code.claims)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where examples run: the Python, by its absolute path, and how many seconds each one has."""

    python: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class Stop:
    """An exception that no claim told of: the code, the row in it (0: elsewhere), the last words."""

    key: str
    row: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a run left. `code` is its exit code, None where its time was over.

    `shown` gives what a statement showed, in each form that may be claimed; `unclaimed` is what was
    printed besides. `is_whole` tells whether the run came to its end and could report.
    """

    code: int | None
    is_whole: bool = False
    is_too_long: bool = False
    shown: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    stop: Stop | None = None
    unclaimed: str = ""


class Result(StrEnum):
    """What came of an example. Written into reports: never renamed."""

    RAN = "ran"
    FAILED = "failed"
    SKIPPED = "skipped"
    NOT_RUN = "not-run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An example and what came of it."""

    example: Example
    result: Result
    problems: tuple[Problem, ...] = ()
