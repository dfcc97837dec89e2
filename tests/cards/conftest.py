"""Real Anki, asked how it shows a field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.anki.answering import answering


@dataclass(frozen=True)
class Shown:
    """A note in Anki: its cloze numbers, the cards' questions and answers, the sounds to play."""

    numbers: tuple[int, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    sounds: int


Anki = Callable[[str, str], Shown]


@pytest.fixture(scope="session")
def anki() -> Iterator[Anki]:
    """Asks Anki to show a field: `anki("qa" or "cloze", html)`."""
    with answering(Path(__file__).with_name("anki_cards.py")) as ask:

        def shown(kind: str, html: str) -> Shown:
            answer = ask({"kind": kind, "html": html})
            cards = answer["cards"]
            return Shown(
                numbers=tuple(answer["numbers"]),
                questions=tuple(card["question"] for card in cards),
                answers=tuple(card["answer"] for card in cards),
                sounds=sum(card["sounds"] for card in cards),
            )

        yield shown
