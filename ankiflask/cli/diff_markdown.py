"""Any text as Markdown that shows just this text, on GitHub too."""

import re
from collections.abc import Iterable, Iterator
from string import punctuation

from ankiflask.cli import diff_outline as outline
from ankiflask.cli.marks import NOT_COMPARED, cut
from ankiflask.releases.model import ReleaseChange
from ankiflask.releases.word_diff import Mark, Piece
from ankiflask.text import excerpt

_LONGEST = 300  # characters of a piece
_SPACE = re.compile(r"\s+")
_ACTING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# Of the second group GitHub makes mentions, references, formulas and pictures, even behind a
# backslash; of the third, links to commits.
_SIGN = re.compile(
    r"([\\`*_\[\]<>&~|!=^]|(?<=[Ww]{3})\.|:(?=//))|([@#$]|:(?=[\w+-]+:)"
    r"|(?i:(?<=\bgh)|(?<=\bcve)|(?<=\bghsa))-)"
    r"|(?<![^\W_])([0-9a-fA-F]{7,})(?![^\W_])",
)
_SHORT_HASH = 6  # digits: of seven and more GitHub makes a link to a commit
_ENDS = ("~", "*")
_FRAME = {Mark.REMOVED: "~~", Mark.ADDED: "**"}


def escaped(text: str) -> str:
    """Return one line of Markdown that shows the text, white space as single spaces."""
    text = _ACTING.sub(lambda each: ascii(each[0])[1:-1], _SPACE.sub(" ", text))
    return _SIGN.sub(_apart, text)


def _apart(sign: re.Match[str]) -> str:
    if sign[1]:
        return f"\\{sign[1]}"
    if sign[2]:
        return f"<span>{sign[2]}</span>"
    pieces = range(0, len(sign[3]), _SHORT_HASH)
    return "".join(f"<span>{sign[3][at : at + _SHORT_HASH]}</span>" for at in pieces)


def code(text: str) -> str:
    """Return the text as inline code."""
    text = _ACTING.sub(" ", _SPACE.sub(" ", text))
    longest = max((len(each) for each in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence}{text}{fence}" if not longest else f"{fence} {text} {fence}"


def marked(pieces: Iterable[Piece]) -> str:
    """Return the pieces as one line: `~~what went~~` and `**what came**`."""
    line = ""
    for part in _line_parts(tuple(pieces)):
        before, after = line[-1:], part[:1]
        # Between letters a mark would be none.
        is_mark_lost = (before in _ENDS and _is_letter(after)) or (
            after in _ENDS and _is_letter(before)
        )
        line += f" {part}" if is_mark_lost else part
    return _SPACE.sub(" ", line).strip()


def _is_letter(char: str) -> bool:
    return bool(char) and char not in punctuation and not char.isspace()


def _line_parts(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for place, piece in enumerate(pieces):
        text = _SPACE.sub(" ", piece.text)
        if piece.kind is Mark.SAME:
            yield escaped(cut(text, is_first=place == 0, is_last=place == len(pieces) - 1))
        else:
            frame, inner = _FRAME[piece.kind], text.strip()
            yield " " * (text != text.lstrip())
            yield f"{frame}{escaped(excerpt(inner, _LONGEST)) or '␣'}{frame}"
            yield " " * (text != text.rstrip())
    if not all(piece.is_compared for piece in pieces):
        yield escaped(NOT_COMPARED)


_FOLDED = 10  # entries; a list of more is folded
_MOST = 120_000  # characters; GitHub takes 125,000
_ENTRIES = (1_000_000, 300, 100, 30, 10, 0)  # of a list: the first that is short enough is taken
_FORMAT = outline.Format(
    plain=escaped,
    marks=marked,
    row="- ",
    below="  - ",
    name="**{}**",
    title=" {}",
    title_length=100,
    like=", much like the new **{}** ({:.0%})",
    removed="~~{}~~",
    added="**{}**",
    old="~~{}~~",
    new="**{}**",
    deck="The deck",
    are="are:",
    other_guid="\n  - another GUID: a new note to Anki",
)


def change_markdown(change: ReleaseChange) -> str:
    """Return the release notes. Lists are cut where the whole would be longer than GitHub takes."""
    sections = (("For learners", _asks(change)), *outline.Outline(change, _FORMAT).sections())
    for most in _ENTRIES:
        notes = _notes(change, sections, most)
        if len(notes) <= _MOST:
            break
    return notes


def _notes(change: ReleaseChange, sections: Iterable[tuple[str, list[str]]], most: int) -> str:
    blocks = [f"**{escaped(change.deck)}, {change.level}**: {outline.summary(change)}."]
    for title, entries in sections:
        if not entries:
            continue
        left_out = len(entries) - most
        rows = "\n".join(entries[:most] + [f"- and {left_out:,} more"] * (left_out > 0))
        if len(entries) > _FOLDED:
            summary = f"<summary>{len(entries):,} entries</summary>"
            rows = f"<details>{summary}\n\n{rows}\n\n</details>"
        blocks += [f"## {title}", rows]
    return "\n\n".join(blocks)


def _asks(change: ReleaseChange) -> list[str]:
    if outline.has_nothing(change):
        return ["- Nothing changed for you."]
    told = [f"- {escaped(outline.how_to_import(change.options))}"]
    told += [f"- {escaped(words)}: {code(search)}" for words, search in outline.searches(change)]
    for each in change.reasons:
        told.append(f"- *{each.level}*: {escaped(outline.reason_words(each))}")
    return told
