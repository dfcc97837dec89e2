"""An input's text in the form that deck files take, and the small marks that people write in it."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from textwrap import dedent

from ankiflask.cloze import OPENING
from ankiflask.text import CONTROL, control_codes, normal, slug

_MARK = re.compile(r"(?<!=)==(?=[^\s=])([^=\n]{1,2000})(?<=[^\s=])==(?!=)")
_TICKS = re.compile("`+")
_BRACES = re.compile(r"[{}]|::")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MAX_TOPIC = 48


def lines_of(text: str) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the text's lines without characters that Anki drops, and those by line."""
    lines, dropped = normal(text).split("\n"), []
    for number, line in enumerate(lines, start=1):
        if codes := control_codes(line):
            lines[number - 1] = normal(CONTROL.sub("", line))
            dropped.append((number, codes))
    return lines, dropped


def control_warning(codes: str) -> tuple[str, str, str]:
    """Return the rule, message and remedy of a warning about a line's control characters."""
    return (
        "control-character",
        f"The line holds control characters, which Anki would drop: {codes}. They were left out.",
        "Delete them, or write what they stand for.",
    )


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


_FENCE = re.compile(
    r"^[ ]{0,3}(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)\n(?P<code>(?:.*\n)*?)[ ]{0,3}(?P=mark)[ \t]*$",
    re.MULTILINE,
)
_PYTHON = frozenset({"", "py", "python", "python3"})


_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]")


def fenced(text: str) -> str:
    """Return the text with a fence around what is indented by four, but for lists and fenced code."""
    if re.search(r"^[ \t]*(?:`{3,}|~{3,})", text, re.MULTILINE):
        return text
    kept: list[str] = []
    held: list[str] = []
    is_list = False
    for line in [*text.split("\n"), ""]:
        if _INDENTED.match(line) and not is_list and (held or kept):
            held.append(line)
            continue
        if held:
            kept += ["", "```", *dedent("\n".join(held)).split("\n"), "```"]
            held = []
        if line[:1].strip():
            is_list = bool(_ITEM.match(line))
        kept.append(line)
    return "\n".join(kept[:-1])


def without_fence(text: str) -> tuple[str, str]:
    """Return the text without its only fenced code, and that code as an example.

    Of several none is an example: they stay where they explain something.
    """
    opening = re.findall(r"^[ ]{0,3}(?:`{3,}|~{3,})", text, re.MULTILINE)
    match = _FENCE.search(text) if len(opening) == 2 else None  # noqa: PLR2004 - its two ends
    if match is None:
        return text, ""
    rest = text[: match.start()].rstrip() + "\n\n" + text[match.end() :].lstrip("\n")
    return rest.strip(), example(match["code"], match["info"])


def example(code: str, info: str) -> str:
    """Return the code as a note's example: bare where it is Python, else in a fence."""
    body = code.strip("\n")
    words = info.split()
    if (words[0].lower() if words else "") in _PYTHON and not re.search(
        "^(```|~~~)", body, re.MULTILINE
    ):
        return body
    mark = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", body)), default=0))
    return f"{mark}{words[0] if words else ''}\n{body}\n{mark}"


def inline_code(code: str) -> str:
    """Return the code as Markdown's inline code, whatever backticks it holds."""
    mark = "`" * (1 + max((len(run) for run in re.findall("`+", code)), default=0))
    space = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{mark}{space}{code}{space}{mark}"
