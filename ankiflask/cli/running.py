"""`--run` of `ankiflask check`: the examples of decks, executed."""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from ankiflask.cli.progress import progress
from ankiflask.pipeline import Inspected
from ankiflask.values.example import Outcome, Result, Surroundings
from ankiflask.values.problems import Problem
from ankiflask.values.text import count

_SECONDS = 10.0
_LONGEST = 3600.0
_RUN = click.option(
    "--run", "is_run", is_flag=True, help="Execute the examples. Only for decks that you trust."
)
_PYTHON = click.option("--python", metavar="PATH", help="The Python that runs the examples.")
_TIME_LIMIT = click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(min=0.1, max=_LONGEST),
    metavar="SECONDS",
    help=f"How long an example may run; {_SECONDS:g} unless told.",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whether examples are to be run, and how; None where the command line does not say."""

    is_run: bool
    python: str | None
    seconds: float | None


def running(command: Any) -> Any:
    """Add the options that say whether and how examples are run, as the argument `wanted`."""

    @wraps(command)
    def gathered(
        *, is_run: bool, python: str | None, seconds: float | None, **others: object
    ) -> Any:
        return command(wanted=Wanted(is_run, python, seconds), **others)

    for option in (_TIME_LIMIT, _PYTHON, _RUN):
        gathered = option(gathered)
    return gathered


def outcomes(inspected: Iterable[Inspected], wanted: Wanted) -> tuple[Outcome, ...] | None:
    """Return what came of the examples; None where nobody asked to run them."""
    if not wanted.is_run:
        for name, value in (("--python", wanted.python), ("--time-limit", wanted.seconds)):
            if value is not None:
                raise click.UsageError(f"{name} goes with --run.")
        return None
    # Slow to import; and only --run goes there.
    from ankiflask.pipeline.examples import examples_of, python_of, run_examples  # noqa: PLC0415

    python = python_of(wanted.python or sys.executable)
    where = Surroundings(python=python, seconds=wanted.seconds or _SECONDS)
    first = examples_of(inspected)
    done: list[Outcome] = []
    with progress() as show:
        for number, outcome in enumerate(run_examples(first, where), start=1):
            show(f"Running the examples: {number:,} of {len(first):,}")
            done.append(outcome)
    return tuple(done)


def problems_in(outcomes: Iterable[Outcome] | None) -> tuple[Problem, ...]:
    """Return what the runs found wrong."""
    return tuple(problem for outcome in outcomes or () for problem in outcome.problems)


def outcomes_json(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Return the examples as JSON says them: file, line, id, result, how much each claims."""
    return [
        {
            "file": outcome.example.file,
            "line": outcome.example.line,
            "id": outcome.example.id,
            "result": str(outcome.result),
            "claims": len(outcome.example.claims),
        }
        for outcome in outcomes
    ]


def outcomes_line(outcomes: Iterable[Outcome]) -> str:
    """Return what came of the examples, for a person."""
    told = tuple(outcomes)
    results = Counter(outcome.result for outcome in told)
    silent = sum(not each.example.claims for each in told if each.result is Result.RAN)
    words = [
        f"{count(results[Result.RAN], 'example')} ran"
        + f" ({silent} without a claim)" * bool(silent)
    ]
    for result, name in (
        (Result.FAILED, "failed"), (Result.SKIPPED, "skipped"), (Result.NOT_RUN, "not run"),
    ):  # fmt: skip
        if results[result]:
            words.append(f"{results[result]} {name}")
    return ", ".join(words)
