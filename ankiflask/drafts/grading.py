"""How hard a note is, by a formula that anybody can check by hand."""

from collections.abc import Sequence
from statistics import median_low

from ankiflask.drafts.code import code_spans
from ankiflask.drafts.tokens import sentences, tokens
from ankiflask.values.notes import Difficulty

_LONG_WORD = 10  # letters: such words are mostly technical, rare ones


def load(text: str) -> int:
    """Return how much a statement asks of a learner, in points.

    1 for each 6 characters, 5 for each sentence after the first, 5 for each stretch of code, and 2
    for each comma and each word of 10 letters or more.
    """
    words = tokens(text)
    long_words = sum(1 for word in words if not word.is_code and len(word.text) >= _LONG_WORD)
    further = len(sentences(text)) - 1
    return (
        len(text) // 6 + 5 * (further + len(code_spans(text))) + 2 * (long_words + text.count(","))
    )


def grades(texts: Sequence[str]) -> tuple[Difficulty, ...]:
    """Return the difficulty of each statement of a text, measured by the text's own middle.

    Easy is less than 90 % of the median load, hard more than 115 %.
    """
    loads = [load(text) for text in texts]
    middle = median_low(loads) if loads else 0
    return tuple(_grade(points, middle) for points in loads)


def _grade(points: int, middle: int) -> Difficulty:
    if 100 * points < 90 * middle:
        return Difficulty.EASY
    return Difficulty.HARD if 100 * points > 115 * middle else Difficulty.MEDIUM
