"""A word of an English sentence with its neighbours, and the phrases whose nouns name nothing."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.nouns import NUMBER_WORDS
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.words import is_adverb, is_genitive, is_stop_word, listed, plain

POINTING = listed("this these those each both such another either neither all other whose")
_PARTICLES = listed("up off out down away")
_BEFORE_NOUN = (
    english.DETERMINERS | english.POSSESSIVES | english.QUALIFIERS | POINTING | NUMBER_WORDS
)
_OPENING_NOUN = _BEFORE_NOUN | (english.PREPOSITIONS - {"to"})
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
    def has_object(self) -> bool:
        """Whether an article, a number or a pronoun follows, as it does a verb."""
        after = self.after
        return after in _OBJECTS or after[:1].isdigit()

    @property
    def has_particle(self) -> bool:
        """Whether "up" or "away" follows."""
        return self.after in _PARTICLES

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
_IDIOMS = [idiom.split() for idiom in english.sections("function_words")["idioms"].splitlines()]
_BY_WORD = {word: [row for row in _IDIOMS if word in row] for row in _IDIOMS for word in row}


def is_in_idiom(here: WordInContext) -> bool:
    """Whether the word belongs to a phrase like "as a rule" or "drop by drop"."""
    words = here.words
    for idiom in _BY_WORD.get(here.low, ()):
        at = idiom.index(here.low)
        start = here.place - at
        is_verb = at == 0 and here.low in _VERBS
        found = [plain(word.text) for word in words[max(start, 0) : start + len(idiom)]]
        if found == idiom and not is_verb:
            return True
    return any(
        words[at].text == "by" and plain(words[at - 1].text) == plain(words[at + 1].text)
        for at in (here.place - 1, here.place + 1)
        if 0 < at < len(words) - 1
    )
