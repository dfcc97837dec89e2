"""The last look at a question that a rule would ask."""

import re

from ankiflask.drafting.clauses.clause import Clause
from ankiflask.drafting.clauses.pointing import PRONOUNS
from ankiflask.drafting.english.tokens import says_something, tokens
from ankiflask.drafting.english.words import listed, plain, stem
from ankiflask.drafting.questions.rule import Asked

_LONGEST = 24  # words of a question
_TOLD_BEFORE = re.compile(
    r"(?:(?:This|These|Those|Such)\b|.*\ball (?:this|these|that)\b|.*\bsuch an?\b|When an? \w+ one\b)"
)
# It says another sentence, or something by the way.
_NO_QUESTION = (
    *("?", ";", ": ", "\u2026", '."', ".\u201d"),
    *("of course", "for example", "for instance", "in fact"),
)
_OF_SEVERAL, _OF_NAMED, _OF_THING = listed("their"), listed("its his her"), listed("its")
_OWN = re.compile(r"(its|their|his|her) ")


def own_pronoun(clause: Clause) -> frozenset[str]:
    """Return the pronoun of the object where it points to the subject: tested its first bomb."""
    match = _OWN.match(clause.rest)
    if not match or clause.opening:
        return frozenset()
    if clause.is_plural:
        return _OF_SEVERAL & {match[1]}
    is_name = all(word.text[:1].isupper() for word in clause.name)
    return (_OF_NAMED if is_name else _OF_THING) & {match[1]}


def is_good(asked: Asked, may_say: frozenset[str]) -> bool:
    """Whether the question is short, points to nothing unseen, and the answer says something new.

    `may_say` are the pronouns that point to what is seen.
    """
    words = [plain(word.text) for word in tokens(asked.question)]
    if not words or len(words) > _LONGEST:
        return False
    if not asked.has_more and (
        set(words) & (PRONOUNS - may_say) or _TOLD_BEFORE.match(asked.answer)
    ):
        return False
    if asked.answer.endswith(":.") or any(sign in asked.question[:-1] for sign in _NO_QUESTION):
        return False
    texts = (asked.question, asked.answer)
    return all(text.count("(") == text.count(")") for text in texts) and _says_new(asked, words)


def _says_new(asked: Asked, words: list[str]) -> bool:
    said = {stem(word) for word in words}
    new = filter(says_something, tokens(asked.answer))
    return any(stem(word.text) not in said for word in new)
