"""The rules of questions, in the order in which they are tried, and the last look at what they ask."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ankiflask.drafting.clauses.clause import Clause, main_clause
from ankiflask.drafting.clauses.facts import Fact
from ankiflask.drafting.clauses.joints import first_joint
from ankiflask.drafting.clauses.pointing import PRONOUNS, leaves_open, points_back
from ankiflask.drafting.clauses.second_verbs import has_second_verb, is_gapped
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import DETERMINERS, listed, plain
from ankiflask.drafting.questions import (
    actives,
    agents,
    compounds,
    conditions,
    dates,
    deeds,
    definitions,
    instructions,
    passives,
    places_and_moments,
    prepositions,
)
from ankiflask.drafting.questions.last_look import is_good, own_pronoun
from ankiflask.drafting.questions.rule import Asked, Reading, Rule

RULES = (
    *definitions.RULES,
    *compounds.RULES,
    *conditions.RULES,
    *instructions.RULES,
    *dates.RULES,
    *places_and_moments.RULES,
    *passives.RULES,
    *prepositions.RULES,
    *actives.RULES,
    *deeds.NARROW_RULES,
    *agents.RULES,
    *deeds.RULES,
)
_WIDE = listed("D019 D032 D036 D038 D039")  # they have many answers where the subject is wide
# They repeat the whole predicate; what these words point to stands in it, or in the answer.
_TO_SUBJECT = {"D060": listed("its"), "D061": listed("it its")}
_OF_SUBJECT = frozenset(_TO_SUBJECT)
_ALL = frozenset(rule.id for rule in RULES)
_OF_WHOLE = frozenset(rule.id for rule in RULES if rule.holds_all) - _OF_SUBJECT
_OF_PART = _ALL - _OF_WHOLE - _OF_SUBJECT
_OF_DATES = listed("D013")  # their notes hold the rest
# Each thing in their questions must be told from others of its kind.
_NAMING_ALL = listed("D013 D014 D015 D016 D020 D032 D050 D056 D057 D058 D060")
_OF_NAMES = listed("D001 D002 D003 D012")  # what they ask for says enough of the subject
_LONG = 14
_IS_LONG, _IS_RESOLVED, _IS_OPENED = "a long question", "a replaced pronoun", "an opening"
_UNSURE_OPENING = PRONOUNS | listed("while whereas although though")  # it points, or contrasts
_COSTS = {_IS_LONG: 0.1, _IS_RESOLVED: 0.05, _IS_OPENED: 0.15}
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
    sure = round(rule.sure - sum(_COSTS[each] for each in lowered), 2)
    return Question(asked.question, asked.answer, _term(reading), rule.id, sure, note, lowered)


def _ruled(reading: Reading, before: frozenset[str]) -> _Ruled | None:
    tail = _tail(reading)
    short = _without(tail, reading)
    barred = _barred(short)
    for rule in RULES:
        if rule.id in barred:
            continue
        asked = rule.ask(reading if rule.holds_all else short)
        if (
            asked
            and is_good(asked, _may_say(rule, short.clause))
            and not _points(asked, rule, before, reading)
        ):
            has_aside = bool(reading.clause and reading.clause.aside)
            is_cut = bool(tail) and not rule.holds_all
            is_silent = has_aside and rule.id not in _OF_SUBJECT
            return _Ruled(rule, asked, is_cut=is_cut or is_silent)
    return None


def _points(asked: Asked, rule: Rule, before: frozenset[str], reading: Reading) -> bool:
    if asked.has_more:
        return False
    is_open = rule.id in _NAMING_ALL and leaves_open(asked.question, reading.vocabulary)
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


def _barred(short: Reading) -> frozenset[str]:
    """Return the rules that would say too little of the sentence, or ask too widely."""
    clause = short.clause
    if clause is None:
        return frozenset()
    opening = {plain(word.text) for word in tokens(clause.opening)}
    if len(clause.name) > _LONGEST_NAME or is_gapped(clause.rest) or opening & _UNSURE_OPENING:
        # Nobody could keep the subject in mind, or a verb is left out, or: "In it, …", "While …".
        return _ALL
    barred = _ALL - _OF_NAMES if clause.is_vague else frozenset()
    if _is_all_over(clause, short.vocabulary):
        barred |= _WIDE
    if clause.says_no:
        barred |= _OF_SUBJECT | _OF_PART
    if clause.aside:
        barred |= _OF_WHOLE
    if clause.aside or has_second_verb(clause):
        barred |= _OF_PART - _OF_DATES
    return barred


def _is_all_over(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether the subject is what the whole text is about: of that, much could be the answer."""
    words = [word for word in clause.name if plain(word.text) not in DETERMINERS]
    return all(vocabulary.is_everywhere(word.text) for word in words)


def _may_say(rule: Rule, clause: Clause | None) -> frozenset[str]:
    """Return the pronouns that a question may have: what they stand for is in it, or in the answer."""
    if rule.id in _OF_SUBJECT:
        return _TO_SUBJECT[rule.id]
    return own_pronoun(clause) if clause else frozenset()


def _lowered(asked: Asked, fact: Fact, reading: Reading) -> Iterator[str]:
    """Yield what makes a question less sure."""
    if len(asked.question.split()) > _LONG:
        yield _IS_LONG
    if fact.is_resolved:
        yield _IS_RESOLVED
    if reading.clause and reading.clause.opening:
        yield _IS_OPENED


def _term(reading: Reading) -> str:
    if reading.clause is None:
        return ""
    first, *others = reading.clause.name
    name = others if plain(first.text) in DETERMINERS and others else reading.clause.name
    return reading.text[name[0].start : name[-1].end]
