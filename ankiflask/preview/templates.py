"""A card's two sides from its templates, as Anki renders them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import islice
from typing import NamedTuple

from ankiflask.anki import templates as language
from ankiflask.anki.templates import Comment, Field, Node, Section, TemplateError
from ankiflask.preview.clozes import MAX_CARD, Budget, TooLongError, has_number
from ankiflask.preview.filters import Card, filtered

_CLOZE_NUMBER = re.compile(r"c\+?[0-9]+")
_FRONT_SIDE = "FrontSide"
_MOST_PARTS = 100_000  # of a side
_OF_A_SIDE = frozenset({"cloze", "cloze-only"})  # filters that show something else on the back
TOO_LONG = f"<div>The card has over {MAX_CARD:,} characters, more than a preview shows.</div>"


class Reference(NamedTuple):
    """A field as a side shows it; the filters in the order in which they act."""

    name: str
    filters: tuple[str, ...]
    is_front: bool


Part = str | Reference


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """A side of every card that has these templates and these fields filled. `fixed` characters are HTML."""

    all: tuple[Part, ...]
    fixed: int
    references: tuple[Reference, ...]


def _parts_of(every: tuple[Part, ...]) -> Parts:
    texts = [part for part in every if isinstance(part, str)]
    references = tuple(part for part in every if not isinstance(part, str))
    return Parts(every, sum(map(len, texts)), references)


_NO_PARTS = _parts_of(())


@dataclass(frozen=True, slots=True)
class Sides:
    """A card's sides, and the HTML of the fields in them.

    `read` counts the characters that it took to render them, without those of the templates.
    """

    front_parts: Parts
    back_parts: Parts
    texts: Mapping[Reference, str]
    read: int = 0

    @property
    def front(self) -> str:
        """The front, HTML."""
        return self._joined(self.front_parts)

    @property
    def back(self) -> str:
        """The back, HTML."""
        return self._joined(self.back_parts)

    def _joined(self, parts: Parts) -> str:
        return "".join(each if isinstance(each, str) else self.texts[each] for each in parts.all)


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
    own, budget = f"c{ordinal + 1}", Budget()
    if own not in values:
        values, names = {own: "1", **values}, names | {own}
    fields, texts = frozenset(values), dict[Reference, str]()
    card = Card(ordinal + 1, budget, is_front=True)
    side = "Front"
    try:
        front = _parts(templates[0], None, fields, names)
        _fill(texts, front, values, card)
        if empty := _emptiness(templates[0], values, names, card, is_cloze=is_cloze):
            shown = Sides(front, front, texts).front
            return fixed_sides(shown + empty, empty, budget.taken)
        side = "Back"
        back = _parts(templates[1], front, fields, names)
        _fill(texts, back, values, card._replace(is_front=False))
    except TemplateError as error:
        words = f"{side} template has a problem:<br>{error}{language.more_about('template-syntax-error')}"
        return fixed_sides(words, words, budget.taken)
    except TooLongError:
        return fixed_sides(TOO_LONG, TOO_LONG, budget.taken)
    return Sides(front, back, texts, budget.taken - front.fixed - back.fixed)


def fixed_sides(front: str, back: str, read: int = 0) -> Sides:
    """Return sides that have no fields."""
    return Sides(_parts_of((front,)), _parts_of((back,)), {}, read)


def _fill(
    texts: dict[Reference, str],
    parts: Parts,
    values: Mapping[str, str],
    card: Card,
) -> None:
    """Add the texts of the fields in a side."""
    card.budget.take(parts.fixed)
    for part in parts.references:
        text = texts.get(part)
        if text is None:
            text = texts[part] = filtered(values[part.name], part.name, part.filters, card)
        card.budget.take(len(text))


def _parts(
    template: str, front: Parts | None, fields: frozenset[str], names: frozenset[str]
) -> Parts:
    parts = _parts_or_error(template, front, fields, names)
    if isinstance(parts, Exception):
        raise parts
    return parts


@lru_cache(maxsize=64)  # cards whose fields are filled alike have the same parts
def _parts_or_error(
    template: str, front: Parts | None, fields: frozenset[str], names: frozenset[str]
) -> Parts | TemplateError | TooLongError:
    try:
        every = _every_part(_parsed(template), front, fields, names)
        some = tuple(islice(every, _MOST_PARTS + 1))
    except TemplateError as error:
        return error
    if len(some) > _MOST_PARTS:
        return TooLongError()
    return _parts_of(some)


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


def _every_part(
    nodes: Iterable[Node], front: Parts | None, fields: frozenset[str], names: frozenset[str]
) -> Iterator[Part]:
    for node in nodes:
        match node:
            case str(text) | Comment(text):
                yield text
            case Field(name, filters) if name == _FRONT_SIDE:
                yield from front.all if front else ()
            case Field(name, filters) if name or not filters:
                if name not in fields:
                    raise _no_field(":".join((*reversed(filters), name)), name)
                yield Reference(name, filters, front is None and not _OF_A_SIDE.isdisjoint(filters))
            case Section(name, is_negated, inner):
                if name not in fields and not _CLOZE_NUMBER.fullmatch(name):
                    raise _no_field(f"{'^' if is_negated else '#'}{name}", name)
                if (name in names) != is_negated:
                    yield from _every_part(inner, front, fields, names)
                else:  # its faults are told, whether it is shown or not
                    for _ in _every_part(inner, front and _NO_PARTS, fields, names):
                        pass


def _no_field(tag: str, name: str) -> TemplateError:
    found, missing = language.quoted(tag), language.isolated(name)
    return TemplateError(f"Found {found}, but there is no field called {missing}")


def _emptiness(
    template: str,
    values: Mapping[str, str],
    names: frozenset[str],
    card: Card,
    *,
    is_cloze: bool,
) -> str:
    """Return Anki's complaint of a card that has nothing to ask."""
    if is_cloze and not has_number(values.values(), card.number, card.budget):
        words = (
            f"No cloze \u2068{card.number}\u2069 found on card.\n"
            "Please either add a cloze deletion, or use the Empty Cards tool."
        )
        return (
            f"<div>{escape(words)}{language.more_about('no-cloze-filter-on-cloze-note-type')}</div>"
        )
    if not is_cloze and not language.shows_any(_parsed(template), names):
        return f"<div>The front of this card is blank.{language.more_about('front-of-card-is-blank')}</div>"
    return ""
