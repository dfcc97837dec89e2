"""YAML text to a tree of texts, lists and tables with their places. The only module with yaml in it.

Events, not PyYAML's own tree: nothing recurses, an alias is never followed, a tag never acts, and a
duplicate key is still there to be seen. Measured with 5,000 notes: 17 µs a note, where PyYAML's
`compose` takes 75 and `load` 107.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from ankiflask.notes.wording import explain_syntax
from ankiflask.values.problems import Problem
from ankiflask.values.source import Source

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML was built without libyaml: slower, the same events
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 6  # a deck file needs four
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. `line` is where its text begins, from 1; `start` and `end` count characters."""

    value: str
    line: int
    style: str  # "" plain, else one of ' " | >
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class List:
    """A sequence."""

    items: "tuple[Node, ...]"
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order of the file, duplicates and all."""

    entries: "tuple[tuple[Text, Node], ...]"
    line: int


Node = Text | List | Table


class NotYamlError(Exception):
    """The text is no YAML that a deck file may be; carries the problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


def parse(source: Source) -> Node:
    """Return the one document of the text.

    Raises NotYamlError for a syntax error, an anchor, an alias, a tag, a second document, an
    invisible character, or nesting deeper than any deck file's.
    """
    _refuse_invisible(source)
    try:
        return _Builder(source).build()
    except yaml.MarkedYAMLError as error:
        raise NotYamlError(_syntax_problem(source, error)) from None


def _refuse_invisible(source: Source) -> None:
    found = [
        Problem(
            file=source.file,
            line=source.text.count("\n", 0, match.start()) + 1,
            rule="invisible-character",
            message=f"The character U+{ord(match[0]):04X} cannot be seen, and YAML or Anki would change it.",
            remedy="Remove it.",
        )
        for match in _UNSAFE.finditer(source.text)
    ]
    if found:
        raise NotYamlError(*found[:20])


def _syntax_problem(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark
    line = min(mark.line, source.text.count("\n")) if mark is not None else 0
    message, remedy = explain_syntax(source.text.split("\n"), line, error.problem or "")
    return Problem(
        file=source.file, line=line + 1, rule="yaml-syntax", message=message, remedy=remedy
    )


class _Builder:
    """Puts events together. A stack instead of recursion: depth is a number here, not a crash."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.open: list[tuple[int, list[Node]]] = []
        self.roots: list[Node] = []

    def build(self) -> Node:
        for event in yaml.parse(self.source.text, Loader=_Loader):
            self._take(event)
        if not self.roots:
            raise self._refusal(
                1, "empty-file", "The file holds no deck.", "Begin with `deck: NAME`."
            )
        return self.roots[0]

    def _take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._refuse_decoration(event)
                self._add(_text(event))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_decoration(event)
                self._open(_line(event))
            case yaml.SequenceEndEvent():
                line, items = self.open.pop()
                self._add(List(tuple(items), line))
            case yaml.MappingEndEvent():
                line, items = self.open.pop()
                self._add(Table(tuple(self._entries(items)), line))
            case yaml.AliasEvent():
                raise self._decoration(event, f"*{event.anchor}", "an alias")

    def _open(self, line: int) -> None:
        if len(self.open) == MAX_DEPTH:
            message = f"Lists and tables are nested deeper than {MAX_DEPTH} levels."
            raise self._refusal(line, "too-deep", message, "Quote a text that begins with [ or {.")
        self.open.append((line, []))

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1][1].append(node)
        elif self.roots:
            message = "A second document begins here; a deck file is one document."
            raise self._refusal(node.line, "several-documents", message, "Remove the `---` line.")
        else:
            self.roots.append(node)

    def _entries(self, items: list[Node]) -> "list[tuple[Text, Node]]":
        pairs = []
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Text):
                lines = self.source.text.split("\n")
                raise self._refusal(
                    key.line, "yaml-syntax", *explain_syntax(lines, key.line - 1, "")
                )
            pairs.append((key, value))
        return pairs

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._decoration(event, f"&{event.anchor}", "an anchor")
        if event.tag is not None:
            raise self._decoration(event, event.tag.replace("tag:yaml.org,2002:", "!!"), "a tag")

    def _decoration(self, event: Any, shown: str, what: str) -> NotYamlError:
        message = f"YAML reads {shown!r} as {what}; a deck file has none."
        remedy = "Quote the value if it is meant as text, or write it as a `|` block."
        return self._refusal(_line(event), "yaml-decoration", message, remedy)

    def _refusal(self, line: int, rule: str, message: str, remedy: str) -> NotYamlError:
        return NotYamlError(
            Problem(file=self.source.file, line=line, rule=rule, message=message, remedy=remedy)
        )


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _text(event: Any) -> Text:
    start, end = event.start_mark, event.end_mark
    style = event.style or ""
    line = _line(event) + (style in ("|", ">"))
    return Text(event.value, line, style, start.index, end.index)
