"""The English that drafting knows: function words, words that say little, and adjectives.

No word here belongs to a subject. A word that is missing costs a good term, never a wrong text.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

REMEMBERED = 32_768  # words: so many a long text has
_SHORT = 4  # letters: a shorter word has no ending that can be cut off


def listed(text: str) -> frozenset[str]:
    """Return the words of a text that lists them."""
    return frozenset(text.split())


@cache
def sections(name: str) -> Mapping[str, str]:
    """Return the sections of a file of words by their titles, lines in square brackets; a note comes before."""
    path = files("ankiflask.drafting").joinpath("words", f"{name}.txt")
    found = re.split(r"^\[(.+)\]\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def table(name: str, section: str) -> frozenset[str]:
    """Return the words of a section of `drafting/words/NAME.txt`."""
    return listed(sections(name)[section])


DETERMINERS = listed("a an the")
PRONOUNS = table("function_words", "pronouns")
POSSESSIVES = listed("its their his my your our")
ARTICLES = DETERMINERS | POSSESSIVES
NAMING = listed("called termed named known")
MODALS = listed("can could may might must shall should will would cannot do does did don't doesn't")
BE = listed("is are was were be been being am isn't aren't wasn't weren't")
HAVE = listed("has have had having")
_CONTRACTIONS = table("function_words", "contractions")
PREPOSITIONS = table("function_words", "prepositions")
_CONJUNCTIONS = table("function_words", "conjunctions")
ADVERBS = table("function_words", "adverbs")
# They measure or grade a thing, and name none.
QUALIFIERS = table("adjectives", "qualifiers")
_GERUNDS = table("function_words", "gerunds")
# They name a thing so vaguely that a card which asks for them asks for nothing.
VAGUE = table("nouns", "vague")
_NO_ADVERBS = table("function_words", "no adverbs in -ly")

STOP = (
    DETERMINERS
    | PRONOUNS
    | MODALS
    | BE
    | HAVE
    | _CONTRACTIONS
    | PREPOSITIONS
    | _CONJUNCTIONS
    | ADVERBS
) | (QUALIFIERS | _GERUNDS | POSSESSIVES)
# What comes after one of these is a verb, if it can be one.
BEFORE_VERBS = listed("to i you we they it he she who which that also not never often") | MODALS


@lru_cache(maxsize=REMEMBERED)
def is_stop_word(word: str) -> bool:
    """Whether the word says nothing by itself; numbers, and adverbs that end in -ly, are among them."""
    low = plain(word)
    return low in STOP or low in BE or low[:1].isdigit() or is_adverb(low)


@lru_cache(maxsize=REMEMBERED)
def is_adverb(word: str) -> bool:
    """Whether the word looks like an adverb in -ly."""
    low = plain(word)
    return len(low) > _SHORT and low.endswith("ly") and low not in _NO_ADVERBS


@lru_cache(maxsize=REMEMBERED)
def plain(word: str) -> str:
    """Return the word in lower case, with a plain apostrophe."""
    return word.lower().replace("\u2019", "'")


def is_genitive(word: str) -> bool:
    """Whether the word ends in 's."""
    return plain(word).endswith("'s")


@lru_cache(maxsize=REMEMBERED)
def without_genitive(word: str) -> str:
    """Return the plain word without a final 's."""
    return plain(word).removesuffix("'s")


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Return a form that singular, plural and genitive share. Made to compare, not to be read."""
    low = without_genitive(word)
    if len(low) < _SHORT or low.endswith(("ss", "us", "is")) or not low.endswith("s"):
        return low
    if low.endswith("ies"):
        return low[:-3] + "y"
    if low.endswith("oes") and len(low) > _SHORT + 2:  # volcanoes, but: shoes, canoes
        return low[:-2]
    return low[:-2] if low.endswith(("sses", "shes", "ches", "xes", "zes")) else low[:-1]


FINITE_BE = listed("is are was were")
FINITE_MODALS = listed("can could may might must should will would")
FINITE_HAVE = listed("has have had")
DO = listed("does do did")
AUXILIARIES = FINITE_BE | FINITE_MODALS | FINITE_HAVE | DO | {"cannot"}
KEPT_ADVERBS = table("function_words", "adverbs kept in questions")
RELATIVES = listed("that which who whose")

_REMEMBERED = 4096  # words
_QUALITY = re.compile(r"\w{2}(?:ous|ful|less|[aei]ble|ive|ic|al|est|iest|ward|most|ish|ed)$")
# They grade or place a thing; others are known by their endings.
ADJECTIVES = table("adjectives", "all")
# Nouns that end like adjectives.
_NOUNS = table("adjectives", "nouns that look like one")


@lru_cache(maxsize=_REMEMBERED)
def is_quality(word: str) -> bool:
    """Whether the word is an adjective, by a list or by its ending."""
    low = plain(word)
    begin = low[:-2]  # of one that compares: brighter, drier, bigger
    begins = {begin, begin + "e", begin[:-1], begin[:-1] + "y"} if low.endswith("er") else set()
    is_known = low in ADJECTIVES or not begins.isdisjoint(ADJECTIVES)
    return low not in _NOUNS and (is_known or bool(_QUALITY.search(low)))
