"""The rules of questions, in the order in which they are tried, and the last look at what they ask."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from ankiflask.drafts import actives, compounds, passives, places_and_times
from ankiflask.drafts.clauses import Clause, main_clause
from ankiflask.drafts.facts import Fact
from ankiflask.drafts.questions import find_question
from ankiflask.drafts.rule import Asked
from ankiflask.drafts.second_verbs import has_second_verb
from ankiflask.drafts.tokens import tokens
from ankiflask.drafts.vocabulary import Vocabulary
from ankiflask.drafts.words import DETERMINERS, is_stop_word, listed, plain, stem

RULES = (*compounds.RULES, *places_and_times.RULES, *passives.RULES, *actives.RULES)
DEFINED, SELF_ASKED, WHO = "D001", "D002", "D003"
_SURE = {DEFINED: 0.95, SELF_ASKED: 0.95, WHO: 0.85}

_HOLD_ALL = listed("D037 D038 D050 D051")  # their answers are whole clauses
_WIDE = listed("D019 D032 D036 D038 D039")  # they have many answers where the subject is wide
_JOINT = re.compile(r", (and|but|so|or|yet) ")
_BOUND = re.compile(
    r"(?:its|their|it|they|many|some|most) |(?:(?!that|which|who)[^,;]){1,60} (?:is|are|was|were|can|should|must|will) "
)
_LONGEST = 24  # words of a question
_LONG = 14
_POINTING = listed("it its they them their theirs he she him his her this these those we our us i")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer, in plain text, the words that it asks about, and who asks."""

    question: str
    answer: str
    term: str
    rule: str
    sure: float


class _Ruled(NamedTuple):
    rule: str
    sure: float
    asked: Asked


def ask(fact: Fact, vocabulary: Vocabulary) -> Question | None:
    """Return the question of the first rule that is sure; None where none is."""
    found = find_question(fact.text, vocabulary)
    if found:
        return Question(found.question, found.answer, found.term, found.rule, _SURE[found.rule])
    clause = main_clause(fact.head, vocabulary) if vocabulary.is_english else None
    if clause is None:
        return None
    ruled = _ruled(clause, vocabulary)
    if ruled is None:
        return None
    answer = f"{ruled.asked.answer} {fact.more}".rstrip()
    return Question(
        ruled.asked.question, answer, _term(clause), ruled.rule, _sure(ruled, fact, clause)
    )


def _ruled(clause: Clause, vocabulary: Vocabulary) -> _Ruled | None:
    has_more = has_second_verb(clause) or _has_second_clause(clause.rest, vocabulary)
    is_all_over = _is_all_over(clause, vocabulary)
    for rule in RULES:
        is_barred = (has_more and rule.id not in _HOLD_ALL) or (is_all_over and rule.id in _WIDE)
        asked = None if is_barred else rule.ask(clause)
        if asked and _is_good(asked):
            return _Ruled(rule.id, rule.sure, asked)
    return None


def _is_all_over(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether the subject is what the whole text is about: of that, much could be the answer."""
    words = [word for word in clause.name if plain(word.text) not in DETERMINERS]
    return all(vocabulary.is_everywhere(word.text) for word in words)


def _has_second_clause(rest: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause with a subject of its own follows, so that a phrase would not hold all."""
    return any(
        match[1] in ("so", "yet")
        or _BOUND.match(rest, match.end())
        or main_clause(rest[match.end() :], vocabulary) is not None
        for match in _JOINT.finditer(rest)
    )


def _is_good(asked: Asked) -> bool:
    """Whether the question is short, points to nothing unseen, and the answer says something new."""
    words = [plain(word.text) for word in tokens(asked.question)]
    if not words or len(words) > _LONGEST or set(words) & _POINTING:
        return False
    if any(sign in asked.question[:-1] for sign in ("?", ";", ": ", "\u2026")):
        return False
    if asked.question.count("(") != asked.question.count(")") or asked.answer.count(
        "("
    ) != asked.answer.count(")"):
        return False
    said = {stem(word) for word in words}
    new = [
        word
        for word in tokens(asked.answer)
        if word.is_code or word.text[0].isdigit() or not is_stop_word(word.text)
    ]
    return any(stem(word.text) not in said for word in new)


def _sure(ruled: _Ruled, fact: Fact, clause: Clause) -> float:
    """Return how sure the question is: less where it is long, or a pronoun was replaced."""
    is_long = len(ruled.asked.question.split()) > _LONG
    lost = 0.1 * is_long + 0.05 * fact.is_resolved + 0.05 * bool(clause.opening)
    return round(ruled.sure - lost, 2)


def _term(clause: Clause) -> str:
    first, *others = clause.name
    name = others if plain(first.text) in DETERMINERS and others else clause.name
    return clause.sentence[name[0].start : name[-1].end]
