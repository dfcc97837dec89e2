"""Questions from a clause that says when, if or why the rest holds."""

import re

from ankiflask.drafting.clauses.clause import Clause, main_clause
from ankiflask.drafting.clauses.openings import NOTHING, Kind, opening_of
from ankiflask.drafting.english.auxiliaries import BE
from ankiflask.drafting.english.numbers import is_plural_noun
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.words import DETERMINERS, listed, plain
from ankiflask.drafting.questions.rule import Asked, Reading, Rule, sentence

_SHORTEST, _LONGEST = 4, 18  # words of a condition
_POINTING = listed("this these those they them he she we our us i such same another there here")
_TELLING = re.compile(
    r"(?:it|they|he|she|you) (?!is\b|are\b|was\b|were\b|may\b|might\b|can\b|could\b)"
    r"|(?:only|all|no|both) "
)
_BOUND = listed("it its their his her")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|can|cannot|may|must|does|do|did|has|have|had)\b")
_GERUND = re.compile(r"(?!\w+thing\b)\w+ing\b")
_DUTY = listed("should must")


def _consequence(reading: Reading) -> Asked | None:
    opened = _opened(reading, Kind.CONDITION)
    if not opened or opened[0].startswith("Where "):
        return None  # a place has no consequence
    condition, effect = opened
    clause = main_clause(effect, reading.vocabulary)
    if not _is_condition(condition, reading) or not _is_effect(effect, clause):
        return None
    happens = "should happen" if clause and clause.verb in _DUTY else _happens(condition, reading)
    begun = condition[0].lower() + condition[1:]
    core = effect.partition(";")[0]
    return Asked(f"What {happens} {begun}?", sentence(core), is_part=core != effect)


def _is_condition(text: str, reading: Reading) -> bool:
    """Whether the clause is short, has a verb, and points to nothing."""
    words = [plain(word.text) for word in tokens(text)]
    if not _SHORTEST <= len(words) <= _LONGEST or set(words) & _POINTING or words[1] in _BOUND:
        return False
    inside = main_clause(text.partition(" ")[2], reading.vocabulary)
    return inside is not None or bool(_AUXILIARY.search(text))


def _is_effect(text: str, clause: Clause | None) -> bool:
    """Whether the clause tells what happens, and needs nothing but the condition."""
    is_told = clause is not None or _TELLING.match(text)
    if _GERUND.match(text) and (clause is None or len(clause.name) > 1):
        return False  # the comma was not the end of the condition
    is_opened = text.startswith(("for example", "for instance")) or bool(clause and clause.opening)
    return bool(is_told) and not is_opened and not _is_state(clause, text)


def _state(reading: Reading) -> Asked | None:
    """Ask what something is under a condition: When a contract is broken, the remedy is damages."""
    opened, clause = _opened(reading, Kind.CONDITION), reading.clause
    if not (opened and clause and clause.subject.startswith("the ") and clause.verb in BE):
        return None
    low = {plain(word.text) for word in tokens(clause.opening)}
    first = tokens(clause.rest)[0].text if clause.rest else ""
    is_noun = first in DETERMINERS or (is_plural_noun(first) and clause.rest == first)
    if clause.main or not is_noun or low & (_POINTING | {"it"}):
        return None
    return Asked(clause.ask("What"), sentence(clause.rest))


def _happens(condition: str, reading: Reading) -> str:
    clause = main_clause(condition.partition(" ")[2], reading.vocabulary)
    if condition.startswith("If "):
        return "would happen" if " would " in reading.text else "happens"
    effect = reading.clause  # its verb tells where "cut" does not
    return "happened" if any(each and each.is_past for each in (clause, effect)) else "happens"


def _opened(reading: Reading, kind: Kind) -> tuple[str, str] | None:
    """Return the opening clause and what follows it, without "then"; None where there is none."""
    words = tokens(reading.text)
    opening = opening_of(reading.text, words)
    if opening is None or opening is NOTHING or opening.kind is not kind:
        return None
    if not reading.text.startswith(",", len(opening.text)):
        return None
    return opening.text, reading.text[words[opening.end].start :].removeprefix("then ")


def _is_state(clause: Clause | None, effect: str) -> bool:
    """Whether the effect only says what something is: nothing happens."""
    if clause is None:
        return bool(re.match(r"(?:it|they) (?:is|are|was|were|has|have|had)\b", effect))
    return clause.verb in {*BE, "has", "have", "had"} and not clause.main


RULES = (
    Rule(id="D055", what="consequence", sure=0.85, holds_all=True,
         statement="When a container is removed, everything in its writable layer is lost.",
         question="What happens when a container is removed?",
         answer="Everything in its writable layer is lost.", ask=_consequence),
    Rule(id="D059", what="state", sure=0.85,
         statement="When a contract is broken, the usual remedy is damages.",
         question="What is the usual remedy when a contract is broken?", answer="Damages.", ask=_state),
)  # fmt: skip
