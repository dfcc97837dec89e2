"""Which words of an English sentence are verbs where they are, by their neighbours."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ankiflask.drafting.english import nouns
from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.context import POINTING, WordInContext
from ankiflask.drafting.english.nouns import can_be_noun, is_plural_noun
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.verbs import NO_FORMS, Form, finite_forms, is_past_participle
from ankiflask.drafting.english.words import is_adverb, is_quality, is_stop_word, listed, plain

_BORDERS = english.table("function_words", "clause borders")
_OPENING_CLAUSE = listed("the a an it they this these its their he she we you")
AUXILIARIES = english.BE | english.MODALS | english.HAVE
_BEFORE_BARE_VERBS = english.MODALS | {"to"}
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


@lru_cache(maxsize=english.REMEMBERED)
def is_past(low: str) -> bool:
    """Whether the word is a verb's past form or participle and nothing else: invented, broke."""
    forms = finite_forms(low)
    is_form = Form.PAST in forms or is_past_participle(low) or low in _PARTICIPLES_ONLY
    return is_form and Form.BASE not in forms and low not in nouns.NOUNS_TOO


def has_verb(here: WordInContext) -> bool:
    """Whether the clause around the word has another verb that is sure."""
    words = here.words
    first, last = _clause(here)
    is_cut_verb = words[first].is_cut_before and plain(words[first].text) in AUXILIARIES
    if first <= here.last_verb or (first != here.place and is_cut_verb):
        return True
    return any(
        is_sure_verb(words, at)
        and not (at and plain(words[at - 1].text) in _BEFORE_BARE_VERBS)
        and not WordInContext(words, at).wants_noun
        for at in range(first, last)
        if at != here.place
    )


def is_clause_verb(here: WordInContext) -> bool:
    """Whether a verb is its clause's: carries, but not: to carry, carrying, carried."""
    is_present = not _PRESENT.isdisjoint(finite_forms(here.low))
    return is_present and here.before != "to"


def _clause(here: WordInContext) -> tuple[int, int]:
    """Return the places of the clause's first word, and behind its last."""
    words = here.words
    first, last = here.place, here.place + 1
    while first > 0 and not _is_border(words, first):
        first -= 1
    while last < len(words) and not _is_border(words, last):
        after = plain(words[last + 1].text) if last + 1 < len(words) else ""
        is_joining = last > here.place + 1 or after in _OPENING_CLAUSE
        if is_joining and plain(words[last].text) in ("and", "or"):
            break
        last += 1
    return first, last


def _is_border(words: Sequence[Token], place: int) -> bool:
    low = plain(words[place].text)
    is_as = low == "as" and place > 0 and plain(words[place - 1].text) != "such"
    return words[place].is_cut_before or low in _BORDERS or is_as


_CONJUNCTIONS = listed("and or but nor yet so than")
# What follows one of these and `to` is a thing, not a deed.
_BEFORE_TO_THING = english.table("function_words", "before to and a thing")
_BEFORE_TO_DEED = english.table("function_words", "before to and a verb")
_SUBJECTS = listed("i you he she it we they who")
_BEFORE_VERBS = (
    english.MODALS | english.BEFORE_VERBS | listed("nothing something everything nobody everyone")
) - english.ADVERBS
_PLURAL_SUBJECTS = listed("both most others")
_MAYBE_SUBJECTS = POINTING | english.QUALIFIERS | nouns.NUMBER_WORDS
_INSIDE_NAME = english.ARTICLES | english.QUALIFIERS | POINTING
_AUXILIARIES = english.BE | english.HAVE
_LINKS = english.BE | english.MODALS
_PREPOSITIONS = english.PREPOSITIONS - {"of"}
_BEHIND_NOUN = listed("which who whose") | _AUXILIARIES | english.MODALS
_BEFORE_PAST = english.PRONOUNS | _CONJUNCTIONS | english.MODALS
_VERB_ENDING = re.compile(r"\w{3}(?:iz|yz|if)(?:es?|y|ies)")
_NOT_BEHIND_VERBS = listed("and or of that which who such as")
_NO_VERB_ENDING = ("ss", "us", "is", "'s")


def is_verb_in_context(here: WordInContext, *, is_noun_before: bool) -> bool:
    """Whether the word, no stop word, is a verb where it stands; so is a gerund with its object.

    `is_noun_before` says that a name which the word could belong to ends right before it.
    """
    is_joined = is_noun_before and not here.word.is_cut_before
    if here.low.endswith("ing") and not finite_forms(here.low):
        return "-" not in here.low and _is_gerund(here, is_joined=is_joined)
    if is_past(here.low):
        return is_joined or _is_past_here(here)
    if not finite_forms(here.low):
        return here.word.text.islower() and _is_unknown(here, is_joined=is_joined)
    if not can_be_noun(here.low):
        return here.before in _MAYBE_SUBJECTS or not here.wants_noun
    is_split = here.before in english.BE and is_past_participle(here.low)
    return is_split or _is_verb_of_both(here, is_joined=is_joined)


