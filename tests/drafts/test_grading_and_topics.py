"""The two formulas: how hard a note is, and what it belongs to."""

import pytest

from ankiflask.drafts.grading import grades, load
from ankiflask.drafts.topics import topics
from ankiflask.drafts.vocabulary import learn
from ankiflask.values.notes import Difficulty


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Cells divide.", 2),  # 13 characters
        ("Cells divide. So it is.", 3 + 5),  # a second sentence
        ("Call stop() to end it.", 3 + 5),  # code
        ("Cells divide, then grow.", 4 + 2),  # a comma
        ("Photosynthesis makes sugar.", 4 + 2),  # a long word
    ],
)
def test_a_load_is_counted_by_hand(text: str, points: int) -> None:
    assert load(text) == points


def test_difficulty_is_measured_by_the_middle_of_the_text() -> None:
    texts = ["a" * 60, "a " * 60, "a " * 60, "a " * 90]
    easy, medium, hard = Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD
    assert grades(texts) == (easy, medium, medium, hard)
    assert grades(texts[:1]) == (medium,)
    assert grades([]) == ()


TEXTS = (
    "Plant cells have walls.",
    "A cell divides.",
    "The cells of the blood are red.",
    "Blood flows through vessels.",
    "Blood carries oxygen.",
    "Leaves are green.",
    "Roots take water.",
    "Flowers attract bees.",
    "Seeds sprout.",
    "Stems bend.",
)
TERMS = (
    "Plant cells",
    "cell",
    "cells",
    "Blood",
    "Blood",
    "Leaves",
    "Roots",
    "Flowers",
    "Seeds",
    "Stems",
)


def test_a_topic_is_a_term_that_several_statements_share() -> None:
    assert topics(TEXTS, TERMS, learn(TEXTS)) == (
        *("cells", "cells", "cells", "blood", "blood"),
        *("general",) * 5,
    )


def test_a_word_all_over_the_text_is_no_topic() -> None:
    texts = tuple(f"Flask {verb} it." for verb in ("runs", "stops", "loads", "reads", "sends"))
    assert topics(texts, ("Flask",) * 5, learn(texts)) == ("general",) * 5
