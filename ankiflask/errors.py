"""Everything that ankiflask raises on purpose, and the exit code that each kind means.

    AnkiflaskError
    ├── InputError    1  the input has errors; carries every problem of every file
    ├── UsageError    2  the command line asks for something that cannot be
    ├── AnkiError     3  Anki is out of reach or refuses, and nothing was changed in it
    │   └── LostReplyError    a request was sent, and nobody knows whether it was carried out
    ├── OutputError   4  an output could not be written
    └── SyncError     5  a sync began to write and could not prove that it ended well

Exit codes are decided here and nowhere else.
"""

from typing import ClassVar, Self

from ankiflask.problems import Problem


class AnkiflaskError(Exception):
    """What is wrong and what to do about it, in words for the user."""

    exit_code: ClassVar[int]

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".rstrip())


class InputError(AnkiflaskError):
    """The input has errors. `problems` holds all of them, warnings too."""

    exit_code = 1

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.words for problem in problems))
        self.problems = problems

    @classmethod
    def at(cls, file: object, line: int, rule: str, message: str, remedy: str = "") -> Self:
        """Return the error for a single problem; `file` is a name or a path."""
        return cls((Problem.at(file, line, rule, message, remedy),))


class UsageError(AnkiflaskError):
    """The command line asks for something that cannot be."""

    exit_code = 2


class AnkiError(AnkiflaskError):
    """Anki is out of reach, or refuses what was asked."""

    exit_code = 3


class LostReplyError(AnkiError):
    """A request was sent and no answer came: Anki may have carried it out, or may do so yet."""


class OutputError(AnkiflaskError):
    """An output could not be written; what stood there before still stands."""

    exit_code = 4


class SyncError(AnkiflaskError):
    """A sync began to write and could not prove that it ended well; the next one goes on."""

    exit_code = 5
