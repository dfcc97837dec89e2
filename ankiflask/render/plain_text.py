r"""Plain text to Markdown that shows exactly that text: a backslash only where a sign would act.

It belongs to the grammar: what one recognises, the other escapes.
"""

import re
import string
from collections.abc import Callable, Iterator, Mapping

from ankiflask.cloze import BEGINNING
from ankiflask.render.formulas import Formulas
from ankiflask.render.markdown import WEB_OR_MAIL
from ankiflask.render.scripts import ruby_at, subscript_at, superscript_at
from ankiflask.render.tables import alignments

_BLOCK = re.compile(
    r"""^[ \t]*(?:
        ([-+*])(?=[ \t]|$) | [0-9]{1,9}([.)])(?=[ \t]|$) | (\#)\#{0,5}(?=[ \t]|$) | (>) | (~)~~
      | ([-*_])(?:[ \t]*\6){2,}[ \t]*$ | ([=-])\7*[ \t]*$ | \[[^\]\n]{1,999}\](:)
    )""",
    re.MULTILINE | re.VERBOSE,
)
_DASHES = re.compile(r"^[ \t]*([|:-])[-|: \t]*$", re.MULTILINE)
_SIGN = re.compile(
    rf"\\(?=[{re.escape(string.punctuation)}\n])|`|\](?=\()|&(?=\#[0-9]{{1,7}};|\#[xX][0-9a-fA-F]{{1,6}};|[A-Za-z][A-Za-z0-9]{{1,31}};)"
)
_AT = re.compile(r"[\^~{<]")
_STARS, _TILDES = re.compile(r"\*+"), re.compile(r"~~+")
_SCRIPTS: Mapping[str, Callable[[str, int], re.Match[str] | None]] = {
    "^": superscript_at,
    "~": subscript_at,
    "{": ruby_at,
    "<": WEB_OR_MAIL.match,
}
_CLOSE = {"^": "^", "~": "~"}
_MAY_BE_ESCAPED = "[{~"
_LONGEST_SCRIPT = 10
_ROUNDS = 3
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def escape_text(text: str, *, cloze: bool = False) -> str:
    """Return Markdown that shows the text, its lines and paragraphs, but no blanks around a line.

    `cloze` means that it is for a cloze text, in which `{{c1::` would begin a deletion.
    """
    lines = "\n".join(line.strip(" \t") for line in text.split("\n")).strip("\n")
    paragraphs = _BLANK_LINES.split(lines)
    return "\n\n".join(_escaped(each, cloze=cloze).replace("\n", "\\\n") for each in paragraphs)


def _escaped(text: str, *, cloze: bool) -> str:
    places = block_signs(text) | inline_signs(text, cloze=cloze)
    return "".join(f"\\{sign}" if at in places else sign for at, sign in enumerate(text))


def block_signs(text: str) -> set[int]:
    """Return the places of signs at the beginnings of lines that would make more than a paragraph."""
    places = {match.start(match.lastindex or 0) for match in _BLOCK.finditer(text)}
    dashes = (match for match in _DASHES.finditer(text) if alignments(match[0]) is not None)
    return places | {match.start(1) for match in dashes}


def inline_signs(text: str, *, cloze: bool = False) -> set[int]:
    """Return the places of all other signs that would act, with what they need escaped."""
    places = {match.start() for match in _SIGN.finditer(text)} | set(_emphasis(text))
    strikes = list(_TILDES.finditer(text))
    for strike in strikes if len(strikes) > 1 else ():
        places |= set(range(*strike.span()))
    places |= {match.start() for match in _AT.finditer(text) if _acts(text, match.start())}
    if cloze:
        places |= {match.start() for match in BEGINNING.finditer(text)}
    return places | (_dollars(text, places) if "$" in text else set())


def _acts(text: str, place: int) -> bool:
    sign = text[place]
    if _SCRIPTS[sign](text, place):
        return True
    end = text.find(sign, place + 1, place + _LONGEST_SCRIPT) + 1 if sign in _CLOSE else 0
    # What follows may get a backslash, and then no longer hinders.
    start = max(0, place - _LONGEST_SCRIPT - 1)
    return (
        end > 0
        and text[end : end + 1] in _MAY_BE_ESCAPED
        and bool(_SCRIPTS[sign](text[start:end], place - start))
    )


def _emphasis(text: str) -> Iterator[int]:
    """Yield the places of `*` where one could open emphasis and a later one close it."""
    runs = [match.span() for match in _STARS.finditer(text)]
    # A line end is no blank there: a backslash will be before it.
    openers = [start for start, end in runs if text[end : end + 1].strip(" \t\u00a0")]
    closers = [start for start, _ in runs if text[max(start - 1, 0) : start].strip()]
    if openers and closers and openers[0] < closers[-1]:
        for start, end in runs:
            yield from range(start, end)


def _dollars(text: str, places: set[int]) -> set[int]:
    """Return the places of dollars that begin a formula, as the text is with the others escaped."""
    dollars = [at for at, sign in enumerate(text) if sign == "$"]
    found: set[int] = set()
    for _ in range(_ROUNDS):
        escaped, at_of = [], {}
        length = 0
        for at, sign in enumerate(text):
            is_escaped = at in places or at in found or sign == "\n"
            at_of[at] = length + is_escaped
            escaped.append(f"\\{sign}" if is_escaped else sign)
            length += 1 + is_escaped
        formulas = Formulas("".join(escaped))
        new = {at for at in dollars if at not in found and formulas.at(at_of[at])}
        if not new:
            return found
        found |= new
    return set(dollars)
