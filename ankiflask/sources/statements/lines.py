"""The lines of a text, cleaned one by one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby

from ankiflask.problems import Problem, Severity, Source
from ankiflask.sources.cleaning import control_warning, lines_of
from ankiflask.text import normal

# No-break and other special spaces are kept inside a line: the author chose them.
_PLAIN_SPACE = re.compile("[ \t\x85\u2028\u2029]+")
_BYTE_ORDER_MARK = "\ufeff"
_SPACE = (
    " \t\n\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, or several that were joined. `first` and `last` count from 1.

    `indent` and `columns` are where it begins and ends on the page, in characters. The two flags
    say what sets it apart from the line before: a blank line or a cue between them, or a bullet or
    number of its own.
    """

    text: str
    first: int
    last: int
    indent: int
    columns: int
    is_after_gap: bool = False
    is_marked: bool = False

    @property
    def is_apart(self) -> bool:
        """Whether more than the end of the line before sets it apart."""
        return self.is_after_gap or self.is_marked


def one_line(text: str) -> str:
    """Return the text without outer space, each inner run of plain space made one blank."""
    return _PLAIN_SPACE.sub(" ", text).strip(_SPACE)


def statement_hash(text: str) -> str:
    """Return the first 16 hex digits of SHA-256 of a statement's text."""
    return sha256(one_line(normal(text)).encode()).hexdigest()[:16]


def plain_line(text: str, first: int, last: int) -> Line:
    """Return a line that nothing but the end of the line before sets apart."""
    return Line(text, first, last, indent=0, columns=len(text))


def read_lines(source: Source) -> tuple[list[Line], list[Problem]]:
    """Return the lines that are not blank, and a warning for each that held control characters."""
    lines: list[Line] = []
    is_after_gap = False
    clean, dropped = lines_of(source.text)
    for number, line in enumerate(clean, start=1):
        content = line.lstrip(_BYTE_ORDER_MARK)
        if text := one_line(content):
            indent = len(content) - len(content.lstrip(_SPACE))
            lines.append(
                Line(text, number, number, indent, len(content.rstrip(_SPACE)), is_after_gap)
            )
        is_after_gap = not text
    return lines, [_control_problem(source.file, number, codes) for number, codes in dropped]


def _control_problem(file: str, line: int, codes: str) -> Problem:
    rule, message, remedy = control_warning(codes)
    return Problem(
        file=file,
        line=line,
        rule=rule,
        severity=Severity.WARNING,
        message=message,
        remedy=remedy,
    )


_BULLETS = re.compile(r"(?:(?:[*•‣⁃◦▪▫●○■□∙·]|[-+–—―](?!\W{0,4}\d))\s+(?=\S))*")
# A dash or plus before a number may be its sign: "- 5 is negative". In a list of dashes it is not.
_SIGN = re.compile(r"[-+–—―]\s+(?=\S)")
_FEWEST_SIGNS = 3
_ANY = ("", "")  # the series of a list that changes its style
_LATEST = 999  # "1914. …", "1915. …", "1916. …" are years
_NUMBER = re.compile(r"(\(?)(\d{1,5}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})([.)])(?:\s+|$)")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


@dataclass(frozen=True, slots=True)
class Number:
    """What looks like a list's number, up to `end`. It may be read in more than one way.

    `places` maps each series that it may belong to (a kind and a style) to its place there.
    """

    end: int
    places: Mapping[tuple[str, str], int]

    @property
    def is_initial(self) -> bool:
        """Whether it is a letter with a full stop, as in "A. Einstein" or "E. coli"."""
        return all(_is_initial(key) for key in self.places)

    @property
    def is_early(self) -> bool:
        """Whether a list may have come so far."""
        return min(self.places.values()) <= _LATEST

    @property
    def is_one(self) -> bool:
        """Whether it may open a list: 1 or (a)."""
        return any(place == 1 and not _is_initial(key) for key, place in self.places.items())


