"""What the tests of the command line say to it, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


Run = Callable[..., Ran]

DECK = """\
deck: Birds
uid: birds
difficulty: easy
notes:
  - id: robin-colour
    topics: [robins]
    question: What colour is a robin's breast?
    answer: Orange.
  - id: robin-egg
    difficulty: hard
    topics: [robins, eggs]
    cloze: A robin's egg is {{c1::blue}}.
"""
