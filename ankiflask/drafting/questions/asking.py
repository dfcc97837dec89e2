"""The rules of questions, in the order in which they are tried, and the last look at what they ask."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ankiflask.drafting.english.clause import Clause, main_clause
from ankiflask.drafting.english.facts import Fact
from ankiflask.drafting.english.second_clauses import first_joint, has_second_verb, is_gapped
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import DETERMINERS, listed, plain
from ankiflask.drafting.questions import (
    actives,
    dates,
    definitions,
    passives,
    subjects,
    two_clauses,
)
from ankiflask.drafting.questions.checks import (
    PRONOUNS,
    is_good,
    leaves_open,
    own_pronoun,
    points_back,
)
from ankiflask.drafting.questions.rule import Asked, Reading, Rule

RULES = (
    *definitions.RULES,
    *two_clauses.RULES,
    *dates.RULES,
    *passives.RULES,
    *actives.RULES,
    *subjects.RULES,
    *actives.WIDEST_RULES,
)
LONG_QUESTION = 14  # words; a longer one costs confidence
IS_LONG, IS_RESOLVED, IS_OPENED = "a long question", "a replaced pronoun", "an opening"
COSTS = {IS_LONG: 0.1, IS_RESOLVED: 0.05, IS_OPENED: 0.15}
_UNSURE_OPENING = PRONOUNS | listed("while whereas although though")  # it points, or contrasts
_LONGEST_NAME = 10  # words of a subject


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer, in plain text, its subject's words where known, and who asks.

    `note` is what the text says beside the answer. `lowered` names what made the rule less sure.
    """

    question: str
    answer: str
    term: str
    rule: str
    sure: float
    note: str = ""
    lowered: tuple[str, ...] = ()


class _Limits(NamedTuple):
    """What of a clause limits the rules that may ask about it. An aside counts as a second verb."""

    can_be_asked: bool
    is_vague: bool
    is_everywhere: bool
    says_no: bool
    has_aside: bool
    has_second_verb: bool


class _Ruled(NamedTuple):
    rule: Rule
    asked: Asked
    is_cut: bool


def ask(
    fact: Fact, vocabulary: Vocabulary, before: frozenset[str] = frozenset()
) -> Question | None:
    """Return the question of the first rule that is sure; None where none is.

    `before` are the stems of what was said just before: a question must not point to it.
    """
    clause = main_clause(fact.head, vocabulary) if vocabulary.is_english else None
    reading = Reading(fact.head, fact.more, clause, vocabulary)
    ruled = None if fact.text.endswith(":") else _ruled(reading, before)
    if ruled is None:
        return None
    rule, asked, is_cut = ruled
    note = fact.text if is_cut or asked.is_part else "" if asked.has_more else fact.more
    lowered = tuple(_lowered(asked, fact, reading))
    sure = round(rule.sure - sum(COSTS[each] for each in lowered), 2)
    return Question(asked.question, asked.answer, _term(reading), rule.id, sure, note, lowered)


def _ruled(reading: Reading, before: frozenset[str]) -> _Ruled | None:
    tail = _tail(reading)
    short = _without(tail, reading)
    limits = _limits(short)
    for rule in RULES if limits is None or limits.can_be_asked else ():
        if limits and _is_barred(rule, limits):
            continue
        asked = rule.ask(reading if rule.holds_all else short)
        if (
            asked
            and is_good(asked, _may_say(rule, short.clause))
            and not _points(asked, rule, before, reading)
        ):
            has_aside = bool(reading.clause and reading.clause.aside)
            is_cut = bool(tail) and not rule.holds_all
            is_silent = has_aside and not rule.asks_for_subject
            return _Ruled(rule, asked, is_cut=is_cut or is_silent)
    return None


def _points(asked: Asked, rule: Rule, before: frozenset[str], reading: Reading) -> bool:
    if asked.has_more:
        return False
    is_open = rule.names_things and leaves_open(asked.question, reading.vocabulary)
    return is_open or points_back(asked.question, before, reading.vocabulary)


def _tail(reading: Reading) -> str:
    """Return what follows the first clause: ", and it may be the most abundant protein"."""
    if reading.clause is None:
        return ""
    joint = first_joint(reading.clause.rest, reading.vocabulary)
    return "" if joint is None else reading.clause.rest[joint:]


def _without(tail: str, reading: Reading) -> Reading:
    clause = reading.clause
    if clause is None or not tail:
        return reading
    rest, predicate = clause.rest.removesuffix(tail), clause.predicate.removesuffix(tail)
    return replace(reading, clause=replace(clause, rest=rest, predicate=predicate))


def _limits(short: Reading) -> _Limits | None:
    """Return what the sentence's first clause limits; None where the clause is not sure."""
    clause = short.clause
    if clause is None:
        return None
    opening = {plain(word.text) for word in tokens(clause.opening)}
    # Nobody could keep the subject in mind, or a verb is left out, or: "In it, …", "While …".
    is_unclear = len(clause.name) > _LONGEST_NAME or is_gapped(clause.rest)
    return _Limits(
        can_be_asked=not is_unclear and not opening & _UNSURE_OPENING,
        is_vague=clause.is_vague,
        is_everywhere=_is_all_over(clause, short.vocabulary),
        says_no=clause.says_no,
        has_aside=bool(clause.aside),
        has_second_verb=bool(clause.aside) or has_second_verb(clause),
    )


def _is_barred(rule: Rule, limits: _Limits) -> bool:
    """Whether the rule would say too little of the sentence, or ask too widely."""
    return (
        (limits.is_vague and not rule.takes_vague_subject)
        or (limits.is_everywhere and rule.is_wide)
        or (limits.says_no and not rule.holds_all)
        or (limits.has_aside and rule.holds_all)
        or (limits.has_second_verb and rule.asks_for_part and not rule.keeps_rest)
    )


def _is_all_over(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether the subject is what the whole text is about: of that, much could be the answer."""
    words = [word for word in clause.name if plain(word.text) not in DETERMINERS]
    return all(vocabulary.is_everywhere(word.text) for word in words)


def _may_say(rule: Rule, clause: Clause | None) -> frozenset[str]:
    """Return the pronouns that a question may have: what they stand for is in it, or in the answer."""
    if rule.asks_for_subject:
        return rule.own_pronouns
    return own_pronoun(clause) if clause else frozenset()


def _lowered(asked: Asked, fact: Fact, reading: Reading) -> Iterator[str]:
    """Yield what makes a question less sure."""
    if len(asked.question.split()) > LONG_QUESTION:
        yield IS_LONG
    if fact.is_resolved:
        yield IS_RESOLVED
    if reading.clause and reading.clause.opening:
        yield IS_OPENED


def _term(reading: Reading) -> str:
    if reading.clause is None:
        return ""
    first, *others = reading.clause.name
    name = others if plain(first.text) in DETERMINERS and others else reading.clause.name
    return reading.text[name[0].start : name[-1].end]
