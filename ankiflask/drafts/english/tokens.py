"""A statement taken apart: sentences, words and stretches of code, each with its place."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ankiflask.drafts.english.code import code_spans
from ankiflask.values.sentences import sentence_ends

_REMEMBERED = 64  # texts: a statement is looked at from several sides, one after the other
# HTTP/1.1, TCP/IP and 6/8 are one word.
_RUN = re.compile(r"[^\s\u2013\u2014/]+(?:/[\dA-Z][^\s\u2013\u2014/]*)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a stretch of code. `text` begins at `start` and ends before `end`.

    `place` is its number among the text's words, from 0.

    `is_cut_before` and `is_cut_after`: whether punctuation divides it from its neighbour.
    """

    text: str
    start: int
    end: int
    place: int = 0
    is_code: bool = False
    is_cut_before: bool = False
    is_cut_after: bool = False


@lru_cache(maxsize=_REMEMBERED)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences, without the space between them. Joined by a space they are the text."""
    code = {place for start, end in code_spans(text) for place in range(start, end)}
    found, start = [], 0
    for end in (*sentence_ends(text, code), len(text)):
        found.append(text[start:end].strip())
        start = end
    return tuple(found)


@lru_cache(maxsize=_REMEMBERED)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and stretches of code of a text, in order."""
    found: list[tuple[int, int, bool]] = []
    place = 0
    for start, end in code_spans(text):
        found += _words(text, place, start)
        found.append((start, end, True))
        place = end
    found += _words(text, place, len(text))
    ends = [0, *(end for _, end, _ in found)]
    starts = [*(start for start, _, _ in found[1:]), len(text)]
    return tuple(
        Token(
            text[start:end],
            start,
            end,
            place,
            is_code,
            is_cut_before=bool(text[last_end:start].strip()),
            is_cut_after=bool(text[end:next_start].strip()),
        )
        for place, ((start, end, is_code), last_end, next_start) in enumerate(
            zip(found, ends, starts, strict=False)
        )
    )


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    for match in _RUN.finditer(text, start, end):
        first, last = match.span()
        while first < last and (_is_sign(text[first]) or unicodedata.combining(text[first])):
            first += 1
        while first < last and _is_sign(text[last - 1]) and text[last - 1] not in "+#":
            last -= 1
        if first < last and not (last - first == 1 and text[first] in "+#"):
            yield first, last, False


def _is_sign(character: str) -> bool:
    """Whether the character is no part of a word that begins or ends with it."""
    return not character.isalnum() and unicodedata.category(character)[0] in "PSZC"
