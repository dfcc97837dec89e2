"""A word of an English sentence with its neighbours, and the phrases whose nouns name nothing."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.nouns import NUMBER_WORDS
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.words import is_adverb, is_genitive, is_stop_word, listed, plain

POINTING = listed("this these those each both such another either neither all other whose")
_BEHIND_NOUN = listed("which who whose") | english.BE | english.HAVE | english.MODALS
_PARTICLES = listed("up off out down away")
_BEFORE_NOUN = (
    english.DETERMINERS | english.POSSESSIVES | english.QUALIFIERS | POINTING | NUMBER_WORDS
)
_OPENING_NOUN = _BEFORE_NOUN | (english.PREPOSITIONS - {"to"})
_BEFORE_OTHERS = english.PREPOSITIONS - {"of"}
_OBJECTS = (
    english.DETERMINERS | english.POSSESSIVES | english.PRONOUNS | english.QUALIFIERS | NUMBER_WORDS
) - {"such"}


class WordInContext(NamedTuple):
    """The word at a place of a sentence; `last_verb` is the place of the last finite verb before it."""

    words: Sequence[Token]
    place: int
    last_verb: int = -1

    @property
    def word(self) -> Token:
        """The word itself."""
        return self.words[self.place]

    @property
    def low(self) -> str:
        """The word in small letters."""
        return plain(self.words[self.place].text)

    @property
    def is_first(self) -> bool:
        """Whether the sentence begins with it."""
        return self.place == 0

    @property
    def before(self) -> str:
        """The word before it in small letters, past adverbs; "" at a beginning and behind code."""
        at = self.place - 1
        while at >= 0 and _is_passed_over(self.words[at].text):
            at -= 1
        return plain(self.words[at].text) if at >= 0 and not self.words[at].is_code else ""

    @property
    def second_before(self) -> str:
        """The last word but one before it, in small letters; "" where there is none."""
        return plain(self.words[self.place - 2].text) if self.place > 1 else ""

    @property
    def after(self) -> str:
        """The next word in small letters, "" where none follows without a cut."""
        at = self.place + 1
        if at == len(self.words) or self.words[at].is_cut_before:
            return ""
        return plain(self.words[at].text)

    @property
    def is_before_content(self) -> bool:
        """Whether code, or a word that is no stop word, follows without a cut."""
        after = self.after
        return bool(after) and (self.words[self.place + 1].is_code or not is_stop_word(after))

    @property
    def is_before_relative(self) -> bool:
        """Whether "which", or the verb of all that stands before, follows behind a cut."""
        rest = self.words[self.place + 1 : self.place + 2]
        is_cut = bool(rest) and rest[0].is_cut_before
        return is_cut and plain(rest[0].text) in _BEHIND_NOUN

    @property
    def is_before_gerund(self) -> bool:
        """Whether "and" and another word in -ing follow: maintaining and defending."""
        rest = self.words[self.place + 2 : self.place + 3]
        return self.after in ("and", "or") and bool(rest) and rest[0].text.endswith("ing")

    @property
    def has_object(self) -> bool:
        """Whether an article, a number or a pronoun follows, as it does a verb."""
        after = self.after
        return after in _OBJECTS or after[:1].isdigit()

    @property
    def has_particle(self) -> bool:
        """Whether "up" or "away" follows."""
        return self.after in _PARTICLES

    @property
    def is_before_preposition(self) -> bool:
        """Whether a preposition other than "of" follows."""
        return self.after in _BEFORE_OTHERS

    @property
    def wants_noun(self) -> bool:
        """Whether what stands before needs a noun behind it: an article, a number, a preposition."""
        if self.word.is_cut_before:
            return False
        before = self.before
        is_number = before[:1].isdigit() and not before[-1:].isdigit()
        return before in _OPENING_NOUN or is_number or is_genitive(before)


@lru_cache(maxsize=english.REMEMBERED)
def _is_passed_over(word: str) -> bool:
    return plain(word) in english.ADVERBS or is_adverb(word)


_VERBS = listed("take takes took taking taken play plays")  # they stay the verbs of their sentences
_IDIOMS = """
as a rule, in other words, in fact, as a result, for example, for instance, in general, in practice,
in particular, in addition, in turn, in effect, by contrast, in contrast, of course, in order,
in place of, in place, side by side, step by step, at the same time, at the time, at a time,
on the other hand, by default, by means of, on average, in part, in common, over time, in time,
take place, takes place, took place, taking place, taken place, take part, takes part, took part,
takes effect, take effect, in terms of, a number of, in response to, a series of, a variety of,
a range of, the use of, in the course of, by the end of, at the end of, at the beginning of,
in spite of, on behalf of, in favour of, in favor of, in front of, on top of, in charge of,
on the basis of, as a means of, in light of, in case, to date, in advance, in need of,
in search of, by hand, so far, in this way, in the same way, that way, play a role, plays a role,
for this reason, for that reason, for these reasons
"""


def _by_word() -> dict[str, list[list[str]]]:
    """Return the idioms by each of their words."""
    rows = [row.split() for row in _IDIOMS.split(",")]
    return {word: [row for row in rows if word in row] for row in rows for word in row}


_BY_WORD = _by_word()


def is_in_idiom(here: WordInContext) -> bool:
    """Whether the word belongs to a phrase like "as a rule"."""
    idioms = _BY_WORD.get(here.low, [])
    return _is_doubled(here) or any(_stands(idiom, here) for idiom in idioms)


def _is_doubled(here: WordInContext) -> bool:
    """Whether the word stands twice around "by": drop by drop."""
    words = here.words
    return any(
        words[at].text == "by" and plain(words[at - 1].text) == plain(words[at + 1].text)
        for at in (here.place - 1, here.place + 1)
        if 0 < at < len(words) - 1
    )


def _stands(idiom: Sequence[str], here: WordInContext) -> bool:
    at = idiom.index(here.low)
    start = here.place - at
    if start < 0 or (at == 0 and here.low in _VERBS):
        return False
    return [plain(word.text) for word in here.words[start : start + len(idiom)]] == list(idiom)
