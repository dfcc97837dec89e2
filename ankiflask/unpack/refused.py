"""Why a package is not read, before anybody says how the file is called."""

from ankiflask.values.errors import InputError
from ankiflask.values.problems import Problem

AGAIN = "Download it again, or export it again from Anki."


class RefusedError(Exception):
    """A package that is not read: the problem, but for the file's name."""

    def __init__(self, rule: str, message: str, remedy: str = AGAIN) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.remedy = remedy

    def of(self, file: str) -> InputError:
        """Return the error of the file."""
        problem = Problem(
            file=file, line=0, rule=self.rule, message=self.message, remedy=self.remedy
        )
        return InputError((problem,))
