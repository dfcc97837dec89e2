"""Cloze deletions as their authors write them: `{{c1::text}}` and `{{c1::text::hint}}`.

The one reader of this syntax. It is given the leaves of a text's markup, since what is escaped is
no deletion, and where each of their characters is in the text (`render.positions` knows it).

A deletion ends in the piece of markup in which it begins (a paragraph, an emphasis, a piece of
code). Braces pair up inside it, so `{{c1::{{ name }}}}` deletes `{{ name }}`; what stands in
markup inside the deletion is text to the last brace and colon.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ankiflask.problems import Fault
from ankiflask.text import excerpt

# Whatever an author may have meant as the beginning of a deletion.
BEGINNING = re.compile(r"\{\{ ?[cC](?:[0-9][0-9,]* ?::?|::)")
# The beginning of one; Anki makes no card of numbers over 500.
OPENING = re.compile(r"\{\{c([1-9][0-9]{0,2})::")
_SIGN = re.compile(rf"(?P<open>{BEGINNING.pattern})|\}}\}}|::|[{{}}]")
_MOST = 500  # cards of one note that Anki makes
_DEEPEST = 8  # Anki stops at ten, in silence


def raw_numbers(text: str) -> set[int]:
    """Return the numbers of all deletions that begin in a text in which nothing is escaped."""
    numbers = {int(number) for number in OPENING.findall(text)}
    return {number for number in numbers if number <= _MOST}


class Piece(Enum):
    """What a piece of a text is to Anki."""

    TEXT = auto()
    OPEN = auto()
    HINT = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Deletion:
    """A whole deletion of a text: its number, and where it and what it hides begin and end."""

    number: int
    start: int
    text_start: int
    text_end: int
    end: int


@dataclass(slots=True)
class _Open:
    beginning: str
    line: int
    start: int
    is_in_hint: bool
    text_end: int = -1
    braces: int = 0
    is_blank: bool = True
    has_hint: bool = False

    @property
    def number(self) -> int:
        return int(self.beginning[3:-2])


class Deletions:
    """The deletions that are open while a text is read from its beginning to its end."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self.closed: list[Deletion] = []  # an inner one before the one around it
        self.faults: list[Fault] = []
        self.line = 0
        self._open: list[_Open] = []  # outermost first
        self._floors: list[int] = []  # how many were open where each piece of markup began

    @property
    def is_open(self) -> bool:
        """Whether this place is inside a deletion."""
        return bool(self._open)

    def enter(self) -> None:
        """Begin a piece of markup."""
        self._floors.append(len(self._open))

    def leave(self) -> None:
        """End a piece of markup, and with it what began there."""
        floor = self._floors.pop()
        for deletion in self._open[floor:]:
            self._fault_unclosed(deletion)
        del self._open[floor:]

    def fill(self) -> None:
        """Take note that something to see stands here."""
        for deletion in reversed(self._open):
            if not deletion.is_blank:
                return  # then none around it is
            deletion.is_blank = False

    def pieces(self, text: str, places: Sequence[int] = ()) -> Iterator[tuple[Piece, str]]:
        """Split a text into what is shown and what is Anki's, in Anki's spelling.

        `places` gives the place of each character in the author's text, if anybody asks for it.
        A sign takes effect only after it was yielded: `is_open` is true of all that came before.
        """
        at = start = 0
        while sign := _SIGN.search(text, at):
            at = sign.start()
            piece = self._judge(sign)
            if piece is Piece.TEXT:
                at = sign.end() if sign["open"] else at + 1
                continue
            yield from self._shown(text[start:at])
            at = start = sign.end()
            yield piece, sign[0]
            self._take(piece, sign[0], places[sign.start()] if places else sign.start())
        yield from self._shown(text[start:])

    def _shown(self, text: str) -> Iterator[tuple[Piece, str]]:
        if text:
            yield Piece.TEXT, text
            if not text.isspace():
                self.fill()

    @property
    def _here(self) -> "_Open | None":
        return self._open[-1] if len(self._open) > self._floors[-1] else None

    def _judge(self, sign: re.Match[str]) -> Piece:
        """Tell what a sign is, and count the braces that are text."""
        here = self._here
        if sign["open"]:
            return self._judge_beginning(sign["open"], here)
        if here is None:
            return Piece.TEXT
        if sign[0] == "}}" and not here.braces:
            return Piece.CLOSE
        if sign[0] == "::" and not here.braces:
            return Piece.HINT
        if sign[0] != "::":
            here.braces = max(0, here.braces + (1 if sign[0] == "{" else -1))
        return Piece.TEXT

    def _judge_beginning(self, beginning: str, here: "_Open | None") -> Piece:
        good = OPENING.fullmatch(beginning)
        if good and int(good[1]) <= _MOST:
            return Piece.OPEN
        if here is not None:
            here.braces += 2
        self._fault_beginning(beginning)
        return Piece.TEXT

    def _take(self, piece: Piece, sign: str, place: int) -> None:
        if piece is Piece.OPEN:
            self._take_open(sign, place)
        elif piece is Piece.HINT:
            self._take_hint(place)
        else:
            self._take_close(place)

    def _take_close(self, place: int) -> None:
        opened = self._open.pop()
        if opened.is_blank:
            self._fault_blank(opened)
        text_end = opened.text_end if opened.has_hint else place
        text_start = opened.start + len(opened.beginning)
        self.closed.append(
            Deletion(opened.number, opened.start, text_start, text_end, place + len("}}"))
        )

    def _take_open(self, beginning: str, place: int) -> None:
        is_in_hint = any(each.has_hint or each.is_in_hint for each in self._open[-1:])
        if is_in_hint:
            self._fault_hint(f"`{beginning}` begins inside another deletion's hint.")
        if len(self._open) >= _DEEPEST:
            self._fault_depth(beginning)
        self._open.append(_Open(beginning, self.line, place, is_in_hint))
        self.numbers.add(self._open[-1].number)

    def _take_hint(self, place: int) -> None:
        deletion = self._open[-1]
        if not deletion.has_hint:
            deletion.text_end = place
        if deletion.has_hint:
            self._fault_hint(f"The deletion that begins with `{deletion.beginning}` has two `::`.")
        elif deletion.is_blank:
            self._fault_blank(deletion)
        deletion.has_hint, deletion.is_blank = True, True

    def _fault(self, rule: str, message: str, remedy: str, line: int | None = None) -> None:
        self.faults.append(Fault(self.line if line is None else line, rule, message, remedy))

    def _fault_beginning(self, beginning: str) -> None:
        message = f"`{excerpt(beginning, 40)}` begins no deletion."
        remedy = (
            "Write `{{c1::…}}`, with a number from 1 to 500; to show it outside code, write `\\{{`."
        )
        self._fault("cloze-beginning", message, remedy)

    def _fault_unclosed(self, deletion: _Open) -> None:
        message = (
            f"The deletion that begins with `{deletion.beginning}` does not end where it should."
        )
        remedy = (
            "End it with `}}` in the same paragraph, list item, emphasis or piece of code in which "
            "it begins. A brace that is text and has no partner is written `\\{`."
        )
        self._fault("cloze-unclosed", message, remedy, deletion.line)

    def _fault_blank(self, deletion: _Open) -> None:
        message = f"The deletion that begins with `{deletion.beginning}` has an empty part."
        remedy = "Write what is to be remembered, and after `::` a hint or nothing at all."
        self._fault("cloze-empty", message, remedy, deletion.line)

    def _fault_hint(self, message: str) -> None:
        remedy = (
            "A deletion has one hint, `{{c1::text::hint}}`; a `::` that is text stands in code."
        )
        self._fault("cloze-hint", message, remedy)

    def _fault_depth(self, beginning: str) -> None:
        message = f"`{beginning}` stands inside {_DEEPEST} other deletions; Anki loses count."
        self._fault("cloze-depth", message, "Make several notes of it.")


