"""The cloze deletions of a text, and what of it a learner sees of a card."""

import re
from dataclasses import dataclass

_SIGN = re.compile(r"\{\{c(?P<number>[0-9]{1,3})::|\}\}|::|[{}]")
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
    chars = list(text)
    for each in found:
        _clear(chars, each.start, each.text_start)
        _clear(chars, each.text_end, each.end)
        if each.number == number:
            _clear(chars, each.start, each.end)
            chars[each.start] = HIDDEN
    return "".join(chars)


def _clear(chars: list[str], start: int, end: int) -> None:
    for place in range(start, end):
        if chars[place] != "\n":
            chars[place] = " "
