"""Which form an input has, by its name and by what stands in it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ankiflask.sources.cards import is_pair, sentences
from ankiflask.sources.cleaning import has_deletion
from ankiflask.sources.dialects import header, sniff
from ankiflask.sources.exports import HEADER
from ankiflask.sources.model import Statements
from ankiflask.sources.questions import ANSWER, QUESTION

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
