"""Which words of an English sentence stand as verbs, told by their neighbours."""

from ankiflask.drafts.tokens import Token
from ankiflask.drafts.words import (
    ADVERBS,
    BE,
    BEFORE_VERBS,
    DETERMINERS,
    HAVE,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    QUALIFIERS,
    is_adverb,
    is_genitive,
    is_participle,
    is_stop_word,
    is_verb,
    listed,
    plain,
    stem,
)

_SUBJECT = "it"  # a verb may follow code, as it follows a pronoun
_WITH_BARE_VERB = listed("helps lets")


def verb_sign(sign: str, word: Token) -> str:
    """Return the word that tells whether a verb comes next, given the sign before `word`.

    It is the word itself; but an adverb leaves what was expected before it.
    """
    if word.is_code:
        return _SUBJECT
    low = plain(word.text)
    is_open = sign in BE | HAVE | MODALS and not word.is_cut_before
    return sign if is_open and (low in QUALIFIERS | ADVERBS or is_adverb(low)) else low


def divides(word: Token, sign: str, after: Token | None, *, is_first: bool) -> bool:
    """Whether the word belongs to no name: it is a stop word, or must be a verb where it stands.

    `sign` is the verb sign before it, `after` the next word; `is_first` says that a name could
    begin here.
    """
    is_name = word.place > 0 and word.text[:1].isupper() and len(word.text) > 1
    if is_stop_word(word.text):
        is_qualifier = plain(word.text) in QUALIFIERS
        return not (is_qualifier and (is_name or (is_genitive(sign) and not is_first)))
    if is_name:
        return False
    if is_first:
        return _is_verb_after(sign, word.text)
    return _is_verb_before(word.text, after if after and not after.is_cut_before else None)


def _is_verb_after(sign: str, word: str) -> bool:
    if sign in MODALS:
        return True
    if sign in BE | HAVE:
        return is_participle(word)
    if word.endswith("ing"):
        return sign in PREPOSITIONS or is_verb(sign)
    return is_verb(word) and (sign in BEFORE_VERBS or is_adverb(sign))


def _is_verb_before(word: str, after: Token | None) -> bool:
    """Whether the word, inside a name so far, is a verb before the word that follows."""
    follower = plain(after.text) if after else ""
    if follower in DETERMINERS | POSSESSIVES:
        return True
    is_subject = stem(word) != plain(word) and plain(word) not in _WITH_BARE_VERB
    if is_subject and _is_plural_verb(follower):
        return False
    return is_verb(word) or _is_past(word)


def _is_plural_verb(word: str) -> bool:
    """Whether the word is what a plural noun has for its verb: tests | check, waves | are."""
    return word in MODALS | {"are", "were", "have"} or (is_verb(word) and stem(word) == word)


def _is_past(word: str) -> bool:
    return is_participle(word) and not word.endswith("ing")


def is_finite(word: Token, before: Token) -> bool:
    """Whether the word is surely the sentence's verb, or a part of it."""
    low = plain(word.text)
    is_bare = not is_stop_word(before.text) and not is_stop_word(word.text)
    return low in BE | MODALS | HAVE or (is_bare and (is_verb(low) or _is_past(low)))
