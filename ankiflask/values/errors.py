"""Everything that ankiflask raises on purpose, and the exit code that each kind means.

    AnkiflaskError
    ├── InputError    1  the input has errors; carries every problem of every file
    ├── UsageError    2  the command line asks for something that cannot be
    └── OutputError   4  an output could not be written

Exit codes are decided here and nowhere else.
"""

from typing import ClassVar

from ankiflask.values.problems import Problem


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


class UsageError(AnkiflaskError):
    """The command line asks for something that cannot be."""

    exit_code = 2


class OutputError(AnkiflaskError):
    """An output could not be written; what stood there before still stands."""

    exit_code = 4
