"""So many problems that nobody would read them all."""

from collections.abc import Iterable, Iterator
from itertools import islice

from ankiflask.values.problems import Problem, Severity

MOST_TOLD = 1000  # problems of one file


def not_too_many(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first thousand, and where there are more a remark that says so."""
    rest = iter(problems)
    yield from islice(rest, MOST_TOLD)
    for problem in islice(rest, 1):
        yield Problem(
            file=problem.file,
            line=0,
            rule="more-problems",
            severity=Severity.INFO,
            message=f"There are more problems; these are the first {MOST_TOLD:,}.",
            remedy="Mend these, and look again.",
        )