HIDDEN = "…"
_NOT_LINE_END = re.compile(r"[^\n]")


def deletions(text: str) -> tuple[Deletion, ...]:
    """Return the whole deletions of a text that has no markup, an inner one before the outer one."""
    reading = Deletions()
    reading.enter()
    for _ in reading.pieces(text):
        pass
    return tuple(reading.closed)


def seen(text: str, found: Sequence[Deletion], number: int = 0) -> str:
    """Return what is seen where the deletions of one number are hidden. It has the text's length.

    With no number, all is seen. The signs of the deletions are blanks.
    """
    pieces: list[str] = []
    at = 0
    for start, end, sign in sorted(_blanks(found, number), key=_outermost_first):
        if start >= at:
            pieces += (text[at:start], sign)
            at = start + len(sign)
        if end > at:
            pieces.append(_NOT_LINE_END.sub(" ", text[at:end]))
            at = end
    return "".join((*pieces, text[at:]))


def _blanks(found: Sequence[Deletion], number: int) -> Iterator[tuple[int, int, str]]:
    """Yield where blanks begin and end, and the sign that replaces the first of them."""
    for each in found:
        yield each.start, each.text_start, ""
        yield each.text_end, each.end, ""
        if each.number == number:
            yield each.start, each.end, HIDDEN


def _outermost_first(blank: tuple[int, int, str]) -> tuple[int, int]:
    return blank[0], -blank[1]
