"""Whether two notes that look alike ask the same thing in other words, or something else."""

import re
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_DELETION = re.compile(r"\{\{c\d+::(.*?)(?:::[^{}]*)?\}\}", re.DOTALL)
_MIN_SPELLING = 0.8  # likeness of a misspelt word and the right one
_MIN_SPELT = 4  # letters of a word that may be a misspelt one
_MAX_ARTICLE = 3  # letters
_MAX_EXCHANGED = 30  # words; texts that differ in more are compared without their spelling


class Wording(NamedTuple):
    """What a note asks and what it answers, as plain texts in their own letters.

    Of a cloze, `question` is the whole text and `answer` what is hidden.
    """

    question: str
    answer: str

    @classmethod
    def of(cls, question: str, others: Iterable[str], plain: Callable[[str], str]) -> "Wording":
        """Read a note's fields, its question or cloze first. `plain` takes a field's HTML away."""
        hidden = _DELETION.findall(question)
        shown = _DELETION.sub(r"\1", question)
        return cls(plain(shown), " ".join(filter(None, map(plain, (*hidden, *others)))))


def asks_otherwise(old: Wording, new: Wording, is_common: Callable[[str], bool]) -> bool:
    """Whether the new note asks about something else, however similar its text is.

    So it is where a word of the question was exchanged: "Mali" for "Malta", "begin" for "end". Where
    the answer is the same, only exchanged names and numbers count, since questions are reworded.
    Words that were only added, taken out or misspelt do not count, nor those that `is_common` names
    (it is given them without capitals).
    """
    lost, came = _only_in(old, new, is_common), _only_in(new, old, is_common)
    if _is_same_answer(old.answer, new.answer):
        if max(len(lost), len(came)) <= _MAX_EXCHANGED:
            lost, came = _without_misspelt(lost, came), _without_misspelt(came, lost)
        lost, came = lost & _names(old.question), came & _names(new.question)
    return bool(lost and came)


def _only_in(one: Wording, other: Wording, is_common: Callable[[str], bool]) -> frozenset[str]:
    words = _words(one.question) - _words(f"{other.question} {other.answer}")
    return frozenset(word for word in words if not is_common(word))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _names(question: str) -> frozenset[str]:
    """Return the words with a digit or a capital, but for a capital that begins the question."""
    found = _WORD.finditer(question)
    names = (each[0] for each in found if _is_name(each[0], is_first=not each.start()))
    return frozenset(name.casefold() for name in names)


def _is_name(word: str, *, is_first: bool) -> bool:
    letters = word[1:] if is_first else word
    return letters != letters.lower() or any(map(str.isdigit, word))


def _is_same_answer(old: str, new: str) -> bool:
    """Whether one answer holds all words of the other, articles and the like apart."""
    one, other = _telling(old), _telling(new)
    return bool(one and other) and (one <= other or other <= one)


def _telling(answer: str) -> frozenset[str]:
    every = _words(answer)
    return frozenset(w for w in every if len(w) > _MAX_ARTICLE or not w.isalpha()) or every


def _without_misspelt(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in words if not any(_is_misspelt(w, each) for each in others))


def _is_misspelt(one: str, other: str) -> bool:
    if not (one + other).isalpha() or min(len(one), len(other)) < _MIN_SPELT:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _MIN_SPELLING
