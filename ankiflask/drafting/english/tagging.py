"""The kind of each word of an English sentence, by its main verb and by the word's neighbours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.context import WordInContext, is_in_idiom
from ankiflask.drafting.english.main_verb import find_main_verb
from ankiflask.drafting.english.nouns import ING_NOUNS, NUMBER_WORDS
from ankiflask.drafting.english.tokens import Token, tokens
from ankiflask.drafting.english.verb_tags import is_clause_verb, is_sure_verb, is_verb_in_context
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import is_quality, is_stop_word, listed, plain, table

_GERUND = re.compile(r"\w{3,}ing|.*-.*ing")
_ORIGIN = re.compile(
    r"[A-Z]\w+(?:[iec]an|ese|ish|man)|"
    r"(?:French|Dutch|Greek|Swiss|Welsh|Czech|Arab|Western|Eastern|Northern|Southern)"
)
_FURTHEST = 200  # words
_SHORT_FORM = re.compile(r"(?:i|you|he|she|it|we|they|there|that|what|who|one)'[a-z]+|\w+wise")
_SMALL_OR_NUMBER = table("function_words", "small adverbs") | NUMBER_WORDS
_NEVER_NAMES = english.DETERMINERS | english.PRONOUNS
_BEHIND_NOUNS = listed("home worldwide downstream upstream downhill uphill")  # pollen | home
_DEGREES = listed("very too quite so most")
_LINKS = listed("v vs de du des la le von van der di da del bin ibn al au aux")


class WordKind(Enum):
    """A kind of word. `STOP` is all that says nothing by itself; `QUALITY` stands before a noun."""

    NOUN = "noun"
    NAME = "name"
    QUALITY = "quality"
    NUMBER = "number"
    CODE = "code"
    VERB = "verb"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence with its words, and the kind of each."""

    text: str
    words: tuple[Token, ...]
    kinds: tuple[WordKind, ...]

    def kind(self, word: Token) -> WordKind:
        """Return the kind of one of the words."""
        return self.kinds[word.place]

    def before(self, word: Token) -> str:
        """Return the word before one of the words, in small letters; "" before the first."""
        return plain(self.words[word.place - 1].text) if word.place else ""

    def after(self, word: Token) -> str:
        """Return the word behind one of the words, in small letters; "" behind the last."""
        rest = self.words[word.place + 1 : word.place + 2]
        return plain(rest[0].text) if rest else ""


def tag_words(text: str, vocabulary: Vocabulary) -> TaggedSentence:
    """Return a sentence with the kinds of its first 200 words; what follows them is not looked at."""
    words = tokens(text)[:_FURTHEST]
    main = _main_verb(text, words)
    found: list[WordKind] = []
    last_verb = -1
    for place in range(len(words)):
        here = WordInContext(words, place, last_verb)
        before = found[-1] if found else WordKind.STOP
        kind = _kind_by_spelling(here, vocabulary)
        if kind is None:
            is_main = place == main and last_verb != place - 1  # but: controls | roll
            kind = WordKind.VERB if is_main else _kind_by_neighbours(here, before)
        found.append(kind)
        if kind is WordKind.VERB and is_clause_verb(here):
            last_verb = place
    return TaggedSentence(text, words, tuple(found))


def _main_verb(text: str, words: Sequence[Token]) -> int:
    """Return the place of the sentence's main verb; -1 where its neighbours say that it is a noun."""
    main = find_main_verb(text)
    place = main.place if main else len(words)
    if place >= len(words) or words[place].is_cut_after or is_sure_verb(words, place + 1):
        return -1
    return -1 if WordInContext(words, place).wants_noun else place


def _kind_by_spelling(here: WordInContext, vocabulary: Vocabulary) -> WordKind | None:
    """Return the kind of a word that is written as code, number, name or small word; else None."""
    text = here.word.text
    if here.word.is_code:
        return WordKind.CODE
    if text[0].isdigit():
        return WordKind.NUMBER if text.lower() == text else WordKind.NAME
    if _is_name(here, vocabulary):
        is_before = _is_before_noun(here) or here.after in ("and", "or")
        is_origin = bool(_ORIGIN.fullmatch(text)) and is_before
        return WordKind.QUALITY if is_origin else WordKind.NAME
    if _is_small(here):
        is_qualifier = here.low in english.QUALIFIERS and here.is_before_content
        is_inside = is_qualifier and english.is_genitive(here.before)  # Newton's first law
        return WordKind.QUALITY if is_inside else WordKind.STOP
    return None


def _kind_by_neighbours(here: WordInContext, before: WordKind) -> WordKind:
    """Return the kind that the word's neighbours tell."""
    is_noun_before = before in (WordKind.NOUN, WordKind.NAME, WordKind.CODE)
    if is_noun_before and here.low in _BEHIND_NOUNS:
        return WordKind.STOP
    if is_verb_in_context(here, is_noun_before=is_noun_before):
        return WordKind.VERB
    is_before_noun = _is_before_noun(here)
    has_degree = here.place > 0 and plain(here.words[here.place - 1].text) in _DEGREES
    is_gerund = bool(_GERUND.fullmatch(here.low)) and here.low not in ING_NOUNS
    is_adjective = is_quality(here.low) or (is_gerund if is_before_noun else has_degree)
    return WordKind.QUALITY if is_adjective else WordKind.NOUN


def _is_small(here: WordInContext) -> bool:
    """Whether the word says nothing by itself, or only links names or counts."""
    rest = here.words[here.place + 1 : here.place + 2] if here.low in _LINKS else ()
    is_link = bool(rest) and rest[0].text[:1].isupper()
    return _says_nothing(here.low) or is_link or is_in_idiom(here)


@lru_cache(maxsize=english.REMEMBERED)
def _says_nothing(low: str) -> bool:
    return is_stop_word(low) or low in _SMALL_OR_NUMBER or bool(_SHORT_FORM.fullmatch(low))


def _is_before_noun(here: WordInContext) -> bool:
    """Whether a word in small letters follows that could be a noun."""
    return here.is_before_content and here.words[here.place + 1].text[0].islower()


def _is_name(here: WordInContext, vocabulary: Vocabulary) -> bool:
    """Whether the word is written as a name; of a sentence's first word its neighbours tell."""
    text, low = here.word.text, here.low
    if text.islower():
        return False
    if low in NUMBER_WORDS and here.place > 0 and text[0].isupper():
        return not here.word.is_cut_before  # One Hundred Years of Solitude
    if not text[0].isupper() or text == "I" or low in _NEVER_NAMES:
        return text[1:] != text[1:].lower() and "-" not in text
    is_plain_stop = is_stop_word(low) and low not in english.QUALIFIERS
    if here.place > 0:
        return not (is_plain_stop and here.word.is_cut_before)
    return not is_plain_stop and _is_first_name(here, vocabulary)


def _is_first_name(here: WordInContext, vocabulary: Vocabulary) -> bool:
    """Whether the first word of a sentence, which has a capital anyhow, would have one inside it."""
    text, low = here.word.text, here.low
    lower = vocabulary.lower.get(low, 0)
    is_before_name = bool(here.after) and here.words[here.place + 1].text[0].isupper()
    if low in english.QUALIFIERS or is_quality(low):
        return is_before_name and vocabulary.capital.get(low, 0) > lower
    is_name = not text.isalpha() or vocabulary.inside_sentence(text) == text
    return is_name or (is_before_name and not lower and not here.words[here.place + 1].is_code)
