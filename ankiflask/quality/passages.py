r"""A text of a note, and what of it is prose.

The markup is read more loosely than where cards are made: what a rule wants to know is whether a
word is meant as English or as code. All forms of a text have its length, so that places agree.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from ankiflask.quality.words import words
from ankiflask.render.formulas import in_dollars

# The lengths are bounded so that no text, however made, costs more than its length allows.
_FENCE = re.compile(r"[ \t]*(?P<mark>`{3,}|~{3,})(?P<rest>[^\n]*)\n?")
_INLINE = re.compile(
    r"""
    \\[\\`*_{}!]
  | (?P<code> (?P<ticks>(?<!`)`{1,5})(?!`) (?P<inside>.{1,2000}?) (?<!`)(?P=ticks)(?!`) )
  | (?P<math> \\\( .{1,2000}? \\\) | \\\[ .{1,2000}? \\\] )
  | (?P<picture> !\[ [^\]\n]{0,500} \]\( [^)\n]{0,500} \) )
  | (?P<address> \]\( [^)\n]{0,500} \) | https?://[^\s<>]+ | [\w.+-]{1,64}@[\w-]{1,64}(?:\.\w{1,64})+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGNS = ("\\", "`", "](", "://", "@")  # no markup that is looked for is without one of these
_MATH_START = re.compile(r"\\(?:\\|([(\[]))")
_MATH_ENDS = {"(": "\\)", "[": "\\]"}
_LONGEST_MATH = 2000
_LONE = "\0"  # in no text that is checked
_QUOTES = "“\"'‘«"
_QUOTED = re.compile(
    r"“[^”\n]{1,200}”|\"[^\"\n]{1,200}\"|(?<!\w)['‘][^'’\n]{1,200}['’](?!\w)|«[^»\n]{1,200}»"
)


@dataclass(frozen=True)
class Passage:
    """A text as its author wrote it."""

    raw: str

    @cached_property
    def _split(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        codes: list[str] = []
        others: list[str] = []

        def inline(match: re.Match[str]) -> str:
            if match["code"]:
                codes.append(_restored(match["inside"]).strip())
            elif match["math"] or match["picture"]:
                others.append(_restored(match[0]))
            return _blank(match[0])

        prose = _unfenced(self.raw, codes) if "```" in self.raw or "~~~" in self.raw else self.raw
        prose = _without_dollars(prose, others) if "$" in prose else prose
        if any(sign in prose for sign in _SIGNS):
            prose = _restored(_INLINE.sub(inline, _without_lone(prose)))
        return prose, tuple(codes), tuple(others)

    @property
    def prose(self) -> str:
        """The text with blanks for code, math, pictures and addresses."""
        return self._split[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The pieces of code in it; a fenced one with its fences."""
        return self._split[1]

    @property
    def others(self) -> tuple[str, ...]:
        """Its formulas and pictures."""
        return self._split[2]

    @cached_property
    def unquoted(self) -> str:
        """The prose with blanks for what stands in quotation marks, which is not said but shown."""
        prose = self.prose
        if not any(quote in prose for quote in _QUOTES):
            return prose
        return _QUOTED.sub(lambda match: _blank(match[0]), prose)

    @cached_property
    def words(self) -> list[str]:
        """The words of the prose, in lower case."""
        return words(self.prose)

    def line(self, place: int) -> int:
        """Return the line of a place, from 0."""
        return self.raw.count("\n", 0, place)


def _without_lone(text: str) -> str:
    """Return the text with another sign for each backslash that begins a formula without an end.

    The pattern would look for the end of each of them.
    """
    ends = {"(": -2, "[": -2}

    def change(match: re.Match[str]) -> str:
        sign = match[1]
        if not sign:
            return match[0]
        if -1 != ends[sign] < match.end():
            ends[sign] = text.find(_MATH_ENDS[sign], match.end())
        is_lone = not match.end() <= ends[sign] <= match.end() + _LONGEST_MATH
        return f"{_LONE}{sign}" if is_lone else match[0]

    return _MATH_START.sub(change, text) if "\\(" in text or "\\[" in text else text


def _without_dollars(text: str, others: list[str]) -> str:
    """Return the text with blanks for formulas between dollars, which are added to `others`."""
    pieces, done = [], 0
    for start, end in in_dollars(text):
        others.append(text[start:end])
        pieces += [text[done:start], _blank(text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def _restored(text: str) -> str:
    return text.replace(_LONE, "\\")


def _unfenced(text: str, codes: list[str]) -> str:
    """Return the text with blanks for fenced code, which is added to `codes`, each with its fences."""
    pieces: list[str] = []
    code: list[str] = []
    mark = ""
    for line in text.splitlines(keepends=True):
        fence = _FENCE.fullmatch(line)
        if mark or fence:
            code.append(line)
        is_end = bool(
            mark and fence and fence["mark"].startswith(mark) and not fence["rest"].strip()
        )
        mark = "" if is_end else mark or (fence["mark"] if fence else "")
        pieces.append(_blank(line) if code else line)
        if code and not mark:
            codes.append("".join(code).rstrip("\n"))
            code = []
    return "".join(pieces)


def _blank(text: str) -> str:
    return "".join("\n" if char == "\n" else " " for char in text)
