"""Whether the clause around a word has a verb that is sure."""

from collections.abc import Sequence
from functools import lru_cache

from ankiflask.drafting.clozes.spots import Spot
from ankiflask.drafting.english.inflection import Form, finite_forms, is_past_participle
from ankiflask.drafting.english.noun_list import NOUNS_TOO, can_be_noun
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.words import BE, HAVE, MODALS, REMEMBERED, listed, plain

_BORDERS = listed(
    "which who whom that when if because although though while whereas since so but whether why how "
    "where until once what there"
)
_SUBJECTS = listed("the a an it they this these its their he she we you")
AUXILIARIES = BE | MODALS | HAVE
_BEFORE_BARE_VERBS = MODALS | {"to"}
_PRESENT = frozenset({Form.BASE, Form.THIRD})
_PARTICIPLES_ONLY = listed("done born")


def is_sure_verb(words: Sequence[Token], place: int) -> bool:
    """Whether a word that can be nothing else than a finite verb stands there without a cut."""
    if place >= len(words) or words[place].is_cut_before:
        return False
    low = plain(words[place].text)
    forms = finite_forms(low)
    is_only_past = Form.PAST in forms and not is_past_participle(low)
    is_present = not _PRESENT.isdisjoint(forms) and not can_be_noun(low)
    return low in AUXILIARIES or is_present or is_only_past


@lru_cache(maxsize=REMEMBERED)
def is_past(low: str) -> bool:
    """Whether the word is a verb's past form or participle and nothing else: invented, broke."""
    forms = finite_forms(low)
    is_form = Form.PAST in forms or is_past_participle(low) or low in _PARTICIPLES_ONLY
    return is_form and Form.BASE not in forms and low not in NOUNS_TOO


def has_verb(spot: Spot) -> bool:
    """Whether the clause around the word has another verb that is sure."""
    words = spot.words
    first, last = _clause(spot)
    others = (Spot(words, at) for at in range(first, last) if at != spot.place)
    is_cut_verb = words[first].is_cut_before and plain(words[first].text) in AUXILIARIES
    is_told = first <= spot.last_verb
    return (
        is_told
        or (first != spot.place and is_cut_verb)
        or any(
            is_sure_verb(words, other.place)
            and not (other.place and plain(words[other.place - 1].text) in _BEFORE_BARE_VERBS)
            and not other.wants_noun
            for other in others
        )
    )


def is_finite(spot: Spot) -> bool:
    """Whether a verb is its clause's: carries, but not: to carry, carrying, carried."""
    is_present = not _PRESENT.isdisjoint(finite_forms(spot.low))
    return is_present and spot.before != "to"


def has_past(spot: Spot) -> bool:
    """Whether a past form stands in the sentence that is no adjective: they preserved the access."""
    others = (Spot(spot.words, at) for at in range(len(spot.words)) if at != spot.place)
    return any(
        is_past(other.low) and not other.is_before_content and not other.wants_noun
        for other in others
    )


def _clause(spot: Spot) -> tuple[int, int]:
    """Return the places of the clause's first word, and behind its last."""
    words = spot.words
    first, last = spot.place, spot.place + 1
    while first > 0 and not _is_border(words, first):
        first -= 1
    while last < len(words) and not _is_border(words, last) and not _is_and(words, spot, last):
        last += 1
    return first, last


def _is_border(words: Sequence[Token], place: int) -> bool:
    low = plain(words[place].text)
    is_as = low == "as" and place > 0 and plain(words[place - 1].text) != "such"
    return words[place].is_cut_before or low in _BORDERS or is_as


def _is_and(words: Sequence[Token], spot: Spot, place: int) -> bool:
    if plain(words[place].text) not in ("and", "or"):
        return False
    after = plain(words[place + 1].text) if place + 1 < len(words) else ""
    return place > spot.place + 1 or after in _SUBJECTS
