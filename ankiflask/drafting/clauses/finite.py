"""Whether a word is the finite verb of the name before it, or a part of a longer name."""

from collections.abc import Sequence

from ankiflask.drafting.english.auxiliaries import AUXILIARIES, HAVE, KEPT_ADVERBS, RELATIVES
from ankiflask.drafting.english.inflection import Form, finite_forms, is_past_participle, lemma
from ankiflask.drafting.english.numbers import is_plural, is_plural_noun
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.words import (
    ADVERBS,
    ARTICLES,
    DETERMINERS,
    NAMING,
    PREPOSITIONS,
    is_adverb,
    listed,
    plain,
)

_AHEAD = 8  # words that are looked at behind a doubtful verb
_LINKING = listed(
    "becomes remains gets seems appears feels looks stays keeps leaves makes lies stands"
)
# Behind them "that" begins what is said; behind other words it tells which is meant.
_BEFORE_THAT = listed(
    "show mean say suggest argue think believe find indicate prove reveal state ensure require note claim "
    "conclude demonstrate imply hold predict assume know explain confirm propose report see discover "
    "observe notice realise realize recognise decide agree hope fear guarantee specify warn teach learn"
)
_ENDS = RELATIVES | listed(
    "and but or so because when if as before after until while whereas although they it we you"
)
_OPENING_NAME = ARTICLES | PREPOSITIONS | {"and", "or", "each", "every"}
_OPENING_OBJECT = ARTICLES | {"that", "it", "them"}
_BEFORE_PARTICIPLE = ADVERBS | listed("been to not no both all had")
_BARE_AFTER = listed("helps lets makes help let make")


def is_finite(words: Sequence[Token], start: int, place: int) -> bool:
    """Whether the word at `place` is the verb of the name that begins at `start`."""
    word, before = words[place], words[place - 1]
    low = plain(word.text)
    name = words[start : place - (plain(before.text) in KEPT_ADVERBS and place - 1 > start)]
    if word.is_code or is_open(before) or word.text != low:
        return False
    if low in AUXILIARIES:
        return low not in HAVE or not is_perfect(words, place)
    forms = finite_forms(low)
    if not forms or _tells_which(words, place) or _is_before_verb(words, place):
        return False
    if Form.THIRD in forms:
        return not is_plural(name) and not _is_noun(words, place)
    if Form.BASE in forms and is_plural(name):
        return True
    return Form.PAST in forms and not _is_reduced(words, start, place)


def _tells_which(words: Sequence[Token], place: int) -> bool:
    """Whether a "that" follows which belongs to a noun: methods of control that kill."""
    after = plain(words[place + 1].text) if place + 1 < len(words) else ""
    return after == "that" and lemma(words[place].text) not in _BEFORE_THAT


def is_open(word: Token) -> bool:
    """Whether a noun must follow the word."""
    low = plain(word.text)
    return not word.is_code and (low in _OPENING_NAME or low.endswith("'s"))


def is_perfect(words: Sequence[Token], place: int) -> bool:
    """Whether a form of have stands before a participle or an adverb: nothing follows from it alone."""
    after = words[place + 1 : place + 2]
    return bool(after) and (
        is_past_participle(after[0].text)
        or is_adverb(after[0].text)
        or plain(after[0].text) in _BEFORE_PARTICIPLE
    )


def _is_before_verb(words: Sequence[Token], place: int) -> bool:
    """Whether a verb follows that needs this word for its subject: conflicts | are, merges | need."""
    if place + 1 >= len(words) or words[place + 1].is_cut_before or words[place + 1].is_code:
        return False
    word, after = words[place].text, plain(words[place + 1].text)
    if after in AUXILIARIES:
        return True
    forms = finite_forms(after)
    if word.endswith("s") and Form.BASE in forms:
        return plain(word) not in _BARE_AFTER
    is_plural_verb = (
        place > 0 and is_plural_noun(words[place - 1].text) and Form.BASE in finite_forms(word)
    )
    return Form.THIRD in forms and not word.endswith("s") and not is_plural_verb


def _is_noun(words: Sequence[Token], place: int) -> bool:
    """Whether a word in -s is a plural noun, since a verb for it follows: reports based on it give."""
    following = words[place + 1 : place + 3]
    is_link = plain(words[place].text) in _LINKING
    if _is_sure_past(following):
        return True
    if len(following) > 1 and not is_link and Form.PAST in finite_forms(following[0].text):
        has_object = is_open(following[1]) or plain(following[1].text) in _OPENING_OBJECT
        return has_object and not following[0].is_cut_before
    for word in words[place + 1 : place + 1 + _AHEAD]:
        low = plain(word.text)
        if word.is_cut_before or low in _ENDS:
            return False
        if low in ("are", "were", "have", "do"):
            return True
    return False


def _is_sure_past(following: Sequence[Token]) -> bool:
    """Whether a past form follows that is no participle: department stores gave."""
    if not following or following[0].is_cut_before:
        return False
    word = following[0].text
    return finite_forms(word) == {Form.PAST} and not is_past_participle(word)


def _is_proper(name: Sequence[Token]) -> bool:
    """Whether it is a name of several words, which has its participles between commas."""
    return (
        len(name) > 1
        and all(word.text[:1].isupper() for word in name)
        and plain(name[0].text) not in DETERMINERS
    )


def _is_reduced(words: Sequence[Token], start: int, place: int) -> bool:
    """Whether the past form could be a participle: bread made with yeast keeps long."""
    if not is_past_participle(words[place].text) or _is_proper(words[start:place]):
        return False
    wanted = Form.BASE if is_plural(words[start:place]) else Form.THIRD
    is_naming = words[place].text in NAMING
    for word in words[place + 1 : place + 12]:
        low = plain(word.text)
        is_next = word.place == place + 1
        if is_next and low == "by":
            return True
        is_cut = word.is_cut_before and not (word.is_code or words[word.place - 1].is_code)
        if is_cut or (is_next and low in _OPENING_OBJECT and not is_naming):
            return False
        if low in AUXILIARIES or wanted in finite_forms(low):
            return True
    return False
