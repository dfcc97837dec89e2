"""The shipped deck, read once."""

from pathlib import Path

import pytest

from ankiflask.deck.model import Deck
from ankiflask.deck.reader import read_deck
from ankiflask.files.read import read_text

FOLDER = Path(__file__).parents[2] / "decks" / "flask"


@pytest.fixture(scope="session")
def deck() -> Deck:
    """Return the Flask deck, which has no problem."""
    deck, problems = read_deck(read_text(FOLDER / "deck.yaml"))
    assert problems == ()
    assert deck is not None
    return deck
