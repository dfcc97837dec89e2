"""The words that name a subject, and how they are spelled inside a sentence."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.nouns import is_plural_noun
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.verb_places import is_open
from ankiflask.drafting.english.verbs import finite_forms
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import is_adverb, is_stop_word, listed, plain, stem, table

_ROMAN = re.compile(r"[IVXLC]+")
_LONGEST = 8  # words
# With "the" they point to what the text has just told.
_TOLD_BEFORE = table("nouns", "pointing to what was said")
_INSIDE = listed("of in for on the a an and")


def is_subject(name: Sequence[Token]) -> bool:
    """Whether the words name one thing that a question can be about, without what came before."""
    if not name or len(name) > _LONGEST or any(word.is_cut_before for word in name):
        return False
    content = name[1:] if plain(name[0].text) in english.DETERMINERS else name
    if not content or _is_clause(content):
        return False
    is_the = plain(name[0].text) == "the"
    if is_the and len(content) == 1 and plain(content[0].text) in _TOLD_BEFORE:
        return False
    return not all(plain(word.text) in english.VAGUE | _INSIDE for word in content)


def _is_clause(content: Sequence[Token]) -> bool:
    """Whether a word is there that no plain name has: a pronoun, a conjunction, a gerund's object."""
    first, *others = content
    stops = [word for word in others if is_stop_word(word.text) and not word.text[0].isupper()]
    has_object = first.text.endswith("ing") and others and others[0] not in stops
    return (
        (is_stop_word(first.text) and not first.is_code)
        or has_object
        or any(plain(word.text) not in _INSIDE for word in stops)
        or is_stop_word(content[-1].text)
    )


_PEOPLE = re.compile(r"(?:ans|ish|ese|ards|ites|ists|ings|ics|elts|avs|eks|brews|jews|nts)$")
_ADJECTIVE = re.compile(r"\w{2}(?:ic|al|ac|ous|ary|ive|ing|ed|less|ful|able|ible|ular|oid)$")
_DEED = re.compile(r"\w{4}ing$")  # castling, caching
# Everyday stuff without a plural. Words that are also well-known names are left out.
_COMMON = table("nouns", "stuff") | table("adjectives", "common at a beginning")


def spelled_inside(subject: str, name: Sequence[Token], vocabulary: Vocabulary) -> str | None:
    """Return the subject as it is spelled inside a sentence; None where nothing tells."""
    if not name or name[0].is_code:
        return subject
    first = name[0].text
    if plain(first) in english.DETERMINERS | english.QUALIFIERS:
        return first.lower() + subject[len(first) :]
    second = name[1].text if name[1:] else ""
    is_number = _ROMAN.fullmatch(second)  # of a king, and no acronym
    if second[:1].isupper() and (is_number or not second.isupper()):
        return subject
    spelled = vocabulary.inside_sentence(first)
    if spelled:
        return spelled + subject[len(first) :]
    return first[0].lower() + subject[1:] if _is_common(first, name, vocabulary) else None


def _is_common(first: str, name: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """Whether the word is no name: another form of it is written small, or its ending tells."""
    low = plain(first)
    if stem(low) in vocabulary.small or low in _COMMON or is_adverb(low):
        return True
    if "-" in low:
        return all(part.islower() for part in first.split("-")[1:])
    has_article = len(name) > 1 and plain(name[1].text) in english.DETERMINERS
    if len(name) > 1 and not (name[1].is_code or has_article):
        if finite_forms(low):
            return True
        if not is_stop_word(name[1].text):  # red blood, but Alfred of Wessex
            return bool(_ADJECTIVE.search(low))
    if _DEED.search(low):  # raising the ISO, but Waiting for Godot
        return has_article or not any(word.text[:1].isupper() for word in name[1:])
    return is_plural_noun(first) and not _PEOPLE.search(low)


_NO_DEED = listed("using including following according regarding concerning being having during")
_NO_NAME = table("function_words", "no subjects") | english.ADVERBS
_ARTICLES = english.DETERMINERS | listed("each every all")


def is_whole_name(name: Sequence[Token]) -> bool:
    """Whether the words name something by themselves."""
    if not name or plain(name[0].text) in _NO_NAME:
        return False
    if any(word.is_cut_before for word in name[1:] if not word.is_code):
        return False
    if len(name) == 1 and name[0].text.endswith("ing") and plain(name[0].text) in _NO_DEED:
        return False
    if is_open(name[-1]) or is_adverb(name[-1].text):
        return False
    for before, word in pairwise(name):  # does another name begin inside: "abilities a person"
        is_bound = is_open(before) or before.text.endswith("ing") or finite_forms(before.text)
        if plain(word.text) in english.DETERMINERS and not is_bound and not before.is_code:
            return False
    return bool(content_of(name))


def content_of(name: Sequence[Token]) -> list[Token]:
    """Return the words without articles and words like "each"."""
    return [word for word in name if plain(word.text) not in _ARTICLES]
