"""How hard a note is, by a formula that anybody can check by hand."""

import re
from collections.abc import Sequence
from functools import lru_cache
from statistics import median_low

from ankiflask.deck.model import Difficulty
from ankiflask.drafting.english.code import code_spans
from ankiflask.drafting.english.tokens import prose_words, sentences
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import REMEMBERED, is_stop_word, stem
from ankiflask.drafting.model import EASY_BELOW, HARD_ABOVE

Parts = tuple[tuple[str, int], ...]

_ABSTRACT = re.compile(r"\w{3}(?:tion|sion|ment|ness|ity|ism|ance|ence|ology|ship)s?$")
_LETTERS_A_POINT = 12


def parts(text: str, vocabulary: Vocabulary) -> Parts:
    """Return how many points each part of the formula gives to what a note says.

    3 for each sentence and each comma, semicolon or colon in it (facts); 1 for each different word
    that is no stop word (terms); 1 more for one that no other statement uses (rare); 4 for each
    stretch of code; 2 for each word like "movement" or "density" (abstract); 1 for each 12
    characters (length).
    """
    stems = {stem(word) for word in prose_words(text) if not is_stop_word(word)}
    return (
        ("facts", 3 * (len(sentences(text)) + len(re.findall(r"[,;:](?= )", text)))),
        ("terms", len(stems)),
        ("rare", len([each for each in stems if vocabulary.uses.get(each, 0) <= 1])),
        ("code", 4 * len(code_spans(text))),
        ("abstract", 2 * len([each for each in stems if _is_abstract(each)])),
        ("length", len(text) // _LETTERS_A_POINT),
    )


@lru_cache(maxsize=REMEMBERED)
def _is_abstract(stemmed: str) -> bool:
    return bool(_ABSTRACT.search(stemmed))


def grades(measured: Sequence[Parts]) -> tuple[Difficulty, ...]:
    """Return the difficulty of each note of a text, measured by the text's own middle.

    Easy is less than 80 % of the median of the points, hard more than 125 %.
    """
    half = middle(measured)
    return tuple(_grade(_load(each), half) for each in measured)


def middle(measured: Sequence[Parts]) -> int:
    """Return the median of the points, of two the lower."""
    return median_low(map(_load, measured)) if measured else 0


def _load(measured: Parts) -> int:
    return sum(points for _, points in measured)


def _grade(points: int, half: int) -> Difficulty:
    if 100 * points < EASY_BELOW * half:
        return Difficulty.EASY
    return Difficulty.HARD if 100 * points > HARD_ABOVE * half else Difficulty.MEDIUM
