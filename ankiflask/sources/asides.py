"""Boxed remarks as MkDocs has them: `!!! note "Title"`, and below it the text, indented."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, islice

from ankiflask.sources.cleaning import code_places
from ankiflask.sources.gathering import LEFT_OUT, Gathering
from ankiflask.sources.links import outside_code

_OPENS_BOX = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w -]{0,60}(?:\"[^\"]*\")?[ \t]*")
_INDENT = re.compile(r"(?: {4}|\t)")


def without_boxes(lines: Sequence[str], code: Collection[int], found: Gathering) -> Sequence[str]:
    """Return as many lines, those of boxes as plain paragraphs, and their first ones empty."""
    kept, is_inside = list(lines), False
    for number, line in enumerate(lines, start=1):
        if number not in code and _OPENS_BOX.fullmatch(line) and _has_text(lines, number):
            found.leave("opens a boxed remark, of which only the text is read", number)
            kept[number - 1], is_inside = "", True
        elif is_inside and line.strip():
            is_inside = bool(_INDENT.match(line))
            kept[number - 1] = _INDENT.sub("", line, count=1) if is_inside else line
    return kept


def _has_text(lines: Sequence[str], start: int) -> bool:
    """Whether the next line that is not blank is indented."""
    below = next((line for line in islice(lines, start, None) if line.strip()), "")
    return bool(_INDENT.match(below))


_OPENS, _CLOSES = "<!--", "-->"
_FOOTNOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]{1,80})\]:.*")
_MARK = re.compile(r"\[\^([^\]\s]{1,80})\]")


def without_comments(
    lines: Sequence[str], code: Collection[int], found: Gathering
) -> Sequence[str]:
    """Return the lines without HTML comments. One that begins in code is none."""
    text = "\n".join(lines)
    starts = line_starts(text)
    pieces, done = [], 0
    for start, end in _comments(text, starts, code):
        breaks = text.count("\n", start, end)
        first = bisect_right(starts, start)
        found.leave("holds a comment, which is left out", first, first + breaks, LEFT_OUT)
        pieces += [text[done:start], "\n" * breaks]
        done = end
    return "".join([*pieces, text[done:]]).split("\n") if pieces else lines


def line_starts(text: str) -> list[int]:
    """Return where each line of the text begins."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]


def _comments(text: str, starts: Sequence[int], code: Collection[int]) -> Iterator[tuple[int, int]]:
    last, place = text.rfind(_CLOSES), 0
    looked_at, inline = 0, set[int]()
    while 0 <= (start := text.find(_OPENS, place)) < last:
        number = bisect_right(starts, start)
        if number != looked_at:
            line = text[starts[number - 1] :].partition("\n")[0] if number not in code else ""
            looked_at, inline = number, code_places(line) if "`" in line else set()
        place = start + len(_OPENS)
        if number not in code and start - starts[number - 1] not in inline:
            place = text.index(_CLOSES, start) + len(_CLOSES)
            yield start, place


def without_footnotes(
    lines: Sequence[str], code: Collection[int], found: Gathering
) -> Sequence[str]:
    """Return the lines without footnotes and the marks that point to them."""
    kept, names, is_inside = list(lines), set[str](), False
    for number, line in enumerate(lines, start=1):
        match = _FOOTNOTE.fullmatch(line) if number not in code or is_inside else None
        is_inside = bool(match) or (is_inside and _goes_on(line, lines[number - 2]))
        if match:
            names.add(match[1])
        if is_inside and line.strip():
            found.leave("is a footnote, which is left out", number)
            kept[number - 1] = ""
    for number, line in enumerate(kept, start=1):
        if names and number not in code:
            kept[number - 1] = outside_code(_MARK, line, lambda m: "" if m[1] in names else m[0])
        if kept[number - 1] != line:
            found.leave("points to a footnote, which is left out", number, rule=LEFT_OUT)
    return kept if names else lines


def _goes_on(line: str, above: str) -> bool:
    """Whether a line below a footnote's is of it: indented, or plain text without a gap."""
    is_indented = line.startswith(("  ", "\t"))
    return not line.strip() or is_indented or (bool(above.strip()) and line[:1].isalpha())
