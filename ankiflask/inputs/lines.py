"""A card a line: `question :: answer`, or a text with a deletion."""

import re
from collections.abc import Sequence

from ankiflask.inputs.cards import Span, add_line
from ankiflask.inputs.cleaning import topic
from ankiflask.inputs.gathering import Gathering

HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(\S.*)")
_BULLET = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+")


def read_lines(lines: Sequence[str], found: Gathering) -> None:
    """Read each line as a card; a heading gives the topic of those below it."""
    topics: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        if heading := HEADING.fullmatch(line):
            topics = heading_topics(found, heading[1], number)
        elif line.strip():
            add_line(found, without_bullet(line), Span(number, number), topics)


def heading_topics(found: Gathering, heading: str, line: int) -> tuple[str, ...]:
    """Return the topic that a heading gives, and keep its line."""
    name = topic(heading.rstrip().rstrip("#"))
    if not name:
        found.leave("is a heading whose letters no topic can hold", line, line)
        return ()
    found.leave("is a heading, which gives the topic of what stands below it", line, line)
    return (name,)


def without_bullet(line: str) -> str:
    """Return the line without its bullet or number."""
    match = _BULLET.match(line)
    return line[match.end() if match else 0 :].strip()
