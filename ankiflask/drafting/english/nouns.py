"""Nouns: their plurals, those that are verbs too, those for people, and dates and numbers."""

import re
from collections.abc import Sequence

from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.verbs import lemma
from ankiflask.drafting.english.words import PREPOSITIONS, listed, plain, stem, table

# Forms of verbs that are as often nouns. Their neighbours tell.
NOUNS_TOO = table("nouns", "verbs too")
# Words in -ing that name a thing or a trade.
ING_NOUNS = table("nouns", "in -ing")
# Nouns of everyday talk: a card that asks for one of them alone asks for little.
EVERYDAY = table("nouns", "everyday")
CALENDAR = table("nouns", "calendar")
# Numbers in words, and what is counted with them.
NUMBER_WORDS = table("nouns", "numbers")


def can_be_noun(word: str) -> bool:
    """Whether a known verb's form is a noun elsewhere."""
    low = plain(word)
    return low in NOUNS_TOO or lemma(low) in NOUNS_TOO


MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
ERA = "(?: (?:BC|AD|BCE|CE))?"

_PLURALS = table("nouns", "irregular plurals")
_SINGULARS = table("nouns", "singulars in -s")
_ENDS = PREPOSITIONS | listed("that which who whose such")
_SHORT = 2  # letters
_NO_PLURAL_END = ("ss", "us", "is", "'s", "ics", "ous")


def is_plural(name: Sequence[Token]) -> bool:
    """Whether a verb after the name is in the plural, by its head noun or an `and` that joins two."""
    if not name:
        return False
    first = plain(name[0].text)
    if first in ("each", "every", "a", "an"):
        return False
    head = _head(name, _ENDS)
    if any(plain(word.text) == "and" for word in head):
        return True
    return not head[-1].is_code and is_plural_noun(head[-1].text)


def _head(name: Sequence[Token], ends: frozenset[str]) -> Sequence[Token]:
    """Return the words up to the first one behind the first that is among the ends."""
    places = (at for at, word in enumerate(name) if at and plain(word.text) in ends)
    return name[: next(places, len(name))]


def is_plural_noun(word: str) -> bool:
    """Whether the word is a noun's plural, by its ending or a short list."""
    low = plain(word)
    if low in _PLURALS:
        return True
    return (
        low.endswith("s")
        and len(low) > _SHORT
        and not low.endswith(_NO_PLURAL_END)
        and low not in _SINGULARS
    )


_PERSON = re.compile(r"\w{2,}(?:er|or|ist|ian|ant|ee|man|men|woman|women|person|people)$")
_PEOPLE = table("nouns", "people")
THINGS = table("nouns", "things like people")
_THINGS = THINGS | table("nouns", "more things like people")


def names_people(name: Sequence[Token]) -> bool:
    """Whether the noun that carries the name is one for people, or for a body of them."""
    last = _head(name, PREPOSITIONS)[-1]
    if last.is_code:
        return False
    noun = stem(last.text)
    return noun not in _THINGS and (noun in _PEOPLE or bool(_PERSON.match(noun)))
