"""A card's two sides from its templates, as Anki renders them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from ankiflask.preview.clozes import has_number
from ankiflask.preview.filters import filtered
from ankiflask.preview.parse import (
    Comment,
    Field,
    Node,
    Section,
    TemplateError,
    isolated,
    more_about,
    parse,
    quoted,
)

_EMPTY = re.compile(r"(?:[ \t\n\r\f\v]|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_CLOZE_NUMBER = re.compile(r"c\+?[0-9]+")
_FRONT_SIDE = "FrontSide"


@dataclass(frozen=True, slots=True)
class Sides:
    """A card's front and back, HTML."""

    front: str
    back: str


@dataclass(frozen=True, slots=True)
class _Context:
    values: Mapping[str, str]
    filled: frozenset[str]
    number: int
    front: str | None = None


def render(
    templates: tuple[str, str], values: Mapping[str, str], ordinal: int, *, is_cloze: bool
) -> Sides:
    """Return the sides of a card. `values` are its fields and what Anki adds, like `Tags`; HTML.

    `ordinal` counts from 0. `[sound:…]` and `[[type:…]]` stay for those who show the card. Where Anki
    cannot show it, its complaint stands in the place of the card. A hint is a `<details>`.
    """
    values = {f"c{ordinal + 1}": "1", **values}
    filled = frozenset(name for name, text in values.items() if not _EMPTY.fullmatch(text))
    context = _Context(values, filled, ordinal + 1)
    side = "Front"
    try:
        nodes = parse(templates[0])
        front = _rendered(nodes, context)
        if empty := _emptiness(nodes, context, is_cloze=is_cloze):
            return Sides(front + empty, empty)
        side = "Back"
        back = _rendered(parse(templates[1]), _Context(values, filled, ordinal + 1, front))
    except TemplateError as error:
        words = f"{side} template has a problem:<br>{error}{more_about('template-syntax-error')}"
        return Sides(words, words)
    return Sides(front, back)


def _rendered(nodes: list[Node], context: _Context) -> str:
    return "".join(_node(each, context) for each in nodes)


def _node(node: Node, context: _Context) -> str:
    match node:
        case str():
            return node
        case Comment(text):
            return text
        case Field(name, filters):
            return _field(name, filters, context)
        case Section(name, is_negated, inner):
            _check_section(name, context, is_negated=is_negated)
            inside = _rendered(inner, context)  # its faults are told, whether it is shown or not
            return inside if (name in context.filled) != is_negated else ""


def _field(name: str, filters: tuple[str, ...], context: _Context) -> str:
    if name == _FRONT_SIDE:
        return context.front or ""
    if not name and filters:
        return ""
    if name not in context.values:
        tag = ":".join((*reversed(filters), name))
        raise TemplateError(_no_field(tag, name))
    return filtered(
        context.values[name],
        name,
        filters,
        number=context.number,
        is_front=context.front is None,
    )


def _check_section(name: str, context: _Context, *, is_negated: bool) -> None:
    if name not in context.values and not _CLOZE_NUMBER.fullmatch(name):
        raise TemplateError(_no_field(f"{'^' if is_negated else '#'}{name}", name))


def _no_field(tag: str, name: str) -> str:
    return f"Found {quoted(tag)}, but there is no field called {isolated(name)}"


def _emptiness(nodes: list[Node], context: _Context, *, is_cloze: bool) -> str:
    """Return Anki's complaint of a card that has nothing to ask."""
    if is_cloze and not has_number(iter(context.values.values()), context.number):
        words = (
            f"No cloze \u2068{context.number}\u2069 found on card.\n"
            "Please either add a cloze deletion, or use the Empty Cards tool."
        )
        return f"<div>{escape(words)}{more_about('no-cloze-filter-on-cloze-note-type')}</div>"
    if not is_cloze and not any(_asks(each, context) for each in nodes):
        return f"<div>The front of this card is blank.{more_about('front-of-card-is-blank')}</div>"
    return ""


def _asks(node: Node, context: _Context) -> bool:
    """Whether the node shows a field that is filled."""
    match node:
        case Field(name, _):
            return name in context.filled
        case Section(name, is_negated, inner):
            is_shown = (name in context.filled) != is_negated
            return is_shown and any(_asks(each, context) for each in inner)
    return False
