"""Anki's template language: a template's text to its nodes, and whether it asks anything."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

_OLD_MARKS = "{{=<% %>=}}"  # a template that begins so has `<%` and `%>` for braces
_ENDS = {"{{": "}}", "<%": "%>", "<!--": "-->"}
_BEGINNINGS = {braces: re.compile(f"{re.escape(braces)}|<!--") for braces in ("{{", "<%")}
_DEEPEST = 100  # sections within each other; no author means more
_SIGNS = {"#": False, "^": True}
_EMPTY = re.compile(r"(?:[ \t\n\r\f\v]|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_MORE = "https://docs.ankiweb.net/templates/errors.html"


class TemplateError(Exception):
    """The template cannot be shown. Its words are HTML and Anki's own."""


class Field(NamedTuple):
    """A field to be put in; the filters in the order in which they act."""

    name: str
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What is shown only where the field is filled, or only where it is not."""

    name: str
    is_negated: bool
    nodes: list["Node"] = field(default_factory=list)


class Comment(NamedTuple):
    """An HTML comment, which is shown as it stands."""

    text: str


Node = str | Comment | Field | Section


def parse(text: str) -> list[Node]:
    """Return the template's nodes. Raises TemplateError where its sections do not fit together."""
    top: list[Node] = []
    opened: list[Section] = []
    for token in _tokens(text):
        nodes = opened[-1].nodes if opened else top
        match token:
            case Section() if len(opened) == _DEEPEST:
                raise TemplateError(f"More than {_DEEPEST} sections stand within each other.")
            case Section():
                nodes.append(token)
                opened.append(token)
            case _End(name) if not opened:
                missing = f"{quoted(f'#{name}')} or {quoted(f'^{name}')}"
                raise TemplateError(f"Found {quoted(f'/{name}')}, but missing {missing}")
            case _End(name):
                if name != (expected := opened.pop().name):
                    found = quoted(f"/{name}")
                    raise TemplateError(f"Found {found}, but expected {quoted(f'/{expected}')}")
            case _:
                nodes.append(token)
    if opened:
        raise TemplateError(f"Missing {quoted(f'/{opened[-1].name}')}")
    return top


def filled(values: Mapping[str, str]) -> frozenset[str]:
    """Return the names of the values that are not empty to Anki."""
    return frozenset(name for name, html in values.items() if html and not _EMPTY.fullmatch(html))


def asks(front: str, fields: Mapping[str, str]) -> bool:
    """Whether Anki makes a card of a front, given the HTML of the fields."""
    try:
        return shows_any(parse(front), filled(fields))
    except TemplateError:
        return False


def shows_any(nodes: Iterable[Node], names: frozenset[str]) -> bool:
    """Whether the nodes show one of the fields that are filled."""
    for node in nodes:
        match node:
            case Field(name, _) if name in names:
                return True
            case Section(name, is_negated, inner) if (name in names) != is_negated:
                if shows_any(inner, names):
                    return True
    return False


def quoted(tag: str) -> str:
    """Return a tag as Anki quotes it, in HTML."""
    return isolated(f"{{{{{tag}}}}}")


def isolated(text: str) -> str:
    """Return a text as Anki quotes it, in HTML."""
    return escape(f"'\u2068{text}\u2069'")


def more_about(what: str) -> str:
    """Return Anki's link to its manual."""
    return f"<br><a href='{_MORE}#{what}'>More information</a>"


class _End(NamedTuple):
    name: str


def _tokens(text: str) -> Iterator[Node | _End]:
    braces = "{{"
    if text.lstrip().startswith(_OLD_MARKS):
        text, braces = text.lstrip().removeprefix(_OLD_MARKS), "<%"
    at = 0
    for start, inside, end in _marked(text, _BEGINNINGS[braces]):
        if start > at:
            yield text[at:start]
        is_comment = text.startswith("<!--", start)
        yield Comment(text[start:end]) if is_comment else _tag(text[inside : end - len(braces)])
        at = end
    if at < len(text):
        yield text[at:]


def _marked(text: str, beginnings: re.Pattern[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where each tag and comment starts, where its inside starts, and where it ends."""
    at, endless = 0, set[str]()
    while found := beginnings.search(text, at):
        closing = _ENDS[found[0]]
        end = -1 if closing in endless else text.find(closing, found.end())
        if end < 0:
            endless.add(closing)  # looked for once: what has no end here has none later
            at = found.start() + 1
            continue
        at = end + len(closing)
        yield found.start(), found.end(), at


def _tag(inside: str) -> Field | Section | _End:
    name = inside.lstrip("{").strip()
    if len(name) > 1 and name[0] in _SIGNS:
        return Section(name[1:].lstrip(), _SIGNS[name[0]])
    if len(name) > 1 and name[0] == "/":
        return _End(name[1:].lstrip())
    last, *filters = reversed(name.split(":"))
    return Field(last, tuple(filters))