def _is_gerund(here: WordInContext, *, is_joined: bool) -> bool:
    """Whether the word in -ing is a verb: blocking adrenaline, but: the blocking drug."""
    before = here.before
    is_cut = here.word.is_cut_before
    is_in_name = before in _INSIDE_NAME or english.is_genitive(before)
    is_after_be = (before in english.BE or before.endswith(("'re", "'m"))) and not is_cut
    second = here.words[here.place + 2 : here.place + 3]  # maintaining and defending
    is_paired = here.after in ("and", "or") and bool(second) and second[0].text.endswith("ing")
    if is_after_be or here.has_particle or here.has_object or is_paired:
        return not is_in_name
    if is_in_name or (is_quality(before) and not before.endswith("ed") and not is_cut):
        return False
    is_before_adverb = here.after in english.ADVERBS or is_adverb(here.after)
    if is_before_adverb or (here.low in nouns.ING_NOUNS and not is_cut):
        return is_before_adverb
    if here.place == 0 and here.is_before_content:  # balancing water, but: working memory holds
        behind = WordInContext(here.words, here.place + 1).after
        return Form.THIRD not in finite_forms(behind) and behind not in _LINKS
    is_loose = is_joined or (is_cut and here.place > 0)
    return here.is_before_content or (is_loose and here.after in _PREPOSITIONS)


def _is_past_here(here: WordInContext) -> bool:
    """Whether the word in -ed is a verb and no adjective: many died, but: many dried fruits."""
    before = here.before
    if here.wants_noun:
        return not here.is_before_content and before not in english.ARTICLES
    if before in _AUXILIARIES or here.word.is_cut_before:
        return True
    return not here.is_before_content or before in _BEFORE_PAST


def _is_unknown(here: WordInContext, *, is_joined: bool) -> bool:
    """Whether a word that no table knows must be a verb where it stands."""
    before = "" if here.word.is_cut_before else here.before
    is_deed = here.has_object or here.second_before in _BEFORE_TO_DEED
    if before in _SUBJECTS or (before == "to" and is_deed):
        return True
    if _VERB_ENDING.fullmatch(here.low) and not here.wants_noun:
        return True
    if is_joined:
        return _is_only_verb(here)
    is_start = here.place == 0 or here.word.is_cut_before
    return is_start and here.after in english.ARTICLES  # an order: roughen the area


def _is_only_verb(here: WordInContext) -> bool:
    """Whether an unknown word in -s behind a noun must be the verb, since there is no other."""
    is_adjective = is_quality(here.low.removesuffix("s"))  # egg whites
    is_like = here.low.endswith("s") and not here.low.endswith(_NO_VERB_ENDING)
    is_before_stop = is_stop_word(here.after) and here.after not in _NOT_BEHIND_VERBS
    if not is_like or is_adjective or not is_before_stop or is_plural_noun(here.before):
        return False
    others = (WordInContext(here.words, at) for at in range(len(here.words)) if at != here.place)
    return not has_verb(here) and not any(
        is_past(other.low) and not other.is_before_content and not other.wants_noun
        for other in others
    )


def _is_verb_of_both(here: WordInContext, *, is_joined: bool) -> bool:
    """Whether a word that is known as noun and verb is the verb."""
    before = here.before
    if here.word.is_cut_before and here.place > 0:
        return here.has_object or here.has_particle
    is_base = Form.BASE in finite_forms(here.low)
    if before == "to":
        return is_base and here.second_before not in _BEFORE_TO_THING
    if before in _BEFORE_VERBS or before.endswith("n't"):
        return not is_sure_verb(here.words, here.place + 1)
    if before in _PLURAL_SUBJECTS and here.is_before_content:  # both use carbon
        return is_base and not has_verb(here)
    is_behind_deed = before.endswith("ing") and here.has_object  # refactoring breaks them
    if is_joined or before == "that" or is_behind_deed:
        return _is_verb_behind_noun(here)
    is_behind_code = here.place > 0 and here.words[here.place - 1].is_code
    is_order = not before and here.place > 0 and not is_behind_code  # never wash mushrooms
    is_open = not before or before in _CONJUNCTIONS
    return is_order or (is_open and (here.has_object or here.has_particle))


def _is_verb_behind_noun(here: WordInContext) -> bool:
    """Whether the word agrees with the noun before it, and no other word can be the verb."""
    before = here.words[max(here.place - 4, 0) : here.place]
    is_of = [plain(word.text) for word in before[1:3]] == ["of", "the"]
    is_plural = is_plural_noun(before[0 if is_of else -1].text)  # the muscles of the iris contract
    forms = finite_forms(here.low)
    is_agreeing = (Form.BASE if is_plural else Form.THIRD) in forms or Form.PAST in forms
    rest = here.words[here.place + 1 : here.place + 2]
    is_cut = bool(rest) and rest[0].is_cut_before
    is_before_more = here.after in ("of", "such") or (
        is_cut and plain(rest[0].text) in _BEHIND_NOUN
    )
    is_paired = here.after in ("and", "or") and is_sure_verb(here.words, here.place + 2)
    if is_agreeing and is_paired:
        return True  # owns and owes
    is_subject = is_before_more or is_sure_verb(here.words, here.place + 1)
    if not is_agreeing or is_subject or has_verb(here):
        return False
    if here.has_object or is_plural:
        return True
    follower = finite_forms(here.after) if here.is_before_content else NO_FORMS
    return Form.BASE not in follower or not WordInContext(here.words, here.place + 1).has_object
