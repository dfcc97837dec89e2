"""New notes at the end of a deck file that people have edited: not one byte of theirs changes.

The text is looked at line by line, since YAML libraries forget how a text was laid out. What a
deck file's own reader makes of the result is for the caller to compare.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ankiflask.drafts.layout import note_items
from ankiflask.values.notes import Note
from ankiflask.values.problems import Problem
from ankiflask.values.reasons import Reason
from ankiflask.values.source import Source

_NOTES = re.compile(r"(\ufeff?notes[ \t]*:)([^\r\n]*)")
_EMPTY = re.compile(r"(?:[ \t]*\[[ \t]*\])?[ \t]*(?:$|[ \t]#)")
_INSIDE = re.compile(r"[ \t#\r\n]|-(?:[ \r\n]|$)")
_NEXT_KEY = re.compile(r"[\w\"'-]+[ \t]*:(?:[ \t\r\n]|$)|---|\.\.\.")
_ITEM = re.compile(r"( *)-(?:[ \r\n]|$)")
_KEPT_NEWLINES = re.compile(r"[|>]\d?\+\d?[ \t]*(?:#.*)?\s*$")


class _Section(NamedTuple):
    """The list of notes: the line of its key, the line behind it, and how far it is indented."""

    start: int
    end: int
    indent: int


def append(
    deck_file: Source, notes: Sequence[Note], reasons: Sequence[Reason] = ()
) -> str | Problem:
    """Return the text of a deck file with the notes at the end of its `notes:` list.

    Every character of the old text stays, in its order, but the `[]` of an empty list. Line ends
    are written as the file has them. Where the place cannot be told, the problem says what to do.
    """
    if not notes:
        return deck_file.text
    lines = re.findall(r"[^\n]*\n|[^\n]+", deck_file.text)
    section = _section(deck_file, lines)
    if isinstance(section, Problem):
        return section
    items = note_items(notes, section.indent, reasons)
    return _inserted(
        lines, section.start, _above_comments(lines, section.start, section.end), items
    )


def _section(deck_file: Source, lines: Sequence[str]) -> _Section | Problem:
    starts = [number for number, line in enumerate(lines) if _NOTES.match(line)]
    if len(starts) != 1:
        return _unclear(deck_file, 0, f"{len(starts) or 'No'} lines begin with `notes:`")
    start = starts[0]
    end = _section_end(lines, start)
    indent = _indent(lines[start + 1 : end])
    if not _EMPTY.match(_value(lines[start])) or indent is None:
        return _unclear(deck_file, start + 1, "The notes are not written as a list of `- id: …`")
    if end < len(lines) and not _NEXT_KEY.match(lines[end]):
        return _unclear(deck_file, end + 1, "This line ends the list of notes and is no key")
    return _Section(start, end, indent)


def _value(line: str) -> str:
    match = _NOTES.match(line)
    return match[2] if match else ""


def _section_end(lines: Sequence[str], start: int) -> int:
    """Return the number of the line after the list and the comments below it."""
    places = range(start + 1, len(lines))
    return next((place for place in places if not _INSIDE.match(lines[place])), len(lines))


def _above_comments(lines: Sequence[str], start: int, end: int) -> int:
    """Return the first of the comment lines that stand directly above the next key."""
    while start + 1 < end < len(lines) and lines[end - 1].startswith("#"):
        end -= 1
    return end


def _indent(section: Sequence[str]) -> int | None:
    """Return how far the list's dashes are indented, 2 where there are none; None if not a list."""
    for line in section:
        if line.strip() and not line.lstrip().startswith("#"):
            item = _ITEM.match(line)
            return len(item[1]) if item else None
    return 2


def _inserted(lines: Sequence[str], start: int, place: int, items: str) -> str:
    newline = "\r\n" if lines[start].endswith("\r\n") else "\n"
    head = [*lines[:start], _without_brackets(lines[start]), *lines[start + 1 : place]]
    if not head[-1].endswith("\n"):
        head.append(newline)
    # After `|+` an empty line would become a part of the old note's text.
    is_kept = any(_KEPT_NEWLINES.search(line) for line in lines[start:place])
    if place > start + 1 and lines[place - 1].strip() and not is_kept:
        head.append(newline)
    tail = lines[place:]
    between = newline if tail and tail[0].strip() else ""
    return "".join([*head, items.replace("\n", newline), newline, between, *tail])


def _without_brackets(line: str) -> str:
    return re.sub(r"^([^:#]*:)[ \t]*\[[ \t]*\]", r"\1", line)


def _unclear(deck_file: Source, line: int, what: str) -> Problem:
    return Problem(
        file=deck_file.file,
        line=line,
        rule="draft-no-place",
        message=f"{what}, so it is not clear where new notes belong. Nothing was changed.",
        remedy="Write `notes:` in a line of its own, at the left edge, and the notes as a list below it.",
    )
