"""Who speaks for each line of an input: a statement, a cue, or a problem that names it."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from ankiflask.problems import Problem
from ankiflask.sources.model import Material
from ankiflask.text import CONTROL, normal

# How a message names lines: three lines (1, 4-5), or several of them (lines 4-9).
_NAMED = re.compile(r"lines \((\d[\d, -]*)\)|\(lines (\d[\d, -]*)\)")
# These say something of the form, a name or a letter, and not that a line gave nothing.
_OF_OTHER_THINGS = {
    "input-form", "input-table", "input-tag", "input-tag-changed", "input-not-taken", "input-separator",
}  # fmt: skip
_NUMBER = re.compile(r"^\W*[ivxIVX]+[.)]")
# Words that only tell the form.
_SIGNS = {
    "question",
    "answer",
    "tag",
    "tags",
    "topic",
    "topics",
    "note",
    "python",
    "text",
    "href",
    "src",
    "img",
}


def lines_of(text: str) -> list[str]:
    """Return the lines without what Anki drops, which a warning of its own tells."""
    return CONTROL.sub("", normal(text)).split("\n")


def named(problem: Problem) -> Iterator[int]:
    """Yield the lines that a problem names."""
    yield problem.line
    for match in _NAMED.finditer(problem.message):
        for span in (match[1] or match[2]).split(","):
            first, _, last = span.strip().partition("-")
            yield from range(int(first), int(last or first) + 1)


def told(material: Material) -> set[int]:
    """Return the lines that a problem of the reading says something of."""
    own = (each for each in material.problems if each.rule not in _OF_OTHER_THINGS)
    return {
        line for each in own if each.rule.startswith(("input-", "more-")) for line in named(each)
    }


def unspoken(material: Material, text: str) -> list[str]:
    """Return the lines that are not blank and that nobody speaks for."""
    spoken = told(material) | {cue.line for cue in material.statements.cues}
    for each in material.statements.statements:
        spoken |= {*range(each.line, each.last_line + 1)}
    return [
        f"{number}: {line!r}"
        for number, line in enumerate(lines_of(text), start=1)
        if line.strip("\ufeff \t") and line.strip() and number not in spoken
    ]


def lost_words(material: Material, text: str) -> list[str]:
    """Return the words that stand in no text of what their line gave, where no problem tells it."""
    said: dict[int, str] = {}
    ready = {each.statement: each for each in material.ready}
    for each in material.statements.statements:
        number, note = each.number, ready.get(each.number)
        code = note.example if note else material.examples.get(number, "")
        topics = note.topics if note else material.topics.get(number, ())
        whole = " ".join([each.text, code, material.links.get(number, ""), *topics])
        for line in range(each.line, each.last_line + 1):
            said[line] = said.get(line, "") + _letters(whole)
    quiet = told(material) | {cue.line for cue in material.statements.cues}
    return [
        f"{number}: {word!r} of {line!r}"
        for number, line in enumerate(lines_of(text), start=1)
        if number not in quiet
        for word in re.findall(r"[^\W\d_]{2,}", _letters(_NUMBER.sub("", line)))
        if word not in said.get(number, "") and word not in _SIGNS
    ]


def _letters(text: str) -> str:
    """Return the text as its words are compared: what entities stand for, small, without accents."""
    parts = unicodedata.normalize("NFKD", unescape(text).casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))
