"""Anki's template language: a template's text to its nodes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

_OLD_MARKS = "{{=<% %>=}}"  # a template that begins so has `<%` and `%>` for braces
_MARKS = {"{{": re.compile(r"\{\{(.*?)\}\}|<!--(.*?)-->", re.DOTALL),
          "<%": re.compile(r"<%(.*?)%>|<!--(.*?)-->", re.DOTALL)}  # fmt: skip
_DEEPEST = 100  # sections within each other; no author means more
_SIGNS = {"#": False, "^": True}
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
            case _End(name):
                _close(opened, name)
            case _:
                nodes.append(token)
    if opened:
        raise TemplateError(f"Missing {quoted(f'/{opened[-1].name}')}")
    return top


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
    marks = "{{"
    if text.lstrip().startswith(_OLD_MARKS):
        text, marks = text.lstrip().removeprefix(_OLD_MARKS), "<%"
    at = 0
    ends = (text.rfind(end) for end in ("}}", "%>", "-->"))  # beyond the last, no tag has an end
    for found in _MARKS[marks].finditer(text, 0, max(ends) + len("-->")):
        if found.start() > at:
            yield text[at : found.start()]
        yield _tag(found[1]) if found[1] is not None else Comment(found[0])
        at = found.end()
    if at < len(text):
        yield text[at:]


def _tag(inside: str) -> Field | Section | _End:
    name = inside.lstrip("{").strip()
    if len(name) > 1 and name[0] in _SIGNS:
        return Section(name[1:].lstrip(), _SIGNS[name[0]])
    if len(name) > 1 and name[0] == "/":
        return _End(name[1:].lstrip())
    last, *filters = reversed(name.split(":"))
    return Field(last, tuple(filters))


def _close(opened: list[Section], name: str) -> None:
    if not opened:
        missing = f"{quoted(f'#{name}')} or {quoted(f'^{name}')}"
        raise TemplateError(f"Found {quoted(f'/{name}')}, but missing {missing}")
    if name != (expected := opened.pop().name):
        raise TemplateError(f"Found {quoted(f'/{name}')}, but expected {quoted(f'/{expected}')}")
