"""Where the finite verb of a sentence's subject is."""

from collections.abc import Sequence
from dataclasses import dataclass

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.nouns import is_plural, is_plural_noun
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.verbs import Form, finite_forms, is_past_participle, lemma
from ankiflask.drafting.english.words import is_adverb, is_stop_word, listed, plain, table

_AHEAD = 8  # words that are looked at behind a doubtful verb
_LINKING = listed(
    "becomes remains gets seems appears feels looks stays keeps leaves makes lies stands"
)
# Behind them "that" begins what is said; behind other words it tells which is meant.
_BEFORE_THAT = table("verbs", "before that")
_ENDS = english.RELATIVES | listed(
    "and but or so because when if as before after until while whereas although they it we you"
)
_OPENING_NAME = english.ARTICLES | english.PREPOSITIONS | {"and", "or", "each", "every"}
_OPENING_OBJECT = english.ARTICLES | {"that", "it", "them"}
_BEFORE_PARTICIPLE = english.ADVERBS | listed("been to not no both all had")
_BARE_AFTER = listed("helps lets makes help let make")


def is_finite(words: Sequence[Token], start: int, place: int) -> bool:
    """Whether the word at `place` is the verb of the name that begins at `start`."""
    word, before = words[place], words[place - 1]
    low = plain(word.text)
    name = words[start : place - (plain(before.text) in english.KEPT_ADVERBS and place - 1 > start)]
    if word.is_code or is_open(before) or word.text != low:
        return False
    if low in english.AUXILIARIES:
        return low not in english.FINITE_HAVE or not is_perfect(words, place)
    forms = finite_forms(low)
    after = plain(words[place + 1].text) if place + 1 < len(words) else ""
    # It belongs to a noun: methods of control that kill.
    tells_which = after == "that" and bool(forms) and lemma(low) not in _BEFORE_THAT
    if not forms or tells_which or _is_before_verb(words, place):
        return False
    if Form.THIRD in forms:
        return not is_plural(name) and not _is_noun(words, place)
    if Form.BASE in forms and is_plural(name):
        return True
    return Form.PAST in forms and not _is_reduced(words, start, place)


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
    if after in english.AUXILIARIES:
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
    forms = finite_forms(following[0].text) if following else frozenset()
    is_only_past = forms == {Form.PAST} and not is_past_participle(following[0].text)
    if is_only_past and not following[0].is_cut_before:
        return True  # department stores gave
    if len(following) > 1 and not is_link and Form.PAST in forms:
        has_object = is_open(following[1]) or plain(following[1].text) in _OPENING_OBJECT
        return has_object and not following[0].is_cut_before
    for word in words[place + 1 : place + 1 + _AHEAD]:
        low = plain(word.text)
        if word.is_cut_before or low in _ENDS:
            return False
        if low in ("are", "were", "have", "do"):
            return True
    return False


def _is_reduced(words: Sequence[Token], start: int, place: int) -> bool:
    """Whether the past form could be a participle: bread made with yeast keeps long."""
    name = words[start:place]
    is_written = len(name) > 1 and all(word.text[:1].isupper() for word in name)
    # A name of several words has its participles between commas.
    is_proper = is_written and plain(name[0].text) not in english.DETERMINERS
    if is_proper or not is_past_participle(words[place].text):
        return False
    wanted = Form.BASE if is_plural(name) else Form.THIRD
    is_naming = words[place].text in english.NAMING
    for word in words[place + 1 : place + 12]:
        low = plain(word.text)
        is_next = word.place == place + 1
        if is_next and low == "by":
            return True
        is_cut = word.is_cut_before and not (word.is_code or words[word.place - 1].is_code)
        if is_cut or (is_next and low in _OPENING_OBJECT and not is_naming):
            return False
        if low in english.AUXILIARIES or wanted in finite_forms(low):
            return True
    return False


LINKS = table("function_words", "links inside a name")
_FURTHEST = 18  # words before the verb, a clause about the subject among them
_LONGEST_ASIDE = 20  # words
_AUXILIARIES = english.FINITE_BE | english.FINITE_MODALS | english.FINITE_HAVE | english.DO
_MODALS = english.FINITE_BE | english.FINITE_MODALS
_OPENS_ASIDE = english.DETERMINERS | english.RELATIVES
_BORDERS = english.RELATIVES | {"and", "or", "but"}
_ORDINARY = english.QUALIFIERS | listed("main free using used containing least most more less no")
_INSIDE_NAME = LINKS | english.DETERMINERS | english.POSSESSIVES | _ORDINARY


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
        if low in english.RELATIVES and not word.is_code:
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
    has_adverb = plain(words[place - 1].text) in english.KEPT_ADVERBS and place - 1 > start
    return VerbPlace(place, place - has_adverb)


def _behind_aside(words: Sequence[Token], start: int, place: int) -> VerbPlace | None:
    """Return the verb behind "HTTP, the Hypertext Transfer Protocol," and the like."""
    first = plain(words[place].text)
    if not (first in _OPENS_ASIDE or first.endswith(("ed", "ing"))):
        return None
    for at in range(place + 1, min(place + _LONGEST_ASIDE, len(words))):
        if words[at].is_cut_before and not words[at - 1].is_code:
            at += plain(words[at].text) in english.KEPT_ADVERBS  # noqa: PLW2901
            if at == len(words):
                return None
            low = plain(words[at].text)
            if low in _AUXILIARIES:
                is_verb = low not in english.FINITE_HAVE or not is_perfect(words, at)
            else:
                wanted = Form.BASE if is_plural(words[start:place]) else Form.THIRD
                is_agreeing = not finite_forms(low).isdisjoint({wanted, Form.PAST})
                is_verb = is_agreeing and words[at].text == low
            return VerbPlace(at, place, has_aside=True) if is_verb else None
    return None


def _behind_relative(words: Sequence[Token], place: int) -> int | None:
    """Return the place of the verb behind "the enzyme that fixes carbon dioxide"."""
    inner = next(
        (at for at in range(place + 1, min(place + 6, len(words))) if _is_verb(words[at])), None
    )
    if inner is None:
        return None
    inner += plain(words[inner].text) in english.AUXILIARIES  # it has a verb of its own behind it
    for at in range(inner + 1, min(inner + 10, len(words))):
        if words[at].is_cut_before or plain(words[at].text) in _BORDERS:
            return None
        if plain(words[at].text) in english.AUXILIARIES and words[at].text.islower():
            return at if plain(words[at].text) in _MODALS or not is_perfect(words, at) else None
    return None


def _is_verb(word: Token) -> bool:
    return plain(word.text) in english.AUXILIARIES or bool(finite_forms(word.text))


def _may_be_in_name(words: Sequence[Token], place: int) -> bool:
    word = words[place]
    low = plain(word.text)
    if low in english.KEPT_ADVERBS:
        return place + 1 < len(words) and _is_verb(words[place + 1])
    if low == "such":
        return [plain(each.text) for each in words[place + 1 : place + 2]] == ["as"]
    if low == "as":
        return plain(words[place - 1].text) == "such"
    is_link = low in _INSIDE_NAME
    return is_link or not is_stop_word(low) or low[0].isdigit() or word.text[0].isupper()
