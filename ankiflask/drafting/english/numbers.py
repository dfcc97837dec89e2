"""What dates are written with, as parts of patterns."""

from collections.abc import Sequence

from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.words import PREPOSITIONS, listed, plain

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
ERA = "(?: (?:BC|AD|BCE|CE))?"


_PLURALS = listed(
    "people men women children bacteria data fungi criteria media mice teeth feet geese oxen atria "
    "larvae algae nuclei phenomena mitochondria strata police vertebrae antennae cattle lice hyphae "
    "axes theses crises hypotheses analyses ova cacti radii stimuli alumni genera"
)
_SINGULARS = listed(
    "physics mathematics economics politics news series species means lens gas bus plus diabetes rabies "
    "measles mumps scabies rickets herpes canvas atlas alias bias pancreas christmas chaos kudos ethos "
    "cosmos pathos texas kansas mars paris athens brussels"
)
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
    head = _head(name)
    if any(plain(word.text) == "and" for word in head):
        return True
    return not head[-1].is_code and is_plural_noun(head[-1].text)


def _head(name: Sequence[Token]) -> Sequence[Token]:
    """Return the words up to the first preposition, or what else tells more about it."""
    ends = (at for at, word in enumerate(name) if at and plain(word.text) in _ENDS)
    return name[: next(ends, len(name))]


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
