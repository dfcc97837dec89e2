"""The rules of questions, in the order in which they are tried, and the last look at what they ask."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ankiflask.drafting.english.clause import main_clause
from ankiflask.drafting.english.facts import Fact
from ankiflask.drafting.english.second_clauses import first_joint, has_second_verb, is_gapped
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import DETERMINERS, listed, plain
from ankiflask.drafting.questions import (
    actives,
    checks,
    dates,
    definitions,
    passives,
    subjects,
    two_clauses,
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
# It points, or contrasts.
_UNSURE_OPENING = checks.PRONOUNS | listed("while whereas although though")
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


def ask(
    fact: Fact, vocabulary: Vocabulary, before: frozenset[str] = frozenset()
) -> Question | None:
    """Return the question of the first rule that is sure; None where none is.

    `before` are the stems of what was said just before: a question must not point to it.
    """
    if fact.text.endswith(":"):
        return None
    clause = main_clause(fact.head, vocabulary) if vocabulary.is_english else None
    reading = Reading(fact.head, fact.more, clause, vocabulary)
    short = _first_clause(reading)
    for rule in _rules_for(short):
        asked = rule.ask(reading if rule.holds_all else short)
        if asked and _is_sure(asked, rule, short, before):
            is_cut = short is not reading and not rule.holds_all
            is_silent = bool(clause and clause.aside) and not rule.asks_for_subject
            is_part = is_cut or is_silent or asked.is_part
            note = fact.text if is_part else "" if asked.has_more else fact.more
            found = {
                IS_LONG: len(asked.question.split()) > LONG_QUESTION,
                IS_RESOLVED: fact.is_resolved,
                IS_OPENED: bool(clause and clause.opening),
            }
            lowered = tuple(each for each, holds in found.items() if holds)
            sure = round(rule.sure - sum(COSTS[each] for each in lowered), 2)
            name = clause.name if clause else ()
            name = name[1:] if name[1:] and plain(name[0].text) in DETERMINERS else name
            term = fact.head[name[0].start : name[-1].end] if name else ""
            return Question(asked.question, asked.answer, term, rule.id, sure, note, lowered)
    return None


def _is_sure(asked: Asked, rule: Rule, short: Reading, before: frozenset[str]) -> bool:
    """Whether the question is good, and names all things so that nobody asks which."""
    if rule.asks_for_subject:
        may_say = rule.own_pronouns
    else:
        may_say = checks.own_pronoun(short.clause) if short.clause else frozenset()
    if not checks.is_good(asked, may_say):
        return False
    if asked.has_more:
        return True
    is_open = rule.names_things and checks.leaves_open(asked.question, short.vocabulary)
    return not is_open and not checks.points_back(asked.question, before, short.vocabulary)


def _first_clause(reading: Reading) -> Reading:
    """Return the sentence without what follows its first clause: ", and it may be rare"."""
    clause = reading.clause
    joint = first_joint(clause.rest, reading.vocabulary) if clause else None
    if clause is None or joint is None:
        return reading
    tail = clause.rest[joint:]
    rest, predicate = clause.rest.removesuffix(tail), clause.predicate.removesuffix(tail)
    return replace(reading, clause=replace(clause, rest=rest, predicate=predicate))


def _rules_for(short: Reading) -> Sequence[Rule]:
    """Return the rules that would not say too little of the sentence, nor ask too widely."""
    clause = short.clause
    if clause is None:
        return RULES
    opening = {plain(word.text) for word in tokens(clause.opening)}
    # Nobody could keep the subject in mind, or a verb is left out, or: "In it, …", "While …".
    if len(clause.name) > _LONGEST_NAME or is_gapped(clause.rest) or opening & _UNSURE_OPENING:
        return ()
    words = [word for word in clause.name if plain(word.text) not in DETERMINERS]
    # Of what the whole text is about much could be the answer.
    is_everywhere = all(short.vocabulary.is_everywhere(word.text) for word in words)
    is_vague, says_no = clause.is_vague, clause.adverb.startswith("not")
    has_second_clause = bool(clause.aside) or has_second_verb(clause)
    return [
        rule
        for rule in RULES
        if not (
            (is_vague and not rule.takes_vague_subject)
            or (is_everywhere and rule.is_wide)
            or (says_no and not rule.holds_all)
            or (clause.aside and rule.holds_all)
            or (
                has_second_clause
                and not (rule.holds_all or rule.asks_for_subject or rule.keeps_rest)
            )
        )
    ]
