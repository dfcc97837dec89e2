"""What a question must not do: point to what it does not name, or say nothing new."""

import re
from collections.abc import Iterator, Sequence

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.clause import Clause
from ankiflask.drafting.english.nouns import EVERYDAY, can_be_noun
from ankiflask.drafting.english.tokens import Token, says_something, tokens
from ankiflask.drafting.english.verbs import finite_forms
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import is_stop_word, listed, plain, stem, table
from ankiflask.drafting.questions.rule import Asked

PRONOUNS = listed(
    "it its they them their theirs he she him his her this these those we our us i such"
)
# With "the" they are always of something that was told before.
_OF_SOMETHING = english.VAGUE | table("nouns", "of something")
# There is but one of these, or one in each body.
_ONE_OF_MANY = EVERYDAY - table("nouns", "only one")
_ONE = re.compile(r"\b(?:an?|the) (?:\w+ )?ones?\b")
_THAT = re.compile(
    r"\b(?:of|in|on|at|by|from|to|beyond|with|for|after|before) that\b", re.IGNORECASE
)
# What it results from, what it is the same as, and when it was so before stands elsewhere.
_TOLD_ELSEWHERE = re.compile(
    r"\bthe result(?:ing|ant) |\b(?:is|are|was|were|do|does|did|can|may) the same |\bagain\?"
)
_COMPARED = (
    r"(?:smaller|larger|bigger|higher|lower|faster|slower|cheaper|dearer|longer|shorter|stronger|weaker|harder|softer"
    r"|lighter|heavier|darker|brighter|older|younger|better|worse|greater|wider|narrower|deeper|safer|easier|broader"
    r"|(?:more|less) [a-z]+)"
)
# "Why are the files smaller?": than which?
_LEFT_OPEN = re.compile(
    rf"\b(?:{_COMPARED}(?=[?,]| (?:and|or|in|on|at|when|if|for)\b)|an? {_COMPARED} [a-z]+(?=\?| in \d))(?!.* than )"
)
# What follows one of these says which.
_TOLD = listed("of for in on with between from to at by") | english.RELATIVES


def points_back(question: str, before: frozenset[str], vocabulary: Vocabulary) -> bool:
    """Whether "the stripes" stands in the question, and the statements before told which.

    `before` are the stems of their words. What the whole text is about needs no telling.
    """
    if any(sign.search(question) for sign in (_ONE, _THAT, _TOLD_ELSEWHERE, _LEFT_OPEN)):
        return True
    return any(
        bool({plain(noun), stem(noun)} & _OF_SOMETHING)
        or (stem(noun) in before and not vocabulary.is_everywhere(noun))
        for noun in _bare_nouns(tokens(question))
    )


def leaves_open(question: str, vocabulary: Vocabulary) -> bool:
    """Whether the question names a thing of which there are many, and not which: the coast."""
    return any(
        plain(noun) in _ONE_OF_MANY and not vocabulary.is_everywhere(noun)
        for noun in _bare_nouns(tokens(question), alone=True)
    )


def _bare_nouns(words: Sequence[Token], *, alone: bool = False) -> Iterator[str]:
    """Yield each single noun behind "the" that nothing tells more about.

    With `alone` no rank stands before it, and nothing behind it that could be a noun, too.
    """
    for at, word in enumerate(words[:-1]):
        if plain(word.text) != "the" or words[at + 1].is_code:
            continue
        rest = words[at + 1 :]
        first = plain(rest[0].text)
        is_rank = first in english.QUALIFIERS or first.startswith("best-") or first.endswith("est")
        has_rank = len(rest) > 1 and is_rank
        noun, *after = rest[1:] if has_rank else rest
        if not noun.text.islower() or (alone and has_rank):
            continue
        if after:
            low, could_be_verb = plain(after[0].text), bool(finite_forms(after[0].text))
            ends_name = noun.is_cut_after or is_stop_word(low) or could_be_verb
            # A time does not tell which thing is meant: in the 1960s.
            is_told = low in _TOLD and not any(word.text[0].isdigit() for word in after[1:3])
            could_be_noun = could_be_verb and can_be_noun(low)
            if not ends_name or is_told or (alone and could_be_noun):
                continue
        yield noun.text


_LONGEST = 24  # words of a question
_TOLD_BEFORE = re.compile(
    r"(?:(?:This|These|Those|Such)\b|.*\ball (?:this|these|that)\b|.*\bsuch an?\b|When an? \w+ one\b)"
)
# It says another sentence, or something by the way.
_NO_QUESTION = (
    *("?", ";", ": ", "\u2026", '."', ".\u201d"),
    *("of course", "for example", "for instance", "in fact"),
)
_OWN = re.compile(r"(its|their|his|her) ")


def own_pronoun(clause: Clause) -> frozenset[str]:
    """Return the pronoun of the object where it points to the subject: tested its first bomb."""
    match = _OWN.match(clause.rest)
    if not match or clause.opening:
        return frozenset()
    is_name = all(word.text[:1].isupper() for word in clause.name)
    own = ("their",) if clause.is_plural else ("its", "his", "her") if is_name else ("its",)
    return frozenset(own) & {match[1]}


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
    if any(text.count("(") != text.count(")") for text in (asked.question, asked.answer)):
        return False
    said = {stem(word) for word in words}
    return any(
        says_something(word) and stem(word.text) not in said for word in tokens(asked.answer)
    )
