"""A statement's fronts and backs: a question for a fact where one is sure, otherwise a cloze."""

from collections import deque
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from ankiflask.drafting.clozes.terms import Sort, best_term, find_term
from ankiflask.drafting.deletions import cloze, markdown
from ankiflask.drafting.english.facts import Fact, facts
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import stem
from ankiflask.drafting.questions.asking import RULES, ask
from ankiflask.drafting.questions.rule import RETIRED


class _ClozeRule(NamedTuple):
    id: str
    sure: float
    what: str


_CLOZES = {
    Sort.NAMED: _ClozeRule("C001", 0.85, "cloze of what something is called"),
    Sort.TECHNICAL: _ClozeRule("C002", 0.7, "cloze of a technical term"),
    Sort.PLAIN: _ClozeRule("C003", 0.5, "cloze of a plain word"),
    Sort.NAME: _ClozeRule("C005", 0.75, "cloze of a proper name"),
    Sort.QUANTITY: _ClozeRule("C006", 0.7, "cloze of a number with its unit, or a date"),
}
_FOREIGN = _ClozeRule("C004", 0.5, "cloze of the longest word, in a text that is not English")
# What each rule asks for.
ASKS = {rule.id: rule.what for rule in RULES} | {
    rule.id: rule.what for rule in (*_CLOZES.values(), _FOREIGN)
}
# How sure a rule of questions is at best. The others are always as sure.
RULE_SURE = {rule.id: rule.sure for rule in RULES}
_BEFORE = 2  # statements that a question could point back to


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a card shows, in Markdown: a question and its answer, or a cloze; and a note below it.

    `term` and `text`, what was said, are plain text. `rule` made it; `sure` is 0 to 1, and
    `lowered` names what made it less.
    """

    term: str
    text: str
    rule: str
    sure: float
    question: str = ""
    answer: str = ""
    cloze: str = ""
    note: str = ""
    lowered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a statement gives no card. `reason` goes on from "Statement 7 "."""

    rule: str
    reason: str


def all_fronts(
    texts: Sequence[str], vocabulary: Vocabulary
) -> Iterator[tuple[Front, ...] | Refusal]:
    """Yield for each text what its cards show. No question is asked twice: the later is a cloze."""
    taken: set[str] = set()
    before: deque[frozenset[str]] = deque(maxlen=_BEFORE)
    for text in texts:
        found = fronts(text, vocabulary, taken, frozenset().union(*before))
        if not isinstance(found, Refusal):
            taken |= {each.question for each in found}
        before.append(frozenset(stem(word.text) for word in tokens(text)))
        yield found


def fronts(
    text: str,
    vocabulary: Vocabulary,
    taken: AbstractSet[str] = frozenset(),
    before: frozenset[str] = frozenset(),
) -> tuple[Front, ...] | Refusal:
    """Return what the cards show that together hold all of the statement.

    No question is one of those that are taken. `before` are the stems of what was said just before.
    """
    found = facts(text, vocabulary)
    shown = [_front(fact, vocabulary, taken, before) for fact in found]
    if len(shown) > 1 and any(isinstance(each, Refusal) for each in shown):
        whole = Fact(head=found[0].head, more=text[len(found[0].head) :].strip())
        shown = [_front(whole, vocabulary, taken, before)]
    refusals = [each for each in shown if isinstance(each, Refusal)]
    return refusals[0] if refusals else tuple(each for each in shown if isinstance(each, Front))


def _front(
    fact: Fact, vocabulary: Vocabulary, taken: AbstractSet[str], before: frozenset[str]
) -> Front | Refusal:
    asked = ask(fact, vocabulary, before)
    question = markdown(asked.question) if asked else ""
    if asked and question not in taken:
        words = () if asked.term else find_term(fact.text, vocabulary)
        return Front(
            term=fact.text[words[0].start : words[-1].end] if words else asked.term,
            text=fact.text,
            rule=asked.rule,
            sure=asked.sure,
            question=question,
            answer=markdown(asked.answer),
            note=markdown(asked.note) if asked.note else "",
            lowered=asked.lowered,
        )
    if fact.text.endswith(("?", "\uff1f")):
        return Refusal("draft-open-question", "asks and does not answer")
    found = best_term(fact.text, vocabulary)
    if found is None:
        return Refusal("draft-no-term", "has no word that a card could ask for")
    rule = _CLOZES[found.sort] if vocabulary.is_english else _FOREIGN
    return Front(
        term=fact.text[found.chunk[0].start : found.chunk[-1].end],
        text=fact.text,
        rule=rule.id,
        sure=rule.sure,
        cloze=cloze(fact.text, found.chunk),
    )


def rule_in_words(rule: str) -> str:
    """Return what the rule of drafting asks for, with its example; "" where there is none."""
    if rule in RETIRED:
        return (
            f"A retired rule of drafting: {RETIRED[rule]}. It makes no new notes; those that it made stay as "
            f"they are, and no other rule gets its id."
        )
    if rule not in ASKS:
        return ""
    made = [
        f" Of “{each.statement}” it makes “{each.question}”, answered by “{each.answer}”"
        for each in RULES
        if each.id == rule
    ]
    return f"A rule of drafting: {ASKS[rule]}.{''.join(made)}"
