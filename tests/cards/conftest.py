"""Real Anki, asked how it shows a field."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.anki.answering import answering
from tests.cards.shown import Anki, Shown


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
