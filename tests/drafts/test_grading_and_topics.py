"""The two formulas: how hard a note is, and what it belongs to."""

import pytest

from ankiflask.deck.model import Difficulty
from ankiflask.drafting.english.vocabulary import learn
from ankiflask.drafting.reasons import grades, parts
from ankiflask.drafting.topics import topics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cells divide.", {"facts": 3, "terms": 2, "rare": 2, "length": 1}),
        ("Cells divide. So it is.", {"facts": 6, "terms": 2, "rare": 2, "length": 1}),
        ("Call stop() to end it.", {"facts": 3, "terms": 2, "rare": 2, "code": 4, "length": 1}),
        ("Cells divide, then grow.", {"facts": 6, "terms": 3, "rare": 3, "length": 2}),
        (
            "Density is a measurement.",
            {"facts": 3, "terms": 2, "rare": 2, "abstract": 4, "length": 2},
        ),
    ],
)
def test_points_are_counted_by_hand(text: str, expected: dict[str, int]) -> None:
    measured = dict(parts(text, learn((text,))))
    assert {name: points for name, points in measured.items() if points} == expected


def test_a_word_that_two_statements_use_is_not_rare() -> None:
    texts = ("Cells divide.", "A cell grows.")
    assert dict(parts(texts[0], learn(texts)))["rare"] == 1


def test_difficulty_is_measured_by_the_middle_of_the_text() -> None:
    easy, medium, hard = Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD
    measured = [(("length", points),) for points in (79, 80, 100, 125, 126)]
    assert grades(measured) == (easy, medium, medium, medium, hard)
    assert grades(measured[:1]) == (medium,)
    assert grades([]) == ()


TERM_OF = {
    "Plant cells have walls.": "Plant cells",
    "A cell divides.": "cell",
    "The cells of the blood are red.": "cells",
    "Blood flows through vessels.": "Blood",
    "Blood carries oxygen.": "Blood",
    "Leaves are green.": "Leaves",
    "Roots take water.": "Roots",
    "Flowers attract bees.": "Flowers",
    "Seeds sprout.": "Seeds",
    "Stems bend.": "Stems",
}
TEXTS, TERMS = tuple(TERM_OF), tuple(TERM_OF.values())


def test_a_topic_is_a_term_that_several_statements_share() -> None:
    assert topics(TEXTS, TERMS, learn(TEXTS), {}) == (
        *("cells", "cells", "cells", "blood", "blood"),
        *("general",) * 5,
    )


def test_a_word_all_over_the_text_is_no_topic() -> None:
    texts = tuple(f"Flask {verb} it." for verb in ("runs", "stops", "loads", "reads", "sends"))
    assert topics(texts, ("Flask",) * 5, learn(texts), {}) == ("general",) * 5


def test_a_table_of_topics_takes_the_place_of_the_text_s_own() -> None:
    wanted = {"body": ("blood", "plant cells"), "garden": ("bee", "seeds", "stem")}
    assert topics(TEXTS, TERMS, learn(TEXTS), wanted) == (
        *("body", "general", "body", "body", "body", "general", "general"),
        *("garden",) * 3,
    )
