"""What comes before a sentence's subject: "In winter,", "In 1863", "When a commit is made,"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.nouns import ERA, MONTH
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.verbs import Form, finite_forms
from ankiflask.drafting.english.words import is_stop_word, listed, plain


class OpeningKind(Enum):
    """What an opening tells."""

    PHRASE = "phrase"
    DATE = "date"
    CONDITION = "condition"
    CAUSE = "cause"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening as written, without its comma, and the place of the word behind it."""

    kind: OpeningKind
    text: str
    end: int


NOTHING = Opening(OpeningKind.PHRASE, "", 0)

_CONDITIONS = listed("when if once whenever where as")
_OTHERS = listed("although though while whereas since unless until before after provided")
_BEGINNINGS = _CONDITIONS | _OTHERS | {"because"}
_NO_PHRASE = listed("unlike like despite instead rather because due besides except than regardless")
_AROUND = r"(?:about|around|early|late|the|spring|summer|autumn|winter) "
_YEAR = r"(?:\d{3,4}(?:s|\b)|\d+ (?=BC|AD))"
_SPAN = rf"(?:Between|From) \d{{3,4}}{ERA} (?:and|to) \d{{3,4}}{ERA}"
_POINT = (
    r"(?:In|On|By|Around|About|During|Before|After|Since|Until) "
    rf"(?:{_AROUND})*(?:\d{{1,2}} )?(?:{MONTH} )?(?:\d{{1,2}}, )?(?:AD )?{_YEAR}{ERA}"
)
DATE = re.compile(rf"(?:{_SPAN}|{_POINT})(?=,? )")
# They bind the sentence to the one before, and tell nothing.
_BINDING = frozenset(
    "in fact,for example,for instance,in other words,of course,in general,in short,in addition,"
    "in particular,by contrast,in contrast,as a result,as previously stated,at the same time,in turn,"
    "on the other hand,in this way,above all,after all,in effect".split(",")
)
_OPEN = english.PREPOSITIONS | english.DETERMINERS | listed("and or but nor that which who")
_ADJECTIVES = ("s", "al", "ic", "ive", "ous", "ed", "ing", "ry")
_LONGEST_PHRASE = 9  # words
_LONGEST_CLAUSE = 26  # words


def opening_of(sentence: str, words: Sequence[Token]) -> Opening | None:
    """Return what stands before the subject, `NOTHING` if the sentence begins with it.

    None where there is an opening whose end is not sure.
    """
    first = plain(words[0].text) if words and not words[0].is_code else ""
    date = DATE.match(sentence)
    if date:
        return _behind(OpeningKind.DATE, date.end(), sentence, words)
    is_phrase = first in english.PREPOSITIONS
    phrase = _phrase(first, sentence, words) if is_phrase else None
    if phrase is None and first in _BEGINNINGS:
        return _clause(first, sentence, words)
    return phrase if is_phrase else NOTHING


def _clause(first: str, sentence: str, words: Sequence[Token]) -> Opening | None:
    """Return an opening clause, which has a verb and ends at the first comma behind it."""
    kind = OpeningKind.CONDITION if first in _CONDITIONS else OpeningKind.OTHER
    if first == "because":
        kind = OpeningKind.CAUSE
    for word in words[1:_LONGEST_CLAUSE]:
        if sentence.startswith(",", word.end):
            inside = [plain(each.text) for each in words[2 : word.place + 1]]
            has_verb = any(finite_forms(low) or low in english.AUXILIARIES for low in inside)
            return _behind(kind, word.end, sentence, words) if has_verb else None
    return None


def _phrase(first: str, sentence: str, words: Sequence[Token]) -> Opening | None:
    """Return an opening phrase, which ends at a comma or before the article of the subject."""
    if first in _NO_PHRASE:
        return None
    for word in words[:_LONGEST_PHRASE]:
        if word.place and _is_verb_inside(words, word.place):
            return None
        if sentence.startswith(",", word.end):
            after = words[word.place + 1 : word.place + 4]
            # In a list the subject is further behind: "In Rome, Athens and Sparta".
            has_and = any(
                plain(each.text) in ("and", "or") and not each.is_cut_before for each in after
            )
            is_list = has_and and plain(after[0].text) not in english.DETERMINERS
            return None if is_list else _behind(OpeningKind.PHRASE, word.end, sentence, words)
        if word.is_cut_after:
            return None
        last = words[word.place - 1]
        is_open = plain(last.text) in _OPEN or plain(last.text).endswith("ing")
        ends_name = word.place > 1 and (last.is_code or not is_open)
        if ends_name and plain(word.text) in english.DETERMINERS:
            return _behind(OpeningKind.PHRASE, last.end, sentence, words)
    return None


def _is_verb_inside(words: Sequence[Token], place: int) -> bool:
    """Whether the word makes a clause of the phrase: "Before a request reaches the view"."""
    word, before = words[place], words[place - 1]
    if plain(word.text) in english.AUXILIARIES:
        return True
    is_third = Form.THIRD in finite_forms(word.text) and word.text.islower()
    is_noun = not (is_stop_word(before.text) or before.text.endswith(_ADJECTIVES))
    return place > 1 and is_third and is_noun


def _behind(kind: OpeningKind, end: int, sentence: str, words: Sequence[Token]) -> Opening | None:
    place = next((word.place for word in words if word.start >= end), None)
    if place is None:
        return None
    text = sentence[words[0].start : end].strip(" ,")
    return Opening(kind, "" if text.lower() in _BINDING else text, place)
