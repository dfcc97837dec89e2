"""Texts that people, and worse, may hand in."""

from collections import Counter

from hypothesis import strategies as st

from ankiflask.problems import Source
from ankiflask.sources.model import Statements
from ankiflask.sources.statements.normalise import normalise
from ankiflask.text import CONTROL, normal

_PIECES = st.sampled_from(
    "Let me think ...|Hmm, what could it be?|I know|this!|I|no|easy ...|Flask is small.|flask.g is big|"
    "and goes on|The capital of France is Paris|with many words in it that fill the line to a width|"
    "1.|2.|3)|(a)|(b)|i.|ii.|1. 2. x|-|- 5 is|*|•|...|…|---|!|?|,|a|A.|E. coli is here.|Roses are red ...|"
    "So it goes ...|Moment mal ...|Stop!|comma,|x-|漢字です。|これは|か|\u3099|\u1100|\u1161|我想想……|و هذا|🤔|"
    "e\u0301|\u0301|{{ }}|&amp;|<b>|\ufeff|\u2028|\u00a0|\u3000|\u200b|\x07".split("|")
)
_GAPS = st.sampled_from(["\n", "\n", "\n", "\n\n", "\r\n", "\r", "\n   ", " ", " ", "", "\t"])
ODD_TEXTS = st.lists(st.tuples(_PIECES, _GAPS).map("".join), max_size=40).map("".join)
ANY_TEXTS = st.one_of(st.text(max_size=200), ODD_TEXTS)


def read(text: str) -> Statements:
    return normalise(Source("notes.txt", text))


def texts_of(result: Statements) -> list[str]:
    return [each.text for each in result.statements]


def lines_with_content(text: str) -> set[int]:
    """Return the numbers of the lines on which something can be read."""
    lines = enumerate(normal(text).split("\n"), start=1)
    return {number for number, line in lines if CONTROL.sub("", line).replace("\ufeff", "").strip()}


def letters(text: str) -> Counter[str]:
    """Return how often each letter and digit stands in the text, as it comes out."""
    return Counter(filter(str.isalnum, normal(CONTROL.sub("", normal(text)))))
