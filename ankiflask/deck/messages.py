"""YAML's syntax errors, said in the author's terms."""

import re
from typing import NamedTuple

from ankiflask.text import excerpt

_LINE = re.compile(r"^\s*(?:- )?(?P<key>[\w-]+):\s+(?P<value>\S.*)$")
_LIST_KEYS = frozenset({"from", "topics", "retired", "allow"})
_STARTERS = {
    "{": "a table",
    "[": "a list",
    "]": "the end of a list",
    "}": "the end of a table",
    ",": "a sign between list items",
    "*": "an alias",
    "&": "an anchor",
    "!": "a tag",
    "@": "a reserved sign",
    "`": "a reserved sign",
    "%": "a directive",
    "- ": "a list item",
    "? ": "a key",
    "|": "the start of a block",
    ">": "the start of a block",
}
_QUOTE = "Put the whole value in quotes, or write it below the key as a `|` block."
_BY_YAMLS_WORDS = (
    (
        "mapping values are not allowed",
        "YAML takes this line for a part of the value above, which cannot hold a colon and a space.",
        "Indent it like the keys above if it is a key; else put the whole value in quotes.",
    ),
    (
        "could not find expected ':'",
        "This line is neither a key nor a part of the value above.",
        "Write it as `key: value`, or indent it deeper than the key above.",
    ),
    (
        "<document start>",
        "This stands after the end of the deck.",
        "Remove it, or the line above that ends the deck.",
    ),
    (
        "did not find expected",
        "The indentation of this line does not fit the lines above.",
        "Indent it like the key or the note that it belongs beside.",
    ),
)


def quoted(text: str) -> str:
    """Return the text as a message quotes it: on one line, of at most 60 characters."""
    return repr(excerpt(text))


class Line(NamedTuple):
    """A line of a file, its number from 1."""

    number: int
    text: str


def explain_syntax(here: Line, begun: Line, problem: str) -> tuple[Line, str, str]:
    """Return the line that is wrong, what is wrong and what to do.

    `here` is where YAML found the problem, `begun` where that begins which it could not end.
    """
    if here.text.lstrip(" ").startswith("\t"):
        message = "The line is indented with a tab; YAML takes only spaces."
        return here, message, "Indent with spaces."
    for line in (begun, here):
        if said := explain_line(line.text):
            return line, *said
    for words, message, remedy in _BY_YAMLS_WORDS:
        if words in problem:
            return begun, message, remedy
    message = f"This is not YAML here ({problem})."
    return here, message, "Look at the indentation of this line and at the quotes above it."


def explain_line(line: str) -> tuple[str, str] | None:
    """Return what is wrong with a line and what to do, where the line alone tells."""
    match = _LINE.match(line)
    if match:
        return _explain_value(match["key"], match["value"])
    if re.match(r"\s*(?:- )?:(?:\s|$)", line):
        return "There is no key before this colon.", "Write it as `key: value`."
    if re.match(r"\s*(?:- )?[a-z]+:[^\s:/]", line):
        return "The colon after a key has no space behind it.", "Write it as `key: value`."
    return None


def _explain_value(key: str, value: str) -> tuple[str, str] | None:
    if value[0] in "\"'":
        return _explain_quoted(value)
    if value[0] == "[" and key in _LIST_KEYS:
        message = f"YAML cannot read this list of {key!r}."
        remedy = f"Write it as `{key}: [one, two]`, with quotes around what holds other signs."
        return message, remedy
    for sign, meaning in _STARTERS.items():
        if value.startswith(sign):
            message = f"The value begins with {sign.strip()!r}, which YAML reads as {meaning}."
            return message, _QUOTE
    if ": " in value or value.endswith(":"):
        message = "The value holds a colon followed by a space, which YAML reads as a key."
        return message, _QUOTE
    return None


def _explain_quoted(value: str) -> tuple[str, str] | None:
    quote = value[0]
    if quote == '"' and "\\" in value:
        message = "In double quotes YAML reads a backslash as the start of an escape."
        return message, "Use single quotes, or write the value below the key as a `|` block."
    if value.rstrip().endswith(quote) and len(value.rstrip()) > 1:
        return None
    return "The quotation does not end with its value.", _QUOTE
