"""The decks' examples, run and judged. Only `check --run` comes here: it executes a deck's code."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ankiflask.examples.judge import judge
from ankiflask.examples.model import Example, Outcome, Result, Surroundings
from ankiflask.examples.read import read_example
from ankiflask.examples.run import absolute_python as python_of
from ankiflask.examples.run import run
from ankiflask.pipeline.inspect import Inspected
from ankiflask.problems import Problem, has_errors

__all__ = ["examples_of", "python_of", "run_examples"]


def examples_of(inspected: Iterable[Inspected]) -> tuple[Outcome, ...]:
    """Return what each note would run, before it is run; what cannot be run is settled already."""
    decks = (each.deck for each in inspected if each.deck)
    read = (read_example(deck.file, note) for deck in decks for note in deck.notes)
    return tuple(
        Outcome(example=example, result=_first_result(example, problems), problems=problems)
        for example, problems in read
        if example
    )


def run_examples(outcomes: Iterable[Outcome], where: Surroundings) -> Iterator[Outcome]:
    """Yield each outcome when its example has been run."""
    waiting = tuple(outcomes)
    ran = run([each.example for each in waiting if each.result is Result.RAN], where)
    for outcome in waiting:
        if outcome.result is not Result.RAN:
            yield outcome
            continue
        example, seen = next(ran)
        found = judge(example, seen, where.seconds)
        result = Result.FAILED if has_errors(found) else Result.RAN
        yield replace(outcome, result=result, problems=(*outcome.problems, *found))


def _first_result(example: Example, problems: tuple[Problem, ...]) -> Result:
    if has_errors(problems):
        return Result.FAILED
    if example.is_skipped:
        return Result.SKIPPED
    return Result.RAN if example.codes else Result.NOT_RUN
