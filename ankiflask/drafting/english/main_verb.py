"""The main verb of a sentence with all that belongs to it. Questions and clozes both rely on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.names import is_whole_name
from ankiflask.drafting.english.openings import Opening, opening_of
from ankiflask.drafting.english.tokens import REMEMBERED_TEXTS, Token, tokens
from ankiflask.drafting.english.verb_places import VerbPlace, verb_place
from ankiflask.drafting.english.verbs import Form, finite_forms, is_past_participle
from ankiflask.drafting.english.words import is_adverb, listed, plain

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
