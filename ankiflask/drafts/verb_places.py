"""Where the finite verb of a sentence's subject stands."""

from collections.abc import Sequence

from ankiflask.drafts.inflection import Form, finite_forms, is_past_participle
from ankiflask.drafts.numbers import is_plural
from ankiflask.drafts.tokens import Token
from ankiflask.drafts.words import (
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    VAGUE,
    is_stop_word,
    listed,
    plain,
)

BE = listed("is are was were")
MODALS = listed("can could may might must should will would")
_HAVE = listed("has have had")
LINKS = listed("of in for on at with from and or between without")
_FURTHEST = 11  # words before the verb


def verb_place(words: Sequence[Token], start: int) -> int | None:
    """Return the place of the verb of the subject that begins at `start`; None where not sure."""
    for place in range(start + 1, min(start + 1 + _FURTHEST, len(words))):
        word = words[place]
        if word.is_cut_before and not words[place - 1].is_code:
            return None
        if _is_finite(words, start, place):
            return place
        low = plain(word.text)
        if not word.is_code and not _may_be_in_name(word, low):
            return None
    return None


def _may_be_in_name(word: Token, low: str) -> bool:
    is_link = low in LINKS | DETERMINERS | POSSESSIVES | _ORDINARY
    return is_link or not is_stop_word(low) or low[0].isdigit() or word.text[0].isupper()


_ORDINARY = listed(
    "first second third last single main major minor common new old large small high low long short "
    "good general specific own different local half double simple complex early late following"
)


def _is_finite(words: Sequence[Token], start: int, place: int) -> bool:
    word, before = words[place], words[place - 1]
    low = plain(word.text)
    if word.is_code or is_open(before):
        return False
    if low in BE | MODALS | _HAVE and word.text == low:
        return low not in _HAVE or not _is_perfect(words, place)
    forms = finite_forms(low)
    if not forms or word.text != low or _is_before_verb(words, place):
        return False
    if Form.THIRD in forms:
        return not is_plural(words[start:place])
    if Form.BASE in forms and is_plural(words[start:place]):
        return True
    return Form.PAST in forms and not _is_reduced(words, place)


def is_open(word: Token) -> bool:
    """Whether a noun must follow the word."""
    low = plain(word.text)
    return not word.is_code and (
        low in DETERMINERS | POSSESSIVES | PREPOSITIONS | {"and", "or", "each", "every"}
        or low.endswith("'s")
    )


def _is_perfect(words: Sequence[Token], place: int) -> bool:
    after = words[place + 1 : place + 2]
    return bool(after) and (
        is_past_participle(after[0].text) or plain(after[0].text) in ("been", "to", "not")
    )


def _is_before_verb(words: Sequence[Token], place: int) -> bool:
    """Whether a verb follows that needs this word for its subject: conflicts | are, merges | need."""
    if place + 1 >= len(words) or words[place + 1].is_cut_before or words[place + 1].is_code:
        return False
    word, after = words[place].text, plain(words[place + 1].text)
    if after in BE | MODALS | _HAVE:
        return True
    forms = finite_forms(after)
    if word.endswith("s") and Form.BASE in forms and after not in VAGUE:
        return plain(word) not in ("helps", "lets", "makes")
    return Form.THIRD in forms and not word.endswith("s")


def _is_reduced(words: Sequence[Token], place: int) -> bool:
    """Whether the past form could be a participle: bread made with yeast keeps long."""
    if not is_past_participle(words[place].text):
        return False
    later = words[place + 1 : place + 12]
    return any(
        plain(word.text) in BE | MODALS or Form.THIRD in finite_forms(word.text) for word in later
    )
