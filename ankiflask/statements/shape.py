"""What the shape of a text tells in any language: how it begins, how it ends, how long it is."""

import re
import unicodedata

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
