"""Questions from two clauses in one sentence: cause, contrast, and from comparisons."""

import re

from ankiflask.drafting.clauses.clause import Clause, main_clause
from ankiflask.drafting.clauses.joints import first_joint
from ankiflask.drafting.english.auxiliaries import BE
from ankiflask.drafting.english.inflection import finite_forms
from ankiflask.drafting.english.words import DETERMINERS
from ankiflask.drafting.questions.rule import Asked, Reading, Rule, of_clause, sentence

_CAUSE = re.compile(r",? (because|since),? (?=\w)")
_MEASURE = re.compile(r" ?\b(?:mainly|primarily|largely|chiefly|partly|mostly|simply)$")
_SINCE_TIME = re.compile(
    r"since (?:\d|then|the (?:\d|middle|early|late|end|beginning)|[A-Z][a-z]+ \d)"
)
_JOINED = re.compile(r"\b(?:and|each|every)\b")
_NOT_PLAIN = re.compile(r", | (?:too|also|again|and|but|that|which|who|if|when|should|not) ")
_CONTRAST = re.compile(r", (?:while|whereas) (?=\w)")
_VAGUE_SIDE = re.compile(r"(?:most|many|some|only|others?|the (?:other|second|rest|latter))\b")
_PRONOUN = re.compile(r"^(?:it|they|this|that|these|he|she|we|you|others?|some|there)\b")
_MANNER = re.compile(r" (by (?:\w+ly )?\w+ing .+)$")
_AIM = re.compile(r" (to [a-z]+ .+)$")


def _cause(reading: Reading) -> Asked | None:
    clause = reading.clause
    rest = f" {clause.rest}" if clause else ""
    match = _CAUSE.search(rest)
    if clause is None or not clause.subject or not match:
        return None
    said, cause = rest[: match.start()].strip(), rest[match.end(1) :]
    before = _MEASURE.sub("", said)
    if not (_may_have_cause(clause, before) and _is_cause(match[1], cause.strip(), reading)):
        return None
    core = cause[: first_joint(cause, reading.vocabulary)]
    because = f"{said.removeprefix(before)} because".strip()
    return Asked(clause.ask("Why", before), sentence(because + core), is_part=core != cause)


def _may_have_cause(clause: Clause, before: str) -> bool:
    """Whether what stands before "because" is one plain statement, and not turned round."""
    is_turned = before.startswith("the ") and _article(clause.subject) == "a"
    is_open = before.endswith(" only") or _NOT_PLAIN.search(f" {before} ")
    is_verb = clause.main or clause.verb in BE or finite_forms(clause.verb)
    return bool(is_verb) and not is_open and not is_turned


def _is_cause(word: str, text: str, reading: Reading) -> bool:
    """Whether "since" begins a clause that gives a reason, and tells no time."""
    is_time = _SINCE_TIME.match(f"{word} {text}")
    return word == "because" or (not is_time and _is_clause(text, reading))


def _is_clause(text: str, reading: Reading) -> bool:
    return bool(_PRONOUN.match(text)) or main_clause(text, reading.vocabulary) is not None


def _contrast(reading: Reading) -> Asked | None:
    clause = reading.clause
    match = _CONTRAST.search(clause.rest) if clause else None
    other = (
        main_clause(clause.rest[match.end() :], reading.vocabulary) if clause and match else None
    )
    if clause is None or other is None or not (clause.subject and other.subject):
        return None
    if clause.is_past or clause.opening or other.opening or _VAGUE_SIDE.match(other.subject):
        return None
    if _JOINED.search(f"{clause.subject} {other.subject}"):
        return None
    if _article(clause.subject) != _article(other.subject):
        return None  # they are not said alike
    sides = f"{clause.subject} and {other.subject}"
    return Asked(f"What is the difference between {sides}?", clause.sentence)


def _article(subject: str) -> str:
    first = subject.partition(" ")[0]
    return "a" if first == "an" else first if first in DETERMINERS else ""


def _manner(clause: Clause) -> Asked | None:
    match = _MANNER.search(" " + clause.rest)
    before = (" " + clause.rest)[: match.start()].strip() if match else ""
    if (
        not match
        or clause.is_passive
        or not before
        or re.search(r",|\b(?:that|which|who|and|or|but|if|when)\b", before)
    ):
        return None
    if not clause.main and clause.verb in BE:
        return None
    return Asked(clause.ask("How", before), sentence(match[1]))


RULES = (
    Rule(id="D050", names_things=True, holds_all=True, what="cause", sure=0.8, statement="The bread is dense because rye contains little gluten.",
         question="Why is the bread dense?", answer="Because rye contains little gluten.", ask=_cause),
    Rule(id="D051", holds_all=True, what="contrast", sure=0.85, statement="Arteries carry blood away from the heart, whereas veins carry blood back to it.",
         question="What is the difference between arteries and veins?",
         answer="Arteries carry blood away from the heart, whereas veins carry blood back to it.", ask=_contrast),
    Rule(id="D053", what="manner", sure=0.85, statement="The drug slows the heart by blocking adrenaline.",
         question="How does the drug slow the heart?", answer="By blocking adrenaline.", ask=of_clause(_manner)),
)  # fmt: skip
