"""What Anki shows of a note."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """A note in Anki: its cloze numbers, the cards' questions and answers, the sounds to play."""

    numbers: tuple[int, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    sounds: int


Anki = Callable[[str, str], Shown]
