"""Links, pictures and HTML inside a Markdown text, brought to what a card can hold."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from ankiflask.html import attribute
from ankiflask.sources.asides import line_starts
from ankiflask.sources.cleaning import code_places
from ankiflask.sources.gathering import LEFT_OUT, Gathering
from ankiflask.sources.links import (
    BADGE,
    IMAGE,
    LINK,
    References,
    address_of,
    is_file,
    is_web,
    leave_picture,
    named,
    outside_code,
)

_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "kbd": "`", "tt": "`"}
_TAG = re.compile(
    r"<(/?)(a|b|strong|i|em|code|kbd|tt|u|s|del|ins|mark|small|sub|sup|span|font|abbr|cite|q|br|wbr|img)"
    r"([ \t][^<>\n]{0,1000})?/?>",
    re.IGNORECASE,
)
_VOID = frozenset({"br", "wbr", "img"})
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_HOLDS = re.compile(r"[\[<]")


def tidied(
    lines: Sequence[str], code: Collection[int], references: References, found: Gathering
) -> list[str]:
    """Return the lines with links that name their addresses, and without what no card can show."""
    kept = list(lines)
    for first, last in _stretches(lines, code):
        text = "\n".join(lines[first - 1 : last])
        if _HOLDS.search(text):
            kept[first - 1 : last] = _Stretch(text, first, found).tidied(references).split("\n")
    return kept


def _stretches(lines: Sequence[str], code: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of what stands together, without blank lines and code."""
    first = 0
    for number, line in enumerate([*lines, ""], start=1):
        is_text = bool(line.strip()) and number not in code
        if is_text and not first:
            first = number
        elif first and not is_text:
            yield first, number - 1
            first = 0


def _is_bare(pattern: re.Pattern[str], line: str) -> bool:
    """Whether nothing is left to learn of a line without what the pattern matches."""
    return not re.search(r"\w", pattern.sub("", _ITEM.sub("", line)))


class _Stretch:
    def __init__(self, text: str, first: int, found: Gathering) -> None:
        self.text = text
        self.first = first
        self.found = found
        self._is_bare: Callable[[int], bool] = bool

    def tidied(self, references: References) -> str:
        self.text = named(self.text, references)
        self._tags()
        self._change(BADGE, self._badge)
        self._change(IMAGE, self._image)
        self._change(LINK, self._link)
        return self.text

    def _change(
        self, pattern: re.Pattern[str], change: Callable[[re.Match[str], int], str]
    ) -> None:
        starts = line_starts(self.text)
        lines = self.text.split("\n")
        self._is_bare = cache(lambda line: _is_bare(pattern, lines[line - self.first]))
        self.text = outside_code(
            pattern,
            self.text,
            lambda found: change(found, self.first + bisect_right(starts, found.start()) - 1),
        )

    def _tags(self) -> None:
        code = code_places(self.text) if "`" in self.text else ()
        tags = (each for each in _TAG.finditer(self.text) if each.start() not in code)
        count = Counter(each[1] + each[2].lower() for each in tags)
        pairs = {name for name in count if name in _VOID or count[name] == count[f"/{name}"]}
        addresses: list[str] = []

        def change(match: re.Match[str], line: int) -> str:
            name = match[2].lower()
            if name not in pairs:
                return match[0]
            if name == "a":
                return self._anchor(match, addresses)
            if name == "img":
                alt = re.sub(r"[\[\]]", "", attribute(match[3] or "", "alt"))
                return f"![{alt}](<{attribute(match[3] or '', 'src')}>)"
            self.found.leave("holds HTML tags, of which only the text is kept", line, rule=LEFT_OUT)
            return " " if name == "br" else _SIGNS.get(name, "")

        if pairs:
            self._change(_TAG, change)

    @staticmethod
    def _anchor(match: re.Match[str], addresses: list[str]) -> str:
        if not match[1]:
            addresses.append(attribute(match[3] or "", "href"))
            return "["
        return f"](<{addresses.pop() if addresses else ''}>)"

    def _badge(self, match: re.Match[str], line: int) -> str:
        leave_picture(self.found, match[2] or match[3] or "", line)
        self._leave_address(line)
        return ""

    def _image(self, match: re.Match[str], line: int) -> str:
        if is_file(address_of(match)):
            return match[0]
        leave_picture(self.found, address_of(match), line)
        return "" if self._is_bare(line) else match[1]

    def _link(self, match: re.Match[str], line: int) -> str:
        address = address_of(match)
        if match[1].strip() and (is_web(address) or address.startswith("mailto:")):
            return match[0]
        if self._is_bare(line):
            self.found.leave("is a link, and says nothing by itself", line)
            return ""
        self._leave_address(line)
        return match[1]

    def _leave_address(self, line: int) -> None:
        reason = "holds a link that no card could lead to, of which only the words are kept"
        self.found.leave(reason, line, rule=LEFT_OUT)
