"""The cloze deletions of a text, and what of it a learner sees of a card."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGN = re.compile(r"\{\{c(?P<number>[0-9]{1,3})::|\}\}|::|[{}]")
_NOT_LINE_END = re.compile(r"[^\n]")
HIDDEN = "…"


@dataclass(slots=True)
class Deletion:
    """`{{c1::text::hint}}`: where it stands and where its parts begin and end."""

    number: int
    start: int
    text_start: int
    text_end: int = -1
    end: int = -1
    braces: int = 0


def deletions(text: str) -> tuple[Deletion, ...]:
    """Return the whole deletions of a text, an inner one before the one around it."""
    open_ones: list[Deletion] = []
    found: list[Deletion] = []
    at = 0
    while sign := _SIGN.search(text, at):
        at = sign.end()
        here = open_ones[-1] if open_ones else None
        if sign["number"]:
            open_ones.append(Deletion(int(sign["number"]), sign.start(), sign.end()))
        elif here and sign[0] == "}}" and not here.braces:
            found.append(_closed(open_ones.pop(), sign))
        elif here and sign[0] == "::":
            if not here.braces and here.text_end < 0:
                here.text_end = sign.start()
        elif here:
            at = sign.start() + 1
            here.braces = max(0, here.braces + (1 if sign[0] == "{" else -1))
    return tuple(found)


def _closed(deletion: Deletion, sign: re.Match[str]) -> Deletion:
    if deletion.text_end < 0:
        deletion.text_end = sign.start()
    deletion.end = sign.end()
    return deletion


def seen(text: str, found: tuple[Deletion, ...], number: int = 0) -> str:
    """Return what is seen where the deletions of one number are hidden. It has the text's length.

    With no number, all is seen. The signs of the deletions are blanks.
    """
    pieces: list[str] = []
    at = 0
    for start, end, sign in sorted(_blanks(found, number), key=_outermost_first):
        if start >= at:
            pieces += (text[at:start], sign)
            at = start + len(sign)
        if end > at:
            pieces.append(_NOT_LINE_END.sub(" ", text[at:end]))
            at = end
    return "".join((*pieces, text[at:]))


def _blanks(found: tuple[Deletion, ...], number: int) -> Iterator[tuple[int, int, str]]:
    """Yield where blanks begin and end, and the sign that replaces the first of them."""
    for each in found:
        yield each.start, each.text_start, ""
        yield each.text_end, each.end, ""
        if each.number == number:
            yield each.start, each.end, HIDDEN


def _outermost_first(blank: tuple[int, int, str]) -> tuple[int, int]:
    return blank[0], -blank[1]
