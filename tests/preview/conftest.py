"""Real Anki, asked how it renders templates."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.anki.answering import answering
from tests.preview.asked import Ask, Asked, as_we_write


@pytest.fixture(scope="session")
def anki() -> Iterator[Ask]:
    """Asks Anki for the two sides of a card, hints in our form."""
    with answering(Path(__file__).with_name("anki_templates.py")) as ask:

        def sides(asked: Asked) -> tuple[str, str]:
            front, back = ask(asked.as_json())
            return as_we_write(front), as_we_write(back)

        yield sides
