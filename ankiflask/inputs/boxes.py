"""Boxed remarks as MkDocs has them: `!!! note "Title"`, and below it the text, indented."""

import re
from collections.abc import Collection, Sequence
from itertools import islice

from ankiflask.inputs.gathering import Gathering

_OPENS = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w -]{0,60}(?:\"[^\"]*\")?[ \t]*")
_INDENT = re.compile(r"(?: {4}|\t)")


def without_boxes(lines: Sequence[str], code: Collection[int], found: Gathering) -> Sequence[str]:
    """Return as many lines, those of boxes as plain paragraphs, and their first ones empty."""
    kept, is_inside = list(lines), False
    for number, line in enumerate(lines, start=1):
        if number not in code and _OPENS.fullmatch(line) and _has_text(lines, number):
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
