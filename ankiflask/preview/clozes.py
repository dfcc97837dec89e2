"""Cloze deletions as Anki shows them, and how much of a card is read and shown."""

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from ankiflask.preview.plain import without_tags

MAX_CARD = 8 * 1024 * 1024


class TooLongError(Exception):
    """The card would be over MAX_CARD."""


@dataclass(slots=True)
class Budget:
    """The characters that may still be read or shown for one card."""

    left: int = MAX_CARD

    @property
    def taken(self) -> int:
        """How many were read or shown."""
        return MAX_CARD - self.left

    def take(self, characters: int) -> None:
        """Count characters; raises TooLongError where there are too many."""
        self.left -= characters
        if self.left < 0:
            raise TooLongError


_MARK = re.compile(r"\{\{c([0-9,]+)::|\}\}")
_FORMULA_START = re.compile(r"\\[(\[]")
_FORMULA_END = re.compile(r"\\[)\]]")
_GREATEST = 0xFFFF
_DIGITS = 5  # of the greatest; a longer number is not even read
_DEEPEST = 10  # Anki opens no deletion within ten others
_OCCLUSION = "image-occlusion:"
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_PLAIN = frozenset(string.ascii_letters + string.digits)
_LATIN = "\u00ff"  # beyond, Anki leaves signs in attributes as they are


@dataclass(slots=True)
class Deletion:
    """A cloze deletion: its numbers, what is in it, and its hint."""

    numbers: tuple[int, ...]
    nodes: list["str | Deletion"] = field(default_factory=list)
    hint: str = "..."

    @property
    def text(self) -> str:
        """All that is in it, HTML."""
        return "".join(each if isinstance(each, str) else each.text for each in self.nodes)


def cloze(text: str, number: int, budget: Budget, *, is_front: bool) -> str:
    """Return the text as the card of that number shows it; "" where it has no such deletion."""
    nodes = deletions(text)
    if not _has_number(nodes, number):
        return ""
    html = "".join(_shown(each, number, budget, is_front=is_front) for each in nodes)
    pieces: list[str] = []  # with no tags inside the formulas
    at = 0
    while start := _FORMULA_START.search(html, at):
        end = _FORMULA_END.search(html, start.end())
        if not end:
            break
        pieces += (html[at : start.end()], without_tags(html[start.end() : end.start()]), end[0])
        at = end.end()
    return "".join((*pieces, html[at:]))


def cloze_only(text: str, number: int, budget: Budget, *, is_front: bool) -> str:
    """Return the deletions of that number alone, as the filter `cloze-only` shows them."""
    found = []
    for each in _all(deletions(text)):
        if number in each.numbers:
            found.append(each.hint if is_front else each.text)
            budget.take(len(found[-1]))
    return ", ".join(found)


def has_number(texts: Iterable[str], number: int, budget: Budget) -> bool:
    """Whether one of the texts has a deletion of that number."""
    for text in texts:
        if "{{c" in text:
            budget.take(len(text))
            if _has_number(deletions(text), number):
                return True
    return False


def _has_number(nodes: list[str | Deletion], number: int) -> bool:
    return any(number in each.numbers for each in _all(nodes))


@lru_cache(maxsize=8)  # the cards of a note, and the sides of a card, ask for the same text
def deletions(text: str) -> list[str | Deletion]:
    """Return the text with its deletions; not to be changed. What is not closed is lost, as it is in Anki."""
    top: list[str | Deletion] = []
    opened: list[Deletion] = []
    for piece in _tokens(text):
        if isinstance(piece, Deletion):
            if len(opened) < _DEEPEST:
                opened.append(piece)
        elif not opened:
            top.append(piece)
        elif piece == "}}":
            closed = opened.pop()
            (opened[-1].nodes if opened else top).append(closed)
        else:
            shown, divider, hint = piece.partition("::")
            opened[-1].nodes.append(shown)
            opened[-1].hint = hint if divider else opened[-1].hint
    return top


def _tokens(text: str) -> Iterator[str | Deletion]:
    at = 0
    for found in _MARK.finditer(text):
        written = (each.lstrip("0") or "0" for each in (found[1] or "").split(",") if each)
        numbers = {int(each) for each in written if len(each) <= _DIGITS}
        numbers -= {number for number in numbers if number > _GREATEST}
        if found[0] != "}}" and not numbers:
            continue
        if found.start() > at:
            yield text[at : found.start()]
        yield Deletion(tuple(sorted(numbers))) if numbers else "}}"
        at = found.end()
    if at < len(text):
        yield text[at:]


def _all(nodes: list[str | Deletion]) -> Iterator[Deletion]:
    for each in nodes:
        if isinstance(each, Deletion):
            yield each
            yield from _all(each.nodes)


def _shown(node: str | Deletion, number: int, budget: Budget, *, is_front: bool) -> str:
    if isinstance(node, str):
        budget.take(len(node))
        return node
    is_asked = number in node.numbers
    ordinal = f'data-ordinal="{",".join(map(str, node.numbers))}"'
    first = node.nodes[0] if node.nodes else ""
    if isinstance(first, str) and first.startswith(_OCCLUSION):
        # The shape that Anki's script would draw over a picture.
        css = ("cloze" if is_front else "cloze-highlight") if is_asked else "cloze-inactive"
        shape, *parts = first.removeprefix(_OCCLUSION).split(":")
        pairs = (part.partition("=") for part in parts)
        data = "".join(f'data-{escape(name)}="{escape(value)}" ' for name, _, value in pairs)
        return f'<div class="{css}" {ordinal} data-shape="{escape(shape)}" {data}></div>'
    inside = "".join(_shown(each, number, budget, is_front=is_front) for each in node.nodes)
    if not is_asked:
        return f'<span class="cloze-inactive" {ordinal}>{inside}</span>'
    if is_front:
        hidden = "".join(map(_in_attribute, inside))
        budget.take(len(hidden))  # one inside another grows with each level, as it does in Anki
        return f'<span class="cloze" data-cloze="{hidden}" {ordinal}>[{node.hint}]</span>'
    return f'<span class="cloze" {ordinal}>{inside}</span>'


def _in_attribute(sign: str) -> str:
    """Return a character as Anki writes it into an attribute, where nothing may act."""
    if sign in _PLAIN or sign > _LATIN:
        return sign
    return _NAMED.get(sign, f"&#x{ord(sign):02X};")
