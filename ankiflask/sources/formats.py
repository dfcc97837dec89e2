"""The formats of inputs: which one a text has, and texts that are refused."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Any

from ankiflask.problems import Problem, Source
from ankiflask.sources.cards import is_pair, sentences
from ankiflask.sources.cleaning import has_deletion
from ankiflask.sources.exports import HEADER
from ankiflask.sources.model import Statements
from ankiflask.sources.questions import ANSWER, QUESTION
from ankiflask.sources.tables import header, sniff

FORMS = {
    "statements": "statements, with filler lines between them",
    "paragraphs": "plain paragraphs",
    "questions": "`Q:` and `A:`",
    "lines": "`question :: answer` lines",
    "markdown": "Markdown",
    "csv": "CSV",
    "tsv": "TSV",
    "anki": "Anki's text export",
}
_ENDINGS = {
    "md": "markdown", "markdown": "markdown", "mkd": "markdown", "csv": "csv", "tsv": "tsv", "tab": "tsv",
}  # fmt: skip
_MOST_LINES, _LONGEST = 2000, 2000  # what is looked at, and how much of each line
_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_FENCE = re.compile(r"(?:```|~~~)\w*[ \t]*$")
_STRONG = re.compile(r"\*\*[^\s*][^*]{0,200}\*\*|==[^\s=][^=]{0,200}==")
_MOST_IN_A_STATEMENT = 2  # sentences


@dataclass(frozen=True, slots=True)
class Form:
    """The form's name, and what tells it; the reason goes on from "Read as Markdown: "."""

    name: str
    reason: str


def recognise(name: str, lines: Sequence[str]) -> Form:
    """Return the form of a file of this name with these lines. Without a sign it is statements."""
    if lines and HEADER.fullmatch(lines[0]):
        return Form("anki", f"the first line is {lines[0][:40]!r}")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in _ENDINGS:
        return Form(_ENDINGS[ending], f"the name ends in .{ending}")
    said = [line[:_LONGEST] for line in islice(lines, _MOST_LINES) if line.strip()]
    tests = (_questions, _cards, _markdown, _table)
    found = (form for test in tests if (form := test(said, lines)))
    return next(found, Form("statements", "nothing in it shows another format"))


def _questions(said: Sequence[str], _: Sequence[str]) -> Form | None:
    marks = [
        "Q" if QUESTION.fullmatch(line) else "A" if ANSWER.fullmatch(line) else "" for line in said
    ]
    counts = Counter(filter(None, marks))
    order = "".join(filter(None, marks))
    if counts["Q"] and "QA" in order:
        return Form("questions", f"{counts['Q']:,} × `Q:` at the beginning of a line")
    return None


def _cards(said: Sequence[str], _: Sequence[str]) -> Form | None:
    cards = sum(1 for line in said if is_pair(line) or has_deletion(line))
    content = sum(1 for line in said if not _HEADING.match(line))
    if cards and 2 * cards >= content:
        return Form("lines", f"{cards:,} of {content:,} lines have ` :: ` or a deletion")
    return None


def _markdown(said: Sequence[str], _: Sequence[str]) -> Form | None:
    headings = sum(1 for line in said if _HEADING.match(line))
    marks = sum(1 for line in said if _STRONG.search(line))
    fences = sum(1 for line in said if _FENCE.match(line))
    if headings and (headings > 1 or marks or fences > 1) and headings < len(said):
        return Form("markdown", f"it has {headings:,} headings that begin with `#`")
    return None


def _table(said: Sequence[str], lines: Sequence[str]) -> Form | None:
    dialect = sniff(said)
    if dialect is None or dialect.share < 1:
        return None
    form = "tsv" if dialect.sign == "\t" else "csv"
    if header([cell.strip().strip('"') for cell in said[0].split(dialect.sign)]):
        return Form(form, f"the first line names its columns, and {dialect.reason}")
    is_quoted = all(line.startswith('"') and line.rstrip().endswith('"') for line in lines if line)
    if dialect.sign == "\t" or is_quoted:
        return Form(form, dialect.reason)
    return None


def tells_of_paragraphs(statements: Statements) -> Form | None:
    """Return the form of a text without cues most of whose statements hold several sentences."""
    sample = [each.text[:_LONGEST] for each in statements.statements[:_MOST_LINES]]
    long = sum(1 for text in sample if sum(1 for _ in sentences(text)) > _MOST_IN_A_STATEMENT)
    if long and not statements.cues and 2 * long > len(sample):
        return Form("paragraphs", f"{long:,} of {len(sample):,} paragraphs hold over two sentences")
    return None


