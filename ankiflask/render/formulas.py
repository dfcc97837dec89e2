r"""Formulas of a text: `$…$`, `$$…$$`, `\( … \)` and `\[ … \]`, and what only looks like one.

A price, a shell variable and the end of a regular expression have dollars, too. So a pair of
dollars is a formula only if what is between them could not be prose.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

ENDS = {"\\(": "\\)", "\\[": "\\]"}

_LETTER = r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
# What a formula holds up to its end. Each stops at the next sign of its kind, so that a text of
# nothing but openings is read once.
_BODIES = {
    "\\(": re.compile(r"((?:[^\\]++|\\[^()\[\]])*+)\\\)", re.DOTALL),
    "\\[": re.compile(r"((?:[^\\]++|\\[^()\[\]])*+)\\\]", re.DOTALL),
    "$$": re.compile(r"((?:[^\\$]++|\\[^()\[\]]|\$(?!\$))*+)\$\$(?!\$)", re.DOTALL),
    "$": re.compile(r"((?:[^\\$`]++|\\[^()\[\]`])*+)\$", re.DOTALL),
}
_OPENS_DOLLAR = re.compile(rf"(?<![{_LETTER}0-9$\\])\$(?![\s$])")
_OPENS_DOLLARS = re.compile(r"(?<![$\\])\$\$(?!\$)")
_AFTER_DOLLAR = re.compile(rf"(?<=\S\$)(?:(?:th|st|nd|rd|s)(?![{_LETTER}0-9])|(?![{_LETTER}0-9$]))")
_BRACES = re.compile(r"\\.|([{}])", re.DOTALL)
_CODE_OR_ESCAPE = re.compile(r"\\.|`+", re.DOTALL)
_TICKS = re.compile("`+")

_TEX_SIGN = re.compile(r"[\\^_=<>+|!]")
_NO_BEGINNING = re.compile(
    r"\|(?!\|?[^|]+\|)|\^(?![{0-9])|[*?)]|[0-9][0-9.,]*\+?\s*(?:to|or|of)(?![A-Za-z])"
)
_ARGUMENT = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
_NO_WORDS = re.compile(
    r"\\(?:text\w*|math(?:rm|bf|it|sf|tt|bb|cal|frak|scr|normal)|operatorname\*?|[mhf]box|boldsymbol|bm"
    rf"|begin|end|tag|label|color|ce|pu)\s*{_ARGUMENT}"
    rf"|[_^]\s*(?:{_ARGUMENT}|\\[A-Za-z]+|[^\s\\])|\\(?:[A-Za-z]+\*?|.)",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORT_WORDS = 4
_TWO_WORDS = re.compile(r"[^\W\d_]\s+[^\W\d_]")
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*+"
_TERM = rf"[+\-\u2212\u00b1]?(?:{_NUMBER}[{_LETTER}]{{0,2}}+|[{_LETTER}]{{1,2}}+)['\u2032\u2033]*+"


def _joined(item: str) -> str:
    return rf"(?:{item})(?:\s?[,/*\u00b7]\s?(?:{item}))*+"


def _with_calls(inside: str) -> str:
    return rf"(?:{_TERM})?\({_joined(inside)}\)|{_TERM}"


_SIMPLE = re.compile(_joined(_with_calls(_with_calls(_TERM))))


@dataclass(frozen=True, slots=True)
class Formula:
    r"""A formula of a text, and where it ends. `opening` is `\(`, or `\[` on a line of its own."""

    opening: str
    content: str
    end: int


class Formulas:
    """The formulas of a text: of a paragraph, a heading or a row of a table."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def code(self) -> Mapping[int, int]:
        """Where inline code begins, and where it ends."""
        return dict(_code_spans(self._text)) if "`" in self._text else {}

    def at(self, place: int) -> Formula | None:
        """Return the formula that begins at a place where no code is."""
        sign = self._text[place]
        if sign == "\\":
            return self._bracketed(place)
        if sign != "$":
            return None
        return self._doubled(place) if self._text.startswith("$$", place) else self._single(place)

    def _bracketed(self, place: int) -> Formula | None:
        opening = self._text[place : place + 2]
        found = _BODIES[opening].match(self._text, place + 2) if opening in ENDS else None
        if found is None or not self._can_be_drawn(found):
            return None
        return Formula(opening, found[1], found.end())

    def _doubled(self, place: int) -> Formula | None:
        opening = _OPENS_DOLLARS.match(self._text, place)
        found = _BODIES["$$"].match(self._text, place + 2) if opening else None
        if found is None or not (_TEX_SIGN.search(found[1]) and self._can_be_drawn(found)):
            return None
        return Formula("\\[", found[1], found.end())

    def _single(self, place: int) -> Formula | None:
        found = pair_of_dollars(self._text, place)
        if found is None or not (is_mathematics(found[1]) and self._can_be_drawn(found)):
            return None
        return Formula("\\(", found[1], found.end())

    def _can_be_drawn(self, found: re.Match[str]) -> bool:
        """Whether MathJax finds the same end: it is something to see, its braces pair, and no code begins."""
        if not found[1].strip() or not _has_pairs(found[1]):
            return False
        return "`" not in found[1] or not any(
            found.start() <= each < found.end() for each in self.code
        )


def pair_of_dollars(text: str, place: int) -> re.Match[str] | None:
    """Return what two dollars enclose, if they are where those of a formula may be."""
    found = _BODIES["$"].match(text, place + 1) if _OPENS_DOLLAR.match(text, place) else None
    return found if found and _AFTER_DOLLAR.match(text, found.end()) else None


def is_mathematics(content: str) -> bool:
    """Whether what two single dollars enclose could not be prose, prices or a command."""
    if _NO_BEGINNING.match(content):
        return False
    if not _TEX_SIGN.search(content):
        return bool(_SIMPLE.fullmatch(content))
    rest = _NO_WORDS.sub(".", content)
    words = _WORD.findall(rest)
    return not words or (
        "=" in rest and max(map(len, words)) <= _SHORT_WORDS and not _TWO_WORDS.search(rest)
    )


def in_dollars(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each formula between dollars begins and ends."""
    formulas = Formulas(text)
    done = 0
    for found in re.finditer(r"\\.|\$", text, re.DOTALL):
        formula = formulas.at(found.start()) if found[0] == "$" and found.start() >= done else None
        if formula:
            done = formula.end
            yield found.start(), done


def _has_pairs(content: str) -> bool:
    depth = 0
    for found in _BRACES.finditer(content):
        depth += {"{": 1, "}": -1}.get(found[1] or "", 0)
        if depth < 0:
            return False
    return depth == 0


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where inline code begins and ends, its backticks included."""
    later: dict[int, list[int]] = {}
    for run in reversed(list(_TICKS.finditer(text))):
        later.setdefault(len(run[0]), []).append(run.start())
    done = 0
    for run in _CODE_OR_ESCAPE.finditer(text):
        if run.start() < done or run[0][0] == "\\":
            continue
        ends = later.get(len(run[0]), [])
        while ends and ends[-1] <= run.start():
            ends.pop()
        if ends:
            done = ends[-1] + len(run[0])
            yield run.start(), done
