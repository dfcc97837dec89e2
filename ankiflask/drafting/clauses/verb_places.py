"""Where the finite verb of a sentence's subject stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from ankiflask.drafting.clauses.finite import is_finite, is_perfect
from ankiflask.drafting.english.auxiliaries import (
    AUXILIARIES,
    BE,
    DO,
    HAVE,
    KEPT_ADVERBS,
    MODALS,
    RELATIVES,
)
from ankiflask.drafting.english.inflection import Form, finite_forms
from ankiflask.drafting.english.numbers import is_plural
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.words import (
    DETERMINERS,
    POSSESSIVES,
    QUALIFIERS,
    is_stop_word,
    listed,
    plain,
)

LINKS = listed(
    "of in for on at with from to by and or between without against about under within behind "
    "after before into through over across along above below inside outside during among"
)
_FURTHEST = 18  # words before the verb, a clause about the subject among them
_LONGEST_ASIDE = 20  # words
_AUXILIARIES = BE | MODALS | HAVE | DO
_MODALS = BE | MODALS
_OPENS_ASIDE = DETERMINERS | RELATIVES
_BORDERS = RELATIVES | {"and", "or", "but"}
_ORDINARY = QUALIFIERS | listed("main free using used containing least most more less no")
_INSIDE_NAME = LINKS | DETERMINERS | POSSESSIVES | _ORDINARY


@dataclass(frozen=True, slots=True)
class VerbPlace:
    """Where the subject's verb stands, and where the words end that name the subject."""

    verb: int
    name_end: int
    has_aside: bool = False


def verb_place(words: Sequence[Token], start: int) -> VerbPlace | None:
    """Return the place of the verb of the subject that begins at `start`; None where not sure."""
    place = start + 1
    while place < min(start + 1 + _FURTHEST, len(words)):
        word = words[place]
        low = plain(word.text)
        if word.is_cut_before and not words[place - 1].is_code:
            return _behind_aside(words, start, place)
        if low in RELATIVES and not word.is_code:
            return _found(words, start, _behind_relative(words, place))
        if is_finite(words, start, place):
            return _found(words, start, place)
        if not word.is_code and not _may_be_in_name(words, place):
            return None
        place += 1
    return None


def _found(words: Sequence[Token], start: int, place: int | None) -> VerbPlace | None:
    """Return the verb with the name before it, without the adverb between the two."""
    if place is None:
        return None
    has_adverb = plain(words[place - 1].text) in KEPT_ADVERBS and place - 1 > start
    return VerbPlace(place, place - has_adverb)


def _behind_aside(words: Sequence[Token], start: int, place: int) -> VerbPlace | None:
    """Return the verb behind "HTTP, the Hypertext Transfer Protocol," and the like."""
    first = plain(words[place].text)
    if not (first in _OPENS_ASIDE or first.endswith(("ed", "ing"))):
        return None
    for at in range(place + 1, min(place + _LONGEST_ASIDE, len(words))):
        if words[at].is_cut_before and not words[at - 1].is_code:
            at += plain(words[at].text) in KEPT_ADVERBS  # noqa: PLW2901
            is_verb = at < len(words) and _is_agreeing(words, start, place, at)
            return VerbPlace(at, place, has_aside=True) if is_verb else None
    return None


def _is_agreeing(words: Sequence[Token], start: int, end: int, at: int) -> bool:
    """Whether the word is a finite verb for the name between `start` and `end`."""
    low = plain(words[at].text)
    if low in _AUXILIARIES:
        return low not in HAVE or not is_perfect(words, at)
    forms = finite_forms(low)
    wanted = Form.BASE if is_plural(words[start:end]) else Form.THIRD
    return words[at].text == low and (wanted in forms or Form.PAST in forms)


def _behind_relative(words: Sequence[Token], place: int) -> int | None:
    """Return the place of the verb behind "the enzyme that fixes carbon dioxide"."""
    inner = next(
        (at for at in range(place + 1, min(place + 6, len(words))) if _is_verb(words[at])), None
    )
    if inner is None:
        return None
    inner += plain(words[inner].text) in AUXILIARIES  # it has a verb of its own behind it
    for at in range(inner + 1, min(inner + 10, len(words))):
        if words[at].is_cut_before or plain(words[at].text) in _BORDERS:
            return None
        if plain(words[at].text) in AUXILIARIES and words[at].text.islower():
            return at if plain(words[at].text) in _MODALS or not is_perfect(words, at) else None
    return None


def _is_verb(word: Token) -> bool:
    return plain(word.text) in AUXILIARIES or bool(finite_forms(word.text))


def _may_be_in_name(words: Sequence[Token], place: int) -> bool:
    word = words[place]
    low = plain(word.text)
    if low in KEPT_ADVERBS:
        return place + 1 < len(words) and _is_verb(words[place + 1])
    if low == "such":
        return [plain(each.text) for each in words[place + 1 : place + 2]] == ["as"]
    if low == "as":
        return plain(words[place - 1].text) == "such"
    is_link = low in _INSIDE_NAME
    return is_link or not is_stop_word(low) or low[0].isdigit() or word.text[0].isupper()
