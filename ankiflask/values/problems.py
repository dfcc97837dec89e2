"""What can be wrong with an input, as a value that is collected and reported, never printed here."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems fails the command."""
    return any(problem.severity is Severity.ERROR for problem in problems)
