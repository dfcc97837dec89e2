"""Why a package is not read, before anybody says how the file is called."""

from ankiflask.values.errors import InputError
from ankiflask.values.problems import Problem

AGAIN = "Download it again, or export it again from Anki."


MAX_PARTS = 1_000


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


_ONLY_OURS = "Sync takes only packages that ankiflask built, as they were built."


def not_ours(why: str, remedy: str = "Import others in Anki.") -> RefusedError:
    """Return the refusal of a package that ankiflask did not build, or not as it is now."""
    return RefusedError("not-built-by-ankiflask", why, f"{_ONLY_OURS} {remedy}")


def check_count(what: str, count: int, parts: str) -> None:
    """Raise RefusedError where `what` has more fields, or templates, than anybody would make."""
    if count > MAX_PARTS:
        raise RefusedError(
            "package-too-large",
            f"{what} has {count:,} {parts}; the limit is {MAX_PARTS:,}.",
            "Export the deck without it.",
        )
