"""What the shape of a text tells in any language: how it begins, how it ends, how long it is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ankiflask.sources.statements.lines import Line

_OPENERS = "\"'“‘«‹„「『【（([{*_`¿¡"
_CLOSERS = "\"'”’»›」』】）)]}*_` "
_ELLIPSES = ("..", "…", "⋯", "。。", "・・", "．．")
_STOPS = dict.fromkeys(".。．｡۔।॥։።", ".") | dict.fromkeys("!！", "!") | dict.fromkeys("?？؟", "?")
_MARKS = frozenset(_STOPS) | frozenset("…⋯,;:-–—―*•·'\"“”„‘’«»()、，；：")
_UNSEEN = {"Cf", "Cc", "Zs", "Zl", "Zp", "Mn"}
_SHORTEST_RULE = 3
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*[,;:.!?…)\]\"'”’»]*")
_MOST_WORDS, _MOST_CHARACTERS = 12, 72
_GOING_ON = frozenset("a an the and or nor its their our your whose".split())


def ending(text: str) -> str:
    """Return how the text ends: "..." for any ellipsis, ".", "!" or "?" in any script, or "".

    Closing quotes and brackets, and emoji, are looked through.
    """
    end = len(text)
    while end and unicodedata.category(text[end - 1]) in {"So", "Sk", "Mn", "Cf"}:
        end -= 1
    core = text[:end].rstrip(_CLOSERS)
    return "..." if core.endswith(_ELLIPSES) else _STOPS.get(core[-1:], "")


def is_open(text: str) -> bool:
    """Whether the text stops before its sentence does."""
    return not ending(text)


def is_short(text: str) -> bool:
    """Whether the text is no longer than a cue may be: twelve words, 72 characters."""
    return len(text) <= _MOST_CHARACTERS and len(text.split()) <= _MOST_WORDS


def is_remark(text: str) -> bool:
    """Whether the text is short and trails off, calls out or asks."""
    return is_short(text) and ending(text) in {"...", "!", "?"}


def is_divider(text: str) -> bool:
    """Whether there are only marks such as "...", "---" or "* * *", or nothing that can be seen."""
    if _LETTER_OR_DIGIT.search(text):
        return False
    seen = {mark for mark in text if unicodedata.category(mark) not in _UNSEEN}
    return seen <= _MARKS or (len(seen) == 1 and len(text) >= _SHORTEST_RULE)


def first_word(text: str) -> str:
    """Return the first word, or the first character of a script that sets no blanks between words."""
    return text[0] if is_wide(text[0]) else text.split(maxsplit=1)[0]


def ends_inside(text: str) -> bool:
    """Whether the last word is an English one that must go on: an article, or "and"."""
    return text.rsplit(maxsplit=1)[-1] in _GOING_ON


def begins_small(text: str) -> bool:
    """Whether the text begins with a plain word in small letters: "and", but not "flask.g"."""
    word = first_word(text).lstrip(_OPENERS)
    return word.islower() and _PLAIN_WORD.fullmatch(word) is not None


def begins_without_case(text: str) -> bool:
    """Whether the text begins in a script that has no capitals, such as Arabic or Chinese."""
    return unicodedata.category(text.lstrip(_OPENERS)[:1] or " ") == "Lo"


def is_wide(character: str) -> bool:
    """Whether the character is of a script that sets no blanks between words."""
    return (
        unicodedata.east_asian_width(character) in {"W", "F"}
        and unicodedata.category(character)[0] in "LP"
        and not unicodedata.name(character, "").startswith("HANGUL")
    )


NARROWEST, WIDEST = 30, 120  # columns that people wrap at; a longer line was not wrapped
NO_WIDTH = range(0)
_FEWEST, _SHARE = 3, 0.9  # so many breaks inside sentences, so many of them full, show a width


@dataclass(frozen=True)
class Break:
    """The end of a line and the beginning of the next, with nothing between them."""

    before: Line
    after: Line

    @cached_property
    def is_open(self) -> bool:
        """Whether the sentence had not come to its end."""
        return is_open(self.before.text)

    @cached_property
    def is_inner(self) -> bool:
        """Whether both sides look like the inside of a sentence."""
        text = self.after.text
        goes_on = begins_small(text) or begins_without_case(text) or ends_inside(self.before.text)
        return self.is_open and goes_on

    @cached_property
    def is_tail(self) -> bool:
        """Whether only the marks that end the sentence went over to the next line."""
        is_wrapped = NARROWEST <= self.before.columns <= WIDEST
        is_end = is_divider(self.after.text) and not is_open(self.after.text)
        return is_wrapped and self.is_open and is_end

    @cached_property
    def may_be_remark(self) -> bool:
        """Whether one of the two lines may be a cue that nobody knew."""
        is_before = not self.is_open and is_remark(self.before.text)
        return is_before or (not self.is_inner and is_remark(self.after.text))

    @cached_property
    def widths(self) -> range:
        """The widths at which the line was full: the next word would not have fitted into it."""
        used = self.before.columns
        return range(used, used + 1 + len(first_word(self.after.text)))

    def is_full(self, widths: range) -> bool:
        """Whether the line was full at one of these widths."""
        return self.widths.start < widths.stop and widths.start < self.widths.stop


def common_width(breaks: Iterable[Break]) -> range:
    """Return the widths that a text with these breaks may be set to, if it is set to one."""
    inner = [b for b in breaks if b.is_inner and b.before.columns <= WIDEST]
    votes = Counter(width for b in inner for width in b.widths[:WIDEST])
    most = max(votes.values(), default=0)
    if most < max(_FEWEST, _SHARE * len(inner)):
        return NO_WIDTH
    agreed = [width for width, count in votes.items() if count == most]
    return range(min(agreed), max(agreed) + 1) if max(agreed) >= NARROWEST else NO_WIDTH
