"""Cloze deletions as their authors write them: `{{c1::text}}` and `{{c1::text::hint}}`.

A deletion ends in the piece of markup in which it begins (a paragraph, an emphasis, a piece of
code). Braces pair up inside it, so `{{c1::{{ name }}}}` deletes `{{ name }}`; what stands in
markup inside the deletion is text to the last brace and colon.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ankiflask.problems import Fault
from ankiflask.render.markdown import shortened

# Whatever an author may have meant as the beginning of a deletion.
BEGINNING = re.compile(r"\{\{ ?[cC](?:[0-9][0-9,]* ?::?|::)")
_GOOD_BEGINNING = re.compile(r"\{\{c([1-9][0-9]{0,2})::")
_SIGN = re.compile(rf"(?P<open>{BEGINNING.pattern})|\}}\}}|::|[{{}}]")
_MOST = 500  # cards of one note that Anki makes
_DEEPEST = 8  # Anki stops at ten, in silence


def raw_numbers(text: str) -> set[int]:
    """Return the numbers of all deletions that begin in a text in which nothing is escaped."""
    numbers = {int(number) for number in _GOOD_BEGINNING.findall(text)}
    return {number for number in numbers if number <= _MOST}


class Piece(Enum):
    """What a piece of a text is to Anki."""

    TEXT = auto()
    OPEN = auto()
    HINT = auto()
    CLOSE = auto()


@dataclass(slots=True)
class _Deletion:
    beginning: str
    line: int
    is_in_hint: bool
    braces: int = 0
    is_blank: bool = True
    has_hint: bool = False


class Deletions:
    """The deletions that are open while a text is read from its beginning to its end."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self.faults: list[Fault] = []
        self.line = 0
        self._open: list[_Deletion] = []  # outermost first
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

    def pieces(self, text: str) -> Iterator[tuple[Piece, str]]:
        """Split a text into what is shown and what is Anki's, in Anki's spelling.

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
            self._take(piece, sign[0])
        yield from self._shown(text[start:])

    def _shown(self, text: str) -> Iterator[tuple[Piece, str]]:
        if text:
            yield Piece.TEXT, text
            if not text.isspace():
                self.fill()

    @property
    def _here(self) -> "_Deletion | None":
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

    def _judge_beginning(self, beginning: str, here: "_Deletion | None") -> Piece:
        good = _GOOD_BEGINNING.fullmatch(beginning)
        if good and int(good[1]) <= _MOST:
            return Piece.OPEN
        if here is not None:
            here.braces += 2
        self._fault_beginning(beginning)
        return Piece.TEXT

    def _take(self, piece: Piece, sign: str) -> None:
        if piece is Piece.OPEN:
            self._take_open(sign)
        elif piece is Piece.HINT:
            self._take_hint()
        else:
            deletion = self._open.pop()
            if deletion.is_blank:
                self._fault_blank(deletion)

    def _take_open(self, beginning: str) -> None:
        is_in_hint = any(each.has_hint or each.is_in_hint for each in self._open[-1:])
        if is_in_hint:
            self._fault_hint(f"`{beginning}` begins inside another deletion's hint.")
        if len(self._open) >= _DEEPEST:
            self._fault_depth(beginning)
        self.numbers.add(int(beginning[3:-2]))
        self._open.append(_Deletion(beginning, self.line, is_in_hint))

    def _take_hint(self) -> None:
        deletion = self._open[-1]
        if deletion.has_hint:
            self._fault_hint(f"The deletion that begins with `{deletion.beginning}` has two `::`.")
        elif deletion.is_blank:
            self._fault_blank(deletion)
        deletion.has_hint, deletion.is_blank = True, True

    def _fault(self, rule: str, message: str, remedy: str, line: int | None = None) -> None:
        self.faults.append(Fault(self.line if line is None else line, rule, message, remedy))

    def _fault_beginning(self, beginning: str) -> None:
        message = f"`{shortened(beginning)}` begins no deletion."
        remedy = (
            "Write `{{c1::…}}`, with a number from 1 to 500; to show it outside code, write `\\{{`."
        )
        self._fault("cloze-beginning", message, remedy)

    def _fault_unclosed(self, deletion: _Deletion) -> None:
        message = (
            f"The deletion that begins with `{deletion.beginning}` does not end where it should."
        )
        remedy = (
            "End it with `}}` in the same paragraph, list item, emphasis or piece of code in which "
            "it begins. A brace that is text and has no partner is written `\\{`."
        )
        self._fault("cloze-unclosed", message, remedy, deletion.line)

    def _fault_blank(self, deletion: _Deletion) -> None:
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
