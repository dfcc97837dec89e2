"""A statement taken apart: sentences, words and stretches of code, each with its place."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ankiflask.drafting.english.words import is_stop_word
from ankiflask.text import sentence_ends

REMEMBERED_TEXTS = 64  # texts: a statement is looked at from several sides, one after the other
# HTTP/1.1, TCP/IP and 6/8 are one word.
_RUN = re.compile(r"[^\s\u2013\u2014/]+(?:/[\dA-Z][^\s\u2013\u2014/]*)*")
Span = tuple[int, int, bool]  # start, end, and whether it is code


class Token(NamedTuple):
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


@lru_cache(maxsize=REMEMBERED_TEXTS)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences, without the space between them. Joined by a space they are the text."""
    code = {place for start, end in code_spans(text) for place in range(start, end)}
    borders = (0, *sentence_ends(text, code), len(text))
    return tuple(text[start:end].strip() for start, end in pairwise(borders))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and stretches of code of a text, in order."""
    found = spans(text)
    starts = [*[start for start, _, _ in found], len(text)]
    ends = [0, *[end for _, end, _ in found]]
    cuts = [bool(text[end:start].strip()) for end, start in zip(ends, starts, strict=True)]
    return tuple(
        Token(text[start:end], start, end, place, is_code, cuts[place], cuts[place + 1])
        for place, (start, end, is_code) in enumerate(found)
    )


def says_something(word: Token) -> bool:
    """Whether the word is code, a number or no stop word."""
    return word.is_code or word.text[0].isdigit() or not is_stop_word(word.text)


def prose_words(text: str) -> list[str]:
    """Return the words of a text that are no code, in order, without their places."""
    return [text[start:end] for start, end, is_code in spans(text) if not is_code]


def spans(text: str) -> list[Span]:
    """Return where the words and the stretches of code stand, in order."""
    found: list[Span] = []
    place = 0
    for start, end in code_spans(text):
        found += _words(text, place, start)
        found.append((start, end, True))
        place = end
    found += _words(text, place, len(text))
    return found


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _RUN.finditer(text, start, end):
        first, last = match.span()
        if not (text[first].isalnum() and text[last - 1].isalnum()):
            # The signs around a word are no part of it, but C++ and C# keep theirs.
            while first < last and (_is_sign(text[first]) or unicodedata.combining(text[first])):
                first += 1
            while first < last and _is_sign(text[last - 1]) and text[last - 1] not in "+#":
                last -= 1
        if first < last and text[first:last] not in ("+", "#"):
            yield first, last, False


def _is_sign(character: str) -> bool:
    """Whether the character is no part of a word that begins or ends with it."""
    return not character.isalnum() and unicodedata.category(character)[0] in "PSZC"


_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
# The lengths are bounded so that no text, however made, costs more than its length allows.
_ROUND = r"\((?:[^()`\n]|\([^()`\n]{0,200}\)){0,300}\)"
_SQUARE = r"\[(?:[^\[\]`\n]|\[[^\[\]`\n]{0,200}\]){0,300}\]"
_QUOTED = r"(?:'[^'`\n]{0,200}'|\"[^\"`\n]{0,200}\")"
_SNAKE = r"(?:__[A-Za-z0-9][A-Za-z0-9_]*__|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)"
_DOT_FILE = r"\.[a-z][\w-]*(?:\.[\w-]*\w)*"  # .gitignore
_PATH = r"/[A-Za-z_<][\w<>:./-]*[\w>/]"

_CODE = re.compile(
    rf"""
    (?P<text>
        (?<!\w) [a-z]+://\S+
      | (?<![\w.+-]) [\w.+-]+@[\w-]+\.\w[\w.]*
      | (?<![\w.-]) (?:[\w-]+\.)+(?:com|org|net|edu|gov)\b
    )
  | (?<!`) `(?=[^\s`]) [^`\n]{{1,200}} (?<=[^\s`])` (?!`)
  | (?<=:\ ) (?:@[^:`\n]{{0,200}}\ )? (?:def|class|function)\ {_NAME}[(:] [^`\n]{{0,400}}? (?=\.?$)
  | !?\[[^\[\]`\n]{{0,200}}\]\([^()`\n]{{0,200}}\)
  | \{{\{{ [^{{}}`\n]{{0,200}} \}}\}}
  | \{{% [^%`\n]{{0,200}} %\}}
  | </{_NAME}>
  | (?<![\w<]) <{_NAME}[\w:.-]*\ ?/?>
  | (?:(?<=^)|(?<=[('"\s])) (?: {_PATH} | {_DOT_FILE} )
  | (?<![\w-]) --[A-Za-z][\w-]*(?:=[\w./-]+)?
  | (?<![\w.@/])
    (?: [a-z_][a-z0-9_-]+=(?![=\s])(?:{_QUOTED}|{_SQUARE}|[\w.]*\w)
      | @{_NAME}(?:\.{_NAME})*(?:{_ROUND})?
      | (?: {_SNAKE}(?:\.{_NAME})*
          | {_NAME}(?:\.{_NAME})+(?=[(\[])
          | [a-z_][a-z0-9_]+(?:\.[a-z_][a-z0-9_]*)+
        ) (?:{_ROUND}|{_SQUARE}){{0,9}}
      | {_NAME}(?:::{_NAME})+(?:\(\))?
      | {_NAME}\(\)
      | {_NAME}\((?=[^()`\n]{{0,200}}(?:['"]|\w=))[^()`\n]{{0,300}}\)
      | {_NAME}\[{_QUOTED}\]
    )
    (?![\w@])
  | \]\( | ^\d{{1,9}}\)(?=\ |$)
    """,
    re.VERBOSE,
)


# No code is without one of these; most sentences are.
_SIGN = re.compile(
    r"""[@_=</{\[().:`-](?:
        (?<=[@_`]) | (?<=[\w-]=) | (?<=<)[/A-Za-z_] | (?<=[\w\]]\() | (?<=\w\[)['"] | (?<=\d\))
      | (?<=\{)[{%] | (?<=^/)[A-Za-z_<] | (?<=^\.)[a-z] | (?<=[('"\s]\.)[a-z] | (?<=[('"\s]/)[A-Za-z_<] | (?<=\w\.)[A-Za-z_] | (?<=-)-[A-Za-z]
      | (?<=:): | (?<=:)\ (?:def|class|function)\  )""",
    re.VERBOSE,
)

# What could be read as the beginning of a deletion. In code it could not be escaped.
CLOZE_BEGINNING = re.compile(r"\{\{\s*[cC]\s*[0-9,]*\s*::?")


def code_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the start and end of each stretch of code, in order, none next to another."""
    found: list[tuple[int, int]] = []
    for match in _CODE.finditer(text) if _SIGN.search(text) else ():
        start, end = match.span()
        # A combining stroke after a code's end would destroy the mark there.
        is_struck = unicodedata.combining(text[end : end + 1] or " ")
        if match["text"] is not None or is_struck or CLOZE_BEGINNING.search(match[0]):
            continue
        if found and found[-1][1] == start:
            if "`" in (text[start], text[found[-1][0]]):
                continue
            start, _ = found.pop()
        found.append((start, end))
    return tuple(found)
