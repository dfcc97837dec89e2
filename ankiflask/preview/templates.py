"""A card's two sides from its templates, as Anki renders them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

from ankiflask.anki import templates as language
from ankiflask.anki.templates import Comment, Field, Node, Section, TemplateError
from ankiflask.preview.clozes import MAX_CARD, Budget, TooLongError, has_number
from ankiflask.preview.filters import Card, filtered

_CLOZE_NUMBER = re.compile(r"c\+?[0-9]+")
_FRONT_SIDE = "FrontSide"
TOO_LONG = f"<div>The card has over {MAX_CARD:,} characters, more than a preview shows.</div>"


@dataclass(frozen=True, slots=True)
class Sides:
    """A card's front and back, HTML. `read` counts the characters that it took to render them."""

    front: str
    back: str
    read: int = 0


@dataclass(frozen=True, slots=True)
class _Context:
    values: Mapping[str, str]
    filled: frozenset[str]
    number: int
    budget: Budget
    front: str | None = None


def render(
    templates: tuple[str, str],
    values: Mapping[str, str],
    names: frozenset[str],
    ordinal: int,
    *,
    is_cloze: bool,
) -> Sides:
    """Return the sides of a card. `values` are its fields and what Anki adds, like `Tags`; HTML.

    `names` are the `filled` ones of them, which the cards of a note share. `ordinal` counts from 0.
    `[sound:…]` and `[[type:…]]` stay for those who show the card. Where Anki cannot show it, its
    complaint stands in the place of the card; and so does ours where the card is over MAX_CARD. A
    hint is a `<details>`.
    """
    own = f"c{ordinal + 1}"
    budget = Budget()
    context = _Context(
        {own: "1", **values}, names if own in values else names | {own}, ordinal + 1, budget
    )
    side = "Front"
    try:
        nodes = _parsed(templates[0])
        front = _rendered(nodes, context)
        if empty := _emptiness(nodes, context, is_cloze=is_cloze):
            return Sides(front + empty, empty, budget.taken)
        side = "Back"
        back = _rendered(_parsed(templates[1]), replace(context, front=front))
    except TemplateError as error:
        words = f"{side} template has a problem:<br>{error}{language.more_about('template-syntax-error')}"
        return Sides(words, words, budget.taken)
    except TooLongError:
        return Sides(TOO_LONG, TOO_LONG, budget.taken)
    return Sides(front, back, budget.taken)


def _parsed(template: str) -> list[Node]:
    nodes = _nodes_or_error(template)
    if isinstance(nodes, TemplateError):
        raise nodes
    return nodes


@lru_cache(maxsize=64)  # a template is parsed once, and not for each of its cards
def _nodes_or_error(template: str) -> list[Node] | TemplateError:
    try:
        return language.parse(template)
    except TemplateError as error:
        return error


def _rendered(nodes: list[Node], context: _Context) -> str:
    return "".join(_node(each, context) for each in nodes)


def _node(node: Node, context: _Context) -> str:
    context.budget.take(1)
    match node:
        case str(text) | Comment(text):
            context.budget.take(len(text))
            return text
        case Field(name, filters):
            return _field(name, filters, context)
        case Section(name, is_negated, inner):
            if name not in context.values and not _CLOZE_NUMBER.fullmatch(name):
                raise _no_field(f"{'^' if is_negated else '#'}{name}", name)
            inside = _rendered(inner, context)  # its faults are told, whether it is shown or not
            return inside if (name in context.filled) != is_negated else ""


def _field(name: str, filters: tuple[str, ...], context: _Context) -> str:
    if name == _FRONT_SIDE:
        context.budget.take(len(context.front or ""))
        return context.front or ""
    if not name and filters:
        return ""
    if name not in context.values:
        raise _no_field(":".join((*reversed(filters), name)), name)
    card = Card(context.number, context.budget, is_front=context.front is None)
    return filtered(context.values[name], name, filters, card)


def _no_field(tag: str, name: str) -> TemplateError:
    found, missing = language.quoted(tag), language.isolated(name)
    return TemplateError(f"Found {found}, but there is no field called {missing}")


def _emptiness(nodes: list[Node], context: _Context, *, is_cloze: bool) -> str:
    """Return Anki's complaint of a card that has nothing to ask."""
    if is_cloze and not has_number(context.values.values(), context.number, context.budget):
        words = (
            f"No cloze \u2068{context.number}\u2069 found on card.\n"
            "Please either add a cloze deletion, or use the Empty Cards tool."
        )
        return (
            f"<div>{escape(words)}{language.more_about('no-cloze-filter-on-cloze-note-type')}</div>"
        )
    if not is_cloze and not language.shows_any(nodes, context.filled):
        return f"<div>The front of this card is blank.{language.more_about('front-of-card-is-blank')}</div>"
    return ""