def _is_initial(key: tuple[str, str]) -> bool:
    kind, style = key
    return kind.isalpha() and style == "."


def number_at(text: str, start: int = 0) -> Number | None:
    """Return the number that stands in the text at `start`, if any."""
    match = _NUMBER.match(text, start)
    if not match or match[1] + match[3] == "(.":
        return None
    value, style = match[2], match[1] + match[3]
    if value.isdigit():
        return Number(match.end(), {("1", style): int(value), _ANY: int(value)})
    places = {}
    if len(value) == 1:
        place = ord(value.lower()) - ord("a") + 1
        places["aA"[value.isupper()], style] = place
        if style != ".":
            places[_ANY] = place
    if value.lower() in _ROMAN:
        places["iI"[value.isupper()], style] = _ROMAN.index(value.lower()) + 1
    return Number(match.end(), places)


def may_be_marked(text: str) -> bool:
    """Whether the text begins with what may be a bullet or a list's number."""
    number = number_at(text)
    is_numbered = number is not None and number.is_early and not number.is_initial
    return is_numbered or _SIGN.match(text) is not None


def is_bare_number(text: str) -> bool:
    """Whether the text is a list's number and nothing else."""
    number = number_at(text)
    return number is not None and number.end == len(text)


def without_markers(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without their bullets and numbers.

    A bullet always goes, but a dash before a number only in a list of three dashes or more. A
    number goes where the text counts: from 1 on, or three in a row from elsewhere; and so does a
    single 1 if every line of the text has a mark. "3.10 is a version", "1984 is a novel" and
    "- 5 is negative" stay as they are.
    """
    signs = Counter(line.text[0] for line in lines if _SIGN.match(line.text))
    listed = {sign for sign, count in signs.items() if count >= _FEWEST_SIGNS}
    starts = [_bullets_end(line.text, _sign_end(line.text, listed)) for line in lines]
    numbers = _numbers(lines, starts, range(len(lines)))
    is_all_marked = all(start or index in numbers for index, start in enumerate(starts))
    while counted := sorted(_counted(numbers, is_all_marked)):
        for index in counted:
            starts[index] = _bullets_end(lines[index].text, numbers[index].end)
        numbers = _numbers(lines, starts, counted)
    return [_cut(line, start) for line, start in zip(lines, starts, strict=True)]


def _sign_end(text: str, listed: AbstractSet[str]) -> int:
    match = _SIGN.match(text)
    return match.end() if match and text[0] in listed else 0


def _bullets_end(text: str, start: int) -> int:
    match = _BULLETS.match(text, start)
    return match.end() if match else start


def _numbers(lines: Sequence[Line], starts: Sequence[int], at: Iterable[int]) -> dict[int, Number]:
    found = ((index, number_at(lines[index].text, starts[index])) for index in at)
    return {index: number for index, number in found if number}


def _counted(numbers: Mapping[int, Number], is_all_marked: bool) -> set[int]:
    """Return the indexes of the numbers that count something."""
    series = defaultdict(list)
    for index, number in numbers.items():
        for key, place in number.places.items():
            series[key].append((index, place))
    counted = {index for key, members in series.items() for index in _runs(key, members)}
    if is_all_marked and all(number.is_one for number in numbers.values()):
        counted |= numbers.keys()
    return counted


def _runs(key: tuple[str, str], members: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the indexes of the members that follow each other in count."""
    by_run = groupby(enumerate(members), key=lambda item: item[1][1] - item[0])
    for _, group in by_run:
        run = [member for _, member in group]
        first = run[0][1]
        fewest = 2 if first == 1 and not _is_initial(key) else 3
        if len(run) >= fewest and first <= _LATEST:
            yield from (index for index, _ in run)


def _cut(line: Line, start: int) -> Line:
    if not start:
        return line
    rest = one_line(line.text[start:])
    return replace(line, text=rest or line.text, is_marked=True)
