"""Which part of its sentence a word stands in."""

import re
from enum import Enum

from ankiflask.drafting.english.tagging import TaggedSentence, WordKind
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.verb_tags import AUXILIARIES
from ankiflask.drafting.english.words import PREPOSITIONS, listed, plain

_SUBORDINATORS = listed(
    "when if although though because while whereas where before after since once until unless as even"
)
_RELATIVES = listed("which who whom whose that where")
_BREAKS = listed(
    "because so while whereas although though if when unless until once whose which who whom where but"
)
_BOUND = listed("that who whom how why whether")  # behind a verb they begin what it says
_SIGNS = re.compile("[;\u2013\u2014]| - ")
_YEAR = re.compile(r"\d{3,4}s?")
_NAMING = (WordKind.NOUN, WordKind.NAME, WordKind.QUALITY, WordKind.NUMBER, WordKind.CODE)


class Part(Enum):
    """A part of a sentence. An `OPENING` stands before the subject, an `ASIDE` is subordinate."""

    OPENING = "opening"
    SUBJECT = "subject"
    PREDICATE = "predicate"
    ASIDE = "aside"


def parts_of(sentence: TaggedSentence) -> tuple[Part, ...]:
    """Return the part of the sentence that each word stands in."""
    start = _opening_end(sentence)
    found = [Part.OPENING] * start
    part, depth, aside_end = Part.SUBJECT, 0, 0
    for word in sentence.words[start:]:
        before = sentence.words[word.place - 1].end if word.place else 0
        signs = sentence.text[before : word.start]
        depth += (signs.count("(") - signs.count(")")) if signs != " " else 0
        # Inside a subject "which …," or "published …," is an aside.
        begins_aside = plain(word.text) in _RELATIVES or sentence.kind(word) is WordKind.VERB
        if part is Part.SUBJECT and "," in signs and word.place >= aside_end and begins_aside:
            aside_end = _comma(word, sentence)
        is_aside = depth > 0 or word.place < aside_end
        part = part if is_aside else _next(part, word, signs, sentence)
        found.append(Part.ASIDE if is_aside else part)
    return tuple(found)


def _next(part: Part, word: Token, signs: str, sentence: TaggedSentence) -> Part:
    """Return the part that begins or goes on with the word."""
    if part is Part.ASIDE:
        return part
    if signs != " " and _SIGNS.search(signs):
        return Part.ASIDE if part is Part.PREDICATE else part
    if part is Part.SUBJECT:
        return Part.PREDICATE if _is_verb(word, sentence) else part
    low = plain(word.text)
    before = sentence.kinds[word.place - 1]
    is_relative = low == "that" and before in _NAMING
    is_said = before is WordKind.VERB and low in _BOUND
    return Part.ASIDE if (low in _BREAKS or is_relative) and not is_said else part


def _is_verb(word: Token, sentence: TaggedSentence) -> bool:
    return sentence.kind(word) is WordKind.VERB or plain(word.text) in AUXILIARIES


def _comma(word: Token, sentence: TaggedSentence) -> int:
    """Return the place behind the first comma from the word on; 0 if there is none."""
    rest = sentence.words[word.place :]
    return next((each.place + 1 for each in rest if sentence.text.startswith(",", each.end)), 0)


def _opening_end(sentence: TaggedSentence) -> int:
    """Return the place of the word behind an opening clause or phrase; 0 where there is none."""
    words = sentence.words
    low = plain(words[0].text) if words and not words[0].is_code else ""
    is_clause = low in _SUBORDINATORS or low == "to"
    if not is_clause and low not in PREPOSITIONS:
        return 0
    comma = _comma(words[0], sentence)
    verb = next((word.place for word in words if _is_verb(word, sentence)), len(words))
    if comma and (is_clause or comma <= verb):
        return comma
    return verb if is_clause else _phrase_end(sentence)


def _phrase_end(sentence: TaggedSentence) -> int:
    """Return the place behind a preposition's first noun: In August | the Assembly abolished it."""
    is_in_name = False
    for word in sentence.words[1:]:
        if _YEAR.fullmatch(word.text):
            return word.place + 1
        if sentence.kind(word) in _NAMING:
            is_in_name = True
        elif is_in_name and plain(word.text) not in ("of", "and", "v"):
            return word.place
    return 0
