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

    @property
    def label(self) -> str:
        """Its numbers as an attribute has them."""
        return ",".join(map(str, self.numbers))


def cloze(text: str, number: int, budget: Budget, *, is_front: bool) -> str:
    """Return the text as the card of that number shows it; "" where it has no such deletion."""
    nodes = deletions(text)
    if number not in numbers_in(nodes):
        return ""
    shown = "".join(_shown(each, number, budget, is_front=is_front) for each in nodes)
    return _plain_formulas(shown)


def _plain_formulas(html: str) -> str:
    """Return the text with no tags inside its formulas."""
    pieces: list[str] = []
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
            if number in numbers_in(deletions(text)):
                return True
    return False


def numbers_in(nodes: list[str | Deletion]) -> set[int]:
    """Return the numbers of all deletions."""
    return {number for each in _all(nodes) for number in each.numbers}


@lru_cache(maxsize=8)  # the cards of a note, and the sides of a card, ask for the same text
def deletions(text: str) -> list[str | Deletion]:
    """Return the text with its deletions; not to be changed. What is not closed is lost, as it is in Anki."""
    top: list[str | Deletion] = []
    opened: list[Deletion] = []
    for piece in _tokens(text):
        nodes = opened[-1].nodes if opened else top
        if isinstance(piece, Deletion):
            if len(opened) < _DEEPEST:
                opened.append(piece)
        elif piece != "}}":
            nodes.append(_without_hint(piece, opened[-1]) if opened else piece)
        elif opened:
            closed = opened.pop()
            (opened[-1].nodes if opened else top).append(closed)
        else:
            top.append(piece)
    return top


def _tokens(text: str) -> Iterator[str | Deletion]:
    at = 0
    for found in _MARK.finditer(text):
        numbers = _numbers(found[1] or "")
        if found[0] != "}}" and not numbers:
            continue
        if found.start() > at:
            yield text[at : found.start()]
        yield Deletion(numbers) if numbers else "}}"
        at = found.end()
    if at < len(text):
        yield text[at:]


def _numbers(text: str) -> tuple[int, ...]:
    found = {int(each) for each in text.split(",") if each and len(each.lstrip("0")) < 6}  # noqa: PLR2004 - digits
    return tuple(sorted(each for each in found if each <= _GREATEST))


def _without_hint(text: str, deletion: Deletion) -> str:
    text, divider, hint = text.partition("::")
    if divider:
        deletion.hint = hint
    return text


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
    first = node.nodes[0] if node.nodes else ""
    if isinstance(first, str) and first.startswith(_OCCLUSION):
        return _occlusion(node, first, is_asked=is_asked, is_front=is_front)
    inside = "".join(_shown(each, number, budget, is_front=is_front) for each in node.nodes)
    ordinal = f'data-ordinal="{node.label}"'
    if not is_asked:
        return f'<span class="cloze-inactive" {ordinal}>{inside}</span>'
    if is_front:
        hidden = _attribute(inside)
        budget.take(len(hidden))  # one inside another grows with each level, as it does in Anki
        return f'<span class="cloze" data-cloze="{hidden}" {ordinal}>[{node.hint}]</span>'
    return f'<span class="cloze" {ordinal}>{inside}</span>'


def _occlusion(node: Deletion, text: str, *, is_asked: bool, is_front: bool) -> str:
    """Return the shape that Anki's script would draw over a picture."""
    css = ("cloze" if is_front else "cloze-highlight") if is_asked else "cloze-inactive"
    shape, *parts = text.removeprefix(_OCCLUSION).split(":")
    pairs = (part.partition("=") for part in parts)
    data = "".join(f'data-{escape(name)}="{escape(value)}" ' for name, _, value in pairs)
    return (
        f'<div class="{css}" data-ordinal="{node.label}" data-shape="{escape(shape)}" {data}></div>'
    )


def _attribute(text: str) -> str:
    """Return the text with all of it hidden that could act, in Anki's form."""
    return "".join(
        each if each in _PLAIN or each > _LATIN else _NAMED.get(each, f"&#x{ord(each):02X};")
        for each in text
    )
