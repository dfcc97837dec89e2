"""What a YAML text is made of: texts, lists and tables with their places."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import combinations, islice
from sys import intern
from typing import Any

import yaml

from ankiflask.deck.messages import Line, explain_line, explain_syntax
from ankiflask.problems import Problem, Source


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. `line` is where its text begins, from 1; `start` and `end` count characters."""

    value: str
    line: int
    style: str = ""  # "" plain, else one of ' " | >
    start: int = 0
    end: int = 0


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


def kind(node: Node) -> str:
    """Return what YAML calls a node, in plain words."""
    return "text" if isinstance(node, Text) else "list" if isinstance(node, List) else "table"


_TOLD = 20  # invisible characters of one file
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]"
)
_DECK_KEY = re.compile(r"^(?:deck|uid|notes)[ \t]*:", re.MULTILINE)
_NO_DECK = "Begin with `deck: NAME`. A text to draft from has another ending than .yaml."
# What of these has no end is told where it begins.
_HAS_AN_END = re.compile("quoted scalar|simple key|flow sequence|flow mapping")


class NotYamlError(Exception):
    """The text is no YAML that a deck file may be; carries the problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


def refusal(source: Source, line: int, rule: str, message: str, remedy: str) -> NotYamlError:
    """Return the error that tells of one problem."""
    problem = Problem(file=source.file, line=line, rule=rule, message=message, remedy=remedy)
    return NotYamlError(problem)


def refuse_invisible(source: Source) -> None:
    """Raise NotYamlError where the text holds characters that YAML or Anki would change."""
    found = [
        Problem(
            file=source.file,
            line=source.text.count("\n", 0, match.start()) + 1,
            rule="invisible-character",
            message=f"The character U+{ord(match[0]):04X} cannot be seen, and YAML or Anki would change it.",
            remedy="Remove it.",
        )
        for match in islice(_UNSAFE.finditer(source.text), _TOLD)
    ]
    if found:
        raise NotYamlError(*dict.fromkeys(found))


def syntax_error(source: Source, error: Any) -> NotYamlError:
    """Return what YAML's own error says, in the author's terms."""
    here = _line_at(source.text, error.problem_mark)
    is_told_early = error.context_mark and _HAS_AN_END.search(error.context or "")
    begun = _line_at(source.text, error.context_mark) if is_told_early else here
    line, message, remedy = explain_syntax(here, begun, error.problem or "")
    if not _DECK_KEY.search(source.text):
        message, remedy = "This is no deck file.", _NO_DECK
    return refusal(source, line.number, "yaml-syntax", message, remedy)


def no_key(source: Source, node: Node) -> NotYamlError:
    """Return the error of a list or a table that stands where a key belongs."""
    text = source.text.split("\n", node.line)[node.line - 1]
    message = "A list or a table stands here where a key belongs."
    said = explain_line(text) or (message, "Write it as `key: value`.")
    return refusal(source, node.line, "yaml-syntax", *said)


def no_table(source: Source, root: Node | None) -> NotYamlError:
    """Return the error of a file that holds nothing, or a text alone."""
    if root is None or (isinstance(root, Text) and not (root.value or root.style)):
        return refusal(source, 1, "empty-file", "The file holds no deck.", _NO_DECK)
    return refusal(source, root.line, "not-a-table", "A deck file is a table of keys.", _NO_DECK)


def _line_at(text: str, mark: Any) -> Line:
    if mark is None:
        return Line(1, "")
    start = text.rfind("\n", 0, mark.index) + 1
    end = text.find("\n", start)
    # YAML may notice at the end of a file, in a line that is not there.
    number = min(mark.line, text.count("\n")) + 1
    return Line(number, text[start:] if end < 0 else text[start:end])


class PlainLoader(yaml.SafeLoader):
    """For a PyYAML without libyaml, and for escapes of JSON: slower, and no tab may stand for a space."""

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> list[str]:
        """Refuse an escape of what is no character, as libyaml does."""
        try:
            texts: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            # JSON writes a character beyond U+FFFF as two escapes.
            return ["".join(texts).encode("utf-16", "surrogatepass").decode("utf-16")]
        except (ValueError, OverflowError):
            problem = "found invalid Unicode character escape code"
            context = "while scanning a quoted scalar"
            raise yaml.scanner.ScannerError(context, start_mark, problem, self.get_mark()) from None


_Loader = getattr(yaml, "CSafeLoader", PlainLoader)
_TWO_ESCAPES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")

MAX_DEPTH = 6  # a deck file needs four
MAX_KEYS = 500  # of one table; enough for any wrong ones to be told
_LIMITS = frozenset({"too-deep", "too-many-keys"})
_LONGEST_KEY = 64  # longer ones are unknown, and not worth keeping once for all


def parse(source: Source, take_note: Callable[[Node], None]) -> List | Table:
    """Return the one document of the text, but for the items of the list under the key `notes`.

    These are given to `take_note`, each as soon as it is read. Raises NotYamlError for a syntax
    error, an anchor, an alias, a tag, a second document, a document that is a text or nothing, an
    invisible character, or nesting deeper than any deck file's.
    """
    refuse_invisible(source)
    try:
        return _Builder(source, take_note).build()
    except yaml.MarkedYAMLError as error:
        _refuse_excess_before(source, error)
        raise syntax_error(source, error) from None


def _refuse_excess_before(source: Source, error: yaml.MarkedYAMLError) -> None:
    """Raise NotYamlError where the text passes a limit before it stops being YAML.

    YAML's scanner reads ahead, how far depends on the library and its version. So the parts that
    end at the syntax error, or at the beginning of what holds it, are read once more.
    """
    marks = (error.context_mark, error.problem_mark)
    ends = sorted({0, *(mark.index for mark in marks if mark)})
    for start, end in combinations(ends, 2):
        part = replace(source, text=source.text[start:end])
        try:
            _Builder(part, lambda _: None).build()
        except yaml.MarkedYAMLError:
            continue
        except NotYamlError as refused:
            problem = refused.problems[0]
            if problem.rule in _LIMITS:
                line = problem.line + source.text.count("\n", 0, start)
                raise NotYamlError(replace(problem, line=line)) from None
    if error.problem_mark and "maximum nesting depth" in (error.problem or ""):
        raise _too_deep(source, error.problem_mark.line + 1)


@dataclass(slots=True)
class _Open:
    """A list or a table that has begun and not ended."""

    line: int
    is_table: bool
    take: Callable[[Node], None] | None = None
    items: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> None:
        if self.take is None:
            self.items.append(node)
        else:
            self.take(node)

    def is_at_key(self) -> bool:
        return self.is_table and len(self.items) % 2 == 0


class _Builder:
    """Puts events together. A stack instead of recursion: depth is a number here, not a crash."""

    def __init__(self, source: Source, take_note: Callable[[Node], None]) -> None:
        self.source = source
        self.take_note = take_note
        self.open: list[_Open] = []
        self.roots: list[Node] = []

    def build(self) -> List | Table:
        loader = PlainLoader if _TWO_ESCAPES.search(self.source.text) else _Loader
        for event in yaml.parse(self.source.text, Loader=loader):
            self._take(event)
        root = self.roots[0] if self.roots else None
        if root is None or isinstance(root, Text):
            raise no_table(self.source, root)
        return root

    def _take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._refuse_decoration(event)
                self._add(self._text(event))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_decoration(event)
                self._begin(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._add(self._ended(self.open.pop()))
            case yaml.DocumentStartEvent() if event.version or event.tags:
                name = "%YAML" if event.version else "%TAG"
                message = f"YAML reads {name!r} as a directive; a deck file has none."
                raise self._refusal(event, "yaml-decoration", message, "Remove the line.")
            case yaml.AliasEvent():
                raise self._decoration(event, f"*{event.anchor}", "an alias")

    def _text(self, event: Any) -> Text:
        if self.open and self.open[-1].is_at_key() and len(event.value) <= _LONGEST_KEY:
            return Text(intern(event.value), _line(event))
        start, end, style = event.start_mark, event.end_mark, event.style or ""
        line = _line(event) + (style in ("|", ">"))
        return Text(event.value, line, style, start.index, end.index)

    def _begin(self, event: Any) -> None:
        if len(self.open) == MAX_DEPTH:
            raise _too_deep(self.source, _line(event))
        is_table = isinstance(event, yaml.MappingStartEvent)
        take = None if is_table or not self._is_below_notes() else self.take_note
        self.open.append(_Open(_line(event), is_table, take))

    def _is_below_notes(self) -> bool:
        if len(self.open) != 1 or not self.open[0].is_table or self.open[0].is_at_key():
            return False
        key = self.open[0].items[-1]
        return isinstance(key, Text) and key.value == "notes"

    def _ended(self, ended: _Open) -> Node:
        if not ended.is_table:
            return List(tuple(ended.items), ended.line)
        pairs = []
        for key, value in zip(ended.items[::2], ended.items[1::2], strict=True):
            if not isinstance(key, Text):
                raise no_key(self.source, key)
            pairs.append((key, value))
        return Table(tuple(pairs), ended.line)

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1].add(node)
            if self.open[-1].is_table and len(self.open[-1].items) > 2 * MAX_KEYS:
                message = f"A table has more than {MAX_KEYS} keys; a deck file needs a few."
                remedy = "Begin each note with `- id: …`."
                raise refusal(self.source, node.line, "too-many-keys", message, remedy)
        elif self.roots:
            message = "A second document begins here; a deck file is one document."
            remedy = "Remove the `---` line."
            raise refusal(self.source, node.line, "several-documents", message, remedy)
        else:
            self.roots.append(node)

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._decoration(event, f"&{event.anchor}", "an anchor")
        if event.tag is not None:
            raise self._decoration(event, event.tag.replace("tag:yaml.org,2002:", "!!"), "a tag")

    def _decoration(self, event: Any, shown: str, what: str) -> NotYamlError:
        message = f"YAML reads {shown!r} as {what}; a deck file has none."
        remedy = "Quote the value if it is meant as text; else write it out where it is needed."
        return self._refusal(event, "yaml-decoration", message, remedy)

    def _refusal(self, event: Any, rule: str, message: str, remedy: str) -> NotYamlError:
        return refusal(self.source, _line(event), rule, message, remedy)


def _too_deep(source: Source, line: int) -> NotYamlError:
    message = f"Lists and tables are nested deeper than {MAX_DEPTH} levels."
    remedy = "Put a text in quotes that begins with [, { or -."
    return refusal(source, line, "too-deep", message, remedy)


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1
