"""A text that is no YAML, or more YAML than a deck file may be, as problems."""

import re
from itertools import islice
from typing import Any

from ankiflask.notes.nodes import Node, Text
from ankiflask.notes.wording import Line, explain_line, explain_syntax
from ankiflask.values.problems import Problem
from ankiflask.values.source import Source

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