_WHOLE = 4 * 1024 * 1024  # characters of JSON that are read; of longer texts the ends are looked at
_HTML = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    r"(?:<!doctype\s+html[^>]*>\s*(?:<!--.{0,2000}?-->\s*)?<[a-z]|<html(?:\s[^<>]*)?>\s*<[a-z!])",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"<\?xml\s[^>]*\?>\s*<|<svg\s[^>]*xmlns", re.IGNORECASE)
_DECK = re.compile(
    r"^notes[ \t]*:[ \t]*(?:#.*)?(?:\r?\n[ \t]*(?:#.*)?)*\r?\n[ \t]*- ", re.MULTILINE
)
_DECK_BEGINS = re.compile(r"(?:\s*(?:#.*|---)\n)*\s*(?:deck|uid|description|source|notes)[ \t]*:")
_JSON_BEGINS = re.compile(r'\[?\s*\{\s*"(?:[^"\\]|\\.){0,200}"\s*:|\[\s*"')
# What a build writes into the field `Sync`, as a cell of an export.
_OURS = re.compile(
    r'(?:^|[\t,;|"])1 [0-9]{9,11} (?:[A-Z][A-Za-z0-9_ ]*=[0-9a-f]{8} )+', re.MULTILINE
)
_OUR_TYPE = re.compile(r"(?:^#notetype:|\t)ankiflask (?:Q&|Question|Cloze)", re.MULTILINE)
_EXPORT = re.compile(r"#(?:separator|html|guid column|notetype column):")

_BY_NAME = {
    "html": "an HTML page", "htm": "an HTML page", "xhtml": "an HTML page", "json": "JSON", "jsonl": "JSON",
    "ipynb": "a Jupyter notebook", "xml": "XML", "opml": "XML", "yaml": "YAML", "yml": "YAML",
}  # fmt: skip
_REMEDIES = {
    "an HTML page": "Save the page as text from a browser, or convert it with `pandoc {name} -t gfm-raw_html -o notes.md`.",
    "JSON": "Write its questions and answers as CSV, with a first line `question,answer`.",
    "a Jupyter notebook": "Convert it with `jupyter nbconvert --to markdown {name}`.",
    "a deck that CrowdAnki exported": 'Import it into Anki, and export it as "Notes in Plain Text (.txt)".',
    "XML": "Copy its text into a .txt or .md file.",
    "YAML": "A text to draft from has another ending, such as .txt or .md.",
    "a deck file": "`ankiflask build` takes it as it is, under a name that ends in .yaml.",
    "Anki's export of a deck that ankiflask built": (
        "Drafted again, each note would be in Anki twice. Edit the deck.yaml that the deck was built from."
    ),
}  # fmt: skip


def refused(source: Source, *, is_asked: bool = False) -> Problem | None:
    """Return why a text cannot be drafted from; None where it can.

    Where somebody asked for its format (`is_asked`), only an export of our own deck cannot.
    """
    found = _ours(source.text) if is_asked else _found(source.text)
    what, line = next(found, ("", 0))
    by_name = "" if is_asked else _BY_NAME.get(PurePath(source.file).suffix.lower()[1:], "")
    if not (what or by_name):
        return None
    name = PurePath(source.file).name
    said = f"This is {what}" if what else f"This is {by_name} by its name"
    return Problem(
        file=source.file,
        line=line,
        rule="not-a-text",
        message=f"{said}, which cannot be drafted from.",
        remedy=_REMEDIES[what or by_name].format(name=name if name.isprintable() else "FILE"),
    )


def _found(text: str) -> Iterator[tuple[str, int]]:
    """Yield what the text is by its content, and the line that shows it, from 1; 0 for the whole."""
    begun = text[:_WHOLE].lstrip()
    if begun[:1] == "<":
        if _HTML.match(begun):
            yield "an HTML page", 0
        if _XML.match(begun):
            yield "XML", 0
    if begun[:1] in ("{", "["):
        yield from ((what, 0) for what in _json(text))
    if _DECK_BEGINS.match(text) and (notes := _DECK.search(text)):
        yield "a deck file", text.count("\n", 0, notes.start()) + 1
    yield from _ours(text)


def _ours(text: str) -> Iterator[tuple[str, int]]:
    if mark := _OURS.search(text) or (_EXPORT.match(text) and _OUR_TYPE.search(text)):
        line = text.count("\n", 0, mark.start() + 1) + 1
        yield "Anki's export of a deck that ankiflask built", line


def _json(text: str) -> Iterator[str]:
    if len(text) > _WHOLE:
        if _JSON_BEGINS.match(text.lstrip()) and text.rstrip()[-1:] in "]}":
            yield "JSON"
        return
    value = _value(text)
    if value is None:  # one value a line is JSON, too
        first, _, rest = text.strip().partition("\n")
        value = _value(first) if _value(rest.partition("\n")[0]) else None
    match value:
        case {"cells": list(), "nbformat": _}:
            yield "a Jupyter notebook"
        case {"__type__": "Deck"}:
            yield "a deck that CrowdAnki exported"
        case {"notes": list(), "uid": str()}:
            yield "a deck file"
        case {} | [dict() | list() | str(), *_] if value:
            yield "JSON"


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
