"""Anki's own text export: a header of `#key:value`, then rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ankiflask.sources.cleaning import trimmed
from ankiflask.sources.gathering import LEFT_OUT, Gathering
from ankiflask.sources.html_text import Markdown
from ankiflask.sources.questions import as_topics
from ankiflask.sources.tables import Row, add_row, rows

HEADER = re.compile(
    r"#(separator|html|tags|columns|notetype|deck|if matches|(?:tags|deck|notetype|guid) column)"
    r"[ ]?:(.*)",
    re.IGNORECASE,
)
_SIGNS = {
    "comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":",
}  # fmt: skip
_SPECIAL = {
    "guid column": "GUIDs, which are not taken over: a note is known by its id here",
    "notetype column": "note types, which are not taken over",
    "deck column": "decks, which are not taken over: the notes go into one",
}


@dataclass(slots=True)
class _Head:
    """What the header says. Columns count from 0."""

    sign: str = "\t"
    is_html: bool = False
    tags: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)
    special: dict[int, str] = field(default_factory=dict)
    length: int = 0


def read_export(lines: Sequence[str], found: Gathering) -> None:
    """Read each row as a note: the first field asks, the second answers, others are its remark."""
    head = _head(lines, found)
    markdown = Markdown()
    for row in rows(lines[head.length :], head.sign, found, head.length + 1):
        topics = [*head.tags]
        cells: list[str] = []
        for place, cell in enumerate(row.cells):
            key = head.special.get(place, "")
            if key == "tags column":
                topics += cell.split()
            elif not key:
                cells.append(cell)
        _add(found, Row(cells, row.span), topics, markdown if head.is_html else None)
    for what, lines_with in markdown.dropped.items():
        for line in lines_with:
            found.leave(f"holds {what}", line, rule=LEFT_OUT)


def _add(found: Gathering, row: Row, tags: Sequence[str], markdown: Markdown | None) -> None:
    before = len(found.statements)
    if markdown:
        markdown.line = row.span.first
    add_row(found, row, ["question", "answer"], markdown.text if markdown else trimmed)
    topics = as_topics(found, [tag.replace("::", "-") for tag in tags], row.span.first)
    for number in range(before + 1, len(found.statements) + 1):
        if number in found.drafts:
            found.drafts[number].topics = topics
        elif topics:
            found.topics[number] = topics


def _head(lines: Sequence[str], found: Gathering) -> _Head:
    head = _Head()
    for line in lines:
        match = HEADER.fullmatch(line)
        if match is None and not line.startswith("#"):
            break
        head.length += 1
        if match is None:
            found.leave("is a comment", head.length, head.length)
        else:
            _take(head, match[1].lower(), match[2], found)
    return head


def _take(head: _Head, key: str, value: str, found: Gathering) -> None:
    said, line = value.strip(), head.length
    if key == "separator":
        _take_separator(head, value, found)
    elif key == "html":
        head.is_html = said.lower() == "true"
    elif key == "tags":
        head.tags = tuple(said.split())
    elif key.endswith(" column") and re.fullmatch("[1-9][0-9]{0,3}", said, re.ASCII):
        head.special[int(said) - 1] = key
        if key in _SPECIAL:
            found.remark(line, "input-not-taken", f"Column {said} holds {_SPECIAL[key]}.")
    elif key not in ("columns", "if matches"):
        found.remark(line, "input-not-taken", f"What the header says of `{key}` is not taken over.")
    found.leave("is of Anki's header", line, line)


def _take_separator(head: _Head, value: str, found: Gathering) -> None:
    said = value.strip()
    sign = _SIGNS.get(said.lower(), value if len(value) == 1 else "")
    if sign and sign not in '"\r\n':
        head.sign = sign
        return
    message = f"{said[:60]!r} is no separator; a tab is taken."
    remedy = "Write the sign or its name, as Anki does."
    found.warn(head.length, "input-separator", message, remedy)
