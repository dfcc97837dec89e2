"""Phrases whose nouns name nothing."""

from collections.abc import Sequence

from ankiflask.drafting.clozes.spots import Spot
from ankiflask.drafting.english.words import listed, plain

_VERBS = listed("take takes took taking taken play plays")  # they stay the verbs of their sentences
_IDIOMS = """
as a rule, in other words, in fact, as a result, for example, for instance, in general, in practice,
in particular, in addition, in turn, in effect, by contrast, in contrast, of course, in order,
in place of, in place, side by side, step by step, at the same time, at the time, at a time,
on the other hand, by default, by means of, on average, in part, in common, over time, in time,
take place, takes place, took place, taking place, taken place, take part, takes part, took part,
takes effect, take effect, in terms of, a number of, in response to, a series of, a variety of,
a range of, the use of, in the course of, by the end of, at the end of, at the beginning of,
in spite of, on behalf of, in favour of, in favor of, in front of, on top of, in charge of,
on the basis of, as a means of, in light of, in case, to date, in advance, in need of,
in search of, by hand, so far, in this way, in the same way, that way, play a role, plays a role,
for this reason, for that reason, for these reasons
"""


def _by_word() -> dict[str, list[list[str]]]:
    """Return the idioms by each of their words."""
    rows = [row.split() for row in _IDIOMS.split(",")]
    return {word: [row for row in rows if word in row] for row in rows for word in row}


_BY_WORD = _by_word()


def is_in_idiom(spot: Spot) -> bool:
    """Whether the word belongs to a phrase like "as a rule"."""
    idioms = _BY_WORD.get(spot.low, [])
    return _is_doubled(spot) or any(_stands(idiom, spot) for idiom in idioms)


def _is_doubled(spot: Spot) -> bool:
    """Whether the word stands twice around "by": drop by drop."""
    words = spot.words
    return any(
        words[at].text == "by" and plain(words[at - 1].text) == plain(words[at + 1].text)
        for at in (spot.place - 1, spot.place + 1)
        if 0 < at < len(words) - 1
    )


def _stands(idiom: Sequence[str], spot: Spot) -> bool:
    at = idiom.index(spot.low)
    start = spot.place - at
    if start < 0 or (at == 0 and spot.low in _VERBS):
        return False
    return [plain(word.text) for word in spot.words[start : start + len(idiom)]] == list(idiom)
