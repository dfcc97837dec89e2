"""The subject of a sentence and its main verb. Questions and clozes both rely on them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.nouns import is_plural_noun
from ankiflask.drafting.english.openings import Opening, opening_of
from ankiflask.drafting.english.tokens import REMEMBERED_TEXTS, Token, tokens
from ankiflask.drafting.english.verb_places import VerbPlace, is_open, verb_place
from ankiflask.drafting.english.verbs import Form, finite_forms, is_past_participle
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import is_adverb, is_stop_word, listed, plain, stem, table

_ROMAN = re.compile(r"[IVXLC]+")
_LONGEST_SUBJECT = 8  # words
# With "the" they point to what the text has just told.
_TOLD_BEFORE = table("nouns", "pointing to what was said")
_INSIDE = listed("of in for on the a an and")


def is_subject(name: Sequence[Token]) -> bool:
    """Whether the words name one thing that a question can be about, without what came before."""
    if not name or len(name) > _LONGEST_SUBJECT or any(word.is_cut_before for word in name):
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


_LONGEST = 600  # characters; in a longer sentence nothing is sure, and looking would take long
_MAY_FOLLOW = english.KEPT_ADVERBS | {"also", "not"}
_MEASURES = listed("almost nearly far well")
_LINK_ADVERBS = listed("therefore thus then however hence instead nevertheless")


@dataclass(frozen=True, slots=True)
class MainVerb:
    """The finite verb of a sentence's subject, and all that belongs to it.

    The verb's word is at `place`, the subject's name between the opening and the word at `name_end`;
    with `has_aside` an aside between commas follows it. `adverb` stands beside the verb, and `main`
    is the participle or bare verb behind an auxiliary. The predicate starts at the character `start`;
    what follows all these begins at `end`.
    """

    opening: Opening
    name_end: int
    place: int
    has_aside: bool
    verb: str
    adverb: str
    main: str
    start: int
    end: int


@lru_cache(maxsize=REMEMBERED_TEXTS)
def find_main_verb(sentence: str) -> MainVerb | None:
    """Return the verb of a sentence's subject; None where opening, subject or verb are not sure."""
    if len(sentence) > _LONGEST:
        return None
    words = tokens(sentence)
    opening = opening_of(sentence, words)
    found = None if opening is None else verb_place(words, opening.end)
    if opening is None or found is None or not is_whole_name(words[opening.end : found.name_end]):
        return None
    return _main_verb(sentence, words, opening, found)


def _main_verb(
    sentence: str, words: Sequence[Token], opening: Opening, found: VerbPlace
) -> MainVerb | None:
    """Return the verb with all that belongs to it; None where that is not sure."""
    place, name_end = found.verb, found.name_end
    word, before = words[place], words[place - 1]
    has_adverb = plain(before.text) in english.KEPT_ADVERBS and not before.is_cut_after
    early = [before.text] if has_adverb else []
    start = before.start if has_adverb else word.start
    verb = word.text
    if verb == "cannot":
        verb, early = "can", ["not"]
    main, last, behind = _behind(verb, words, place)
    if main is None:
        return None
    end = words[last].end
    is_inside = end != len(sentence) and words[last].is_cut_after
    if is_inside and not sentence.startswith((",", "."), end):
        return None  # a colon, a bracket or a dash stands behind it
    adverb = " ".join([*early, *behind])
    return MainVerb(opening, name_end, place, found.has_aside, verb, adverb, main, start, end)


def _behind(verb: str, words: Sequence[Token], place: int) -> tuple[str | None, int, list[str]]:
    """Return what belongs to the verb at that place, where it ends, and the adverbs between."""
    if verb not in english.FINITE_BE | english.FINITE_MODALS | english.DO:
        return "", place, []
    at, adverbs = place + 1, []
    while at < len(words) and not words[at].is_code and plain(words[at].text) in _MAY_FOLLOW:
        if plain(words[at].text) != "also":
            adverbs.append(words[at].text)
        at += 1
    if at < len(words) and plain(words[at].text) in _LINK_ADVERBS:
        return None, place, []
    return (*_main(verb, words, at), adverbs)


def _main(verb: str, words: Sequence[Token], at: int) -> tuple[str | None, int]:
    """Return what belongs to the verb, "" for a bare `is`, and the place of its last word."""
    if at >= len(words):
        return None, at
    low = plain(words[at].text)
    if verb in english.FINITE_BE:
        if low in ("no", "never", "being", "been") or (
            low in english.ADVERBS and low not in _MEASURES
        ):
            return None, at
        is_passive = is_past_participle(low) and not words[at].is_code
        return (words[at].text, at) if is_passive else ("", at - 1)
    if low == "be" and at + 1 < len(words) and is_past_participle(words[at + 1].text):
        return f"be {words[at + 1].text}", at + 1
    is_bare = Form.BASE in finite_forms(low) and not is_adverb(low)
    return (words[at].text, at) if is_bare else (None, at)
