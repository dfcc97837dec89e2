"""A statement's fronts and backs: a question for a fact where one is sure, else a cloze."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankiflask.drafts.asking import ask
from ankiflask.drafts.clozes import cloze
from ankiflask.drafts.facts import Fact, facts
from ankiflask.drafts.marking import markdown
from ankiflask.drafts.terms import find_term, is_named
from ankiflask.drafts.vocabulary import Vocabulary

NAMED, NOUN, LOOSE, FOREIGN = "C001", "C002", "C003", "C004"
_CLOZES = {NAMED: 0.85, NOUN: 0.7, LOOSE: 0.5, FOREIGN: 0.5}
_LEAST_LETTERS = 5  # of a term that surely carries something


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a card shows, in Markdown: a question and its answer, or a cloze.

    `term` and `text`, what was said, are plain text. `rule` made it; `sure` is 0 to 1.
    """

    term: str
    text: str
    rule: str
    sure: float
    question: str = ""
    answer: str = ""
    cloze: str = ""


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
    for text in texts:
        found = fronts(text, vocabulary, frozenset(taken))
        if not isinstance(found, Refusal):
            taken |= {each.question for each in found}
        yield found


def fronts(
    text: str, vocabulary: Vocabulary, taken: frozenset[str] = frozenset()
) -> tuple[Front, ...] | Refusal:
    """Return what the cards show that together hold all of the statement, without questions that are taken."""
    found = facts(text, vocabulary)
    shown = [_front(fact, vocabulary, taken) for fact in found]
    if len(shown) > 1 and any(isinstance(each, Refusal) for each in shown):
        whole = Fact(head=found[0].head, more=text[len(found[0].head) :].strip())
        shown = [_front(whole, vocabulary, taken)]
    refusals = [each for each in shown if isinstance(each, Refusal)]
    return refusals[0] if refusals else tuple(each for each in shown if isinstance(each, Front))


def _front(fact: Fact, vocabulary: Vocabulary, taken: frozenset[str]) -> Front | Refusal:
    asked = _question(fact, vocabulary)
    if asked and asked.question not in taken:
        return asked
    return _cloze(fact, vocabulary)


def _question(fact: Fact, vocabulary: Vocabulary) -> Front | None:
    asked = ask(fact, vocabulary)
    if asked is None:
        return None
    return Front(
        term=asked.term,
        text=fact.text,
        rule=asked.rule,
        sure=asked.sure,
        question=markdown(asked.question),
        answer=markdown(asked.answer),
    )


def _cloze(fact: Fact, vocabulary: Vocabulary) -> Front | Refusal:
    if fact.text.endswith(("?", "\uff1f")):
        return Refusal("draft-open-question", "asks and does not answer")
    term = find_term(fact.text, vocabulary)
    if not term:
        return Refusal("draft-no-term", "has no word that a card could ask for")
    rule = FOREIGN if not vocabulary.is_english else _cloze_rule(fact, term[0].start, term[-1].end)
    return Front(
        term=fact.text[term[0].start : term[-1].end],
        text=fact.text,
        rule=rule,
        sure=_CLOZES[rule],
        cloze=cloze(fact.text, term),
    )


def _cloze_rule(fact: Fact, start: int, end: int) -> str:
    if is_named(fact.head, start):
        return NAMED
    is_noun = end - start >= _LEAST_LETTERS and end <= len(fact.head)
    return NOUN if is_noun else LOOSE
