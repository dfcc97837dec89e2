"""An input's text in the form that deck files take, and the small marks that people write in it."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from ankiflask.cloze import OPENING
from ankiflask.text import CONTROL, normal, slug

_SPACE = re.compile(r"\s+")
_MARK = re.compile(r"(?<!=)==(?=[^\s=])([^=\n]{1,2000})(?<=[^\s=])==(?!=)")
_TICKS = re.compile("`+")
_BRACES = re.compile(r"[{}]|::")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MAX_TOPIC = 48


def lines_of(text: str) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the text's lines without characters that Anki drops, and those by line."""
    lines, dropped = normal(text).split("\n"), []
    for number, line in enumerate(lines, start=1):
        if found := CONTROL.findall(line):
            lines[number - 1] = CONTROL.sub("", line)
            names = sorted({f"U+{ord(character):04X}" for character in found})
            dropped.append((number, ", ".join(names)))
    return lines, dropped


def one_line(text: str) -> str:
    """Return the text without outer space, each inner run of space made one blank."""
    return _SPACE.sub(" ", text).strip()


def trimmed(text: str) -> str:
    """Return the text as a deck file keeps it: normal, no blank lines and no space around it."""
    return normal(CONTROL.sub("", text)).strip()


def is_visible(text: str) -> bool:
    """Whether a learner would see anything of the text."""
    return any(
        (char.isprintable() and not char.isspace()) or unicodedata.category(char) == "Co"
        for char in text
    )


def has_deletion(text: str) -> bool:
    """Whether the text holds a `{{c1::…}}` or a `==term==` outside code."""
    if OPENING.search(text):
        return True
    return "==" in text and bool(_MARK.search(without_code(text)))


def with_deletions(text: str) -> str:
    """Return the text with each `==term==` outside code made a deletion with a number of its own."""
    number = max(map(int, OPENING.findall(text)), default=0)
    hidden, pieces, done = without_code(text), [], 0
    for match in _MARK.finditer(hidden):
        inner = text[match.start(1) : match.end(1)]
        if not _BRACES.search(inner):
            number += 1
            pieces += [text[done : match.start()], f"{{{{c{number}::{inner}}}}}"]
            done = match.end()
    return "".join([*pieces, text[done:]])


def without_code(text: str) -> str:
    """Return a text of the same length with dots in the places of inline code."""
    pieces, done = [], 0
    for start, end in code_spans(text):
        pieces += [text[done:start], "." * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


def code_places(text: str) -> set[int]:
    """Return the places of the characters that are inline code."""
    return {place for span in code_spans(text) for place in range(*span)}


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where inline code begins and ends, its backticks with it."""
    runs = list(_TICKS.finditer(text))
    nexts: dict[int, list[re.Match[str]]] = {}
    for run in reversed(runs):
        nexts.setdefault(len(run[0]), []).append(run)
    done = 0
    for run in runs:
        same = nexts[len(run[0])]
        same.pop()
        if run.start() >= done and same:
            done = same[-1].end()
            yield run.start(), done


def unescaped(text: str) -> str:
    """Return the text with the signs that entities outside code stand for."""
    if "&" not in text:
        return text
    code = code_places(text)
    return _ENTITY.sub(
        lambda match: match[0] if match.start() in code else unescape(match[0]), text
    )


def topic(name: str) -> str:
    """Return the name in the letters of a topic, a-z, 0-9 and single `-`; "" if none is left."""
    return slug(name[:1000], _MAX_TOPIC)
