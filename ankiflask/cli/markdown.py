"""Any text as Markdown that shows just this text, on GitHub too."""

import re
from collections.abc import Iterable, Iterator
from string import punctuation

from ankiflask.cli.marks import cut
from ankiflask.compare import Mark, Piece
from ankiflask.values.text import beginning

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
    parts = list(_parts(tuple(pieces)))
    line = ""
    for part in parts:
        line += f" {part}" if _runs_together(line[-1:], part[:1]) else part
    return _SPACE.sub(" ", line).strip()


def _runs_together(before: str, after: str) -> bool:
    """Whether a mark would be none, since it stands between letters."""
    return (before in _ENDS and _is_letter(after)) or (after in _ENDS and _is_letter(before))


def _is_letter(char: str) -> bool:
    return bool(char) and char not in punctuation and not char.isspace()


def _parts(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for place, piece in enumerate(pieces):
        text = _SPACE.sub(" ", piece.text)
        if piece.kind is Mark.SAME:
            yield escaped(cut(text, is_first=place == 0, is_last=place == len(pieces) - 1))
        else:
            frame, inner = _FRAME[piece.kind], text.strip()
            yield " " * (text != text.lstrip())
            yield f"{frame}{escaped(beginning(inner, _LONGEST)) or '␣'}{frame}"
            yield " " * (text != text.rstrip())
