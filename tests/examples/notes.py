"""A note of a real deck file, run as `check --run` does it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import indent

from ankiflask.deck.model import Note
from ankiflask.deck.reader import read_deck
from ankiflask.examples.judge import judge
from ankiflask.examples.model import Example, Surroundings
from ankiflask.examples.read import read_example
from ankiflask.examples.run import run as run_all
from ankiflask.problems import Problem, Source

HEAD = """\
deck: Tea
uid: tea
difficulty: easy
notes:
  - id: tea-time
    question: When is tea time?
    answer: At five.
"""
FIRST_LINE = HEAD.count("\n") + 2  # of an example, which stands below its key
HERE = Surroundings(python=Path(sys.executable), seconds=10)


def note(example: str = "", run: str = "") -> Note:
    """Return the note that a deck file with these two values gives."""
    text = HEAD
    for key, value in (("example", example), ("run", run)):
        if value:
            text += f"    {key}: |\n{indent(value, ' ' * 6)}\n"
    deck, problems = read_deck(Source("deck.yaml", text))
    assert problems == ()
    assert deck is not None
    return deck.notes[0]


def read(example: str = "", run: str = "") -> tuple[Example, tuple[Problem, ...]]:
    """Return what such a note would run, and what is wrong before it runs."""
    found, problems = read_example("deck.yaml", note(example, run))
    assert found is not None
    return found, problems


def proven(example: str = "", run: str = "", seconds: float = 10) -> tuple[str, ...]:
    """Return what running such a note finds, a line a problem; rows count from the example's first."""
    found, problems = read(example, run)
    assert problems == ()
    return told(prove([found], seconds))


def prove(examples: Sequence[Example], seconds: float = 10) -> list[Problem]:
    """Run the examples; return what is wrong."""
    where = Surroundings(python=HERE.python, seconds=seconds)
    return [
        problem
        for example, seen in run_all(examples, where)
        for problem in judge(example, seen, seconds)
    ]


def told(problems: Sequence[Problem]) -> tuple[str, ...]:
    """Return each problem's row, rule and message."""
    return tuple(
        f"{problem.line - FIRST_LINE + 1} {problem.rule}: {problem.message}" for problem in problems
    )
