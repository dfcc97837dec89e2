"""Questions from two clauses in one sentence: causes, contrasts, conditions."""

import re

from ankiflask.drafting.english.clause import Clause, main_clause
from ankiflask.drafting.english.nouns import is_plural_noun
from ankiflask.drafting.english.openings import NOTHING, OpeningKind, opening_of
from ankiflask.drafting.english.second_clauses import first_joint
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.verbs import finite_forms
from ankiflask.drafting.english.words import DETERMINERS, FINITE_BE, listed, plain
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
_NOT_ALONE = re.compile(r",|\b(?:that|which|who|and|or|but|if|when)\b")
_MANNER = re.compile(r" (by (?:\w+ly )?\w+ing .+)$")


def _cause(reading: Reading) -> Asked | None:
    clause = reading.clause
    rest = f" {clause.rest}" if clause else ""
    match = _CAUSE.search(rest)
    if clause is None or not clause.subject or not match:
        return None
    said, cause = rest[: match.start()].strip(), rest[match.end(1) :]
    before = _MEASURE.sub("", said)
    is_turned = before.startswith("the ") and _article(clause.subject) == "a"
    is_open = before.endswith(" only") or _NOT_PLAIN.search(f" {before} ")
    is_verb = clause.main or clause.verb in FINITE_BE or finite_forms(clause.verb)
    if is_turned or is_open or not is_verb:
        return None
    if match[1] == "since" and not _is_reason(cause.strip(), reading):
        return None
    core = cause[: first_joint(cause, reading.vocabulary)]
    because = f"{said.removeprefix(before)} because".strip()
    return Asked(clause.ask("Why", before), sentence(because + core), is_part=core != cause)


def _is_reason(text: str, reading: Reading) -> bool:
    """Whether "since" begins a clause that gives a reason, and tells no time."""
    if _SINCE_TIME.match(f"since {text}"):
        return False
    return bool(_PRONOUN.match(text)) or main_clause(text, reading.vocabulary) is not None


def _contrast(reading: Reading) -> Asked | None:
    clause = reading.clause
    match = _CONTRAST.search(clause.rest) if clause else None
    if clause is None or match is None:
        return None
    other = main_clause(clause.rest[match.end() :], reading.vocabulary)
    if other is None or not (clause.subject and other.subject):
        return None
    if clause.is_past or clause.opening or other.opening or _VAGUE_SIDE.match(other.subject):
        return None
    is_alike = _article(clause.subject) == _article(other.subject)
    if not is_alike or _JOINED.search(f"{clause.subject} {other.subject}"):
        return None
    sides = f"{clause.subject} and {other.subject}"
    return Asked(f"What is the difference between {sides}?", clause.sentence)


def _article(subject: str) -> str:
    first = subject.partition(" ")[0]
    return "a" if first == "an" else first if first in DETERMINERS else ""


def _manner(clause: Clause) -> Asked | None:
    match = _MANNER.search(" " + clause.rest)
    before = (" " + clause.rest)[: match.start()].strip() if match else ""
    is_state = clause.verb in FINITE_BE  # or a passive
    if not match or not before or is_state or clause.is_passive or _NOT_ALONE.search(before):
        return None
    return Asked(clause.ask("How", before), sentence(match[1]))


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
    opened = _opened(reading)
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
    opened, clause = _opened(reading), reading.clause
    if not (opened and clause and clause.subject.startswith("the ") and clause.verb in FINITE_BE):
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


def _opened(reading: Reading) -> tuple[str, str] | None:
    """Return the opening condition and what follows it, without "then"; None where there is none."""
    words = tokens(reading.text)
    opening = opening_of(reading.text, words)
    if opening is None or opening is NOTHING or opening.kind is not OpeningKind.CONDITION:
        return None
    if not reading.text.startswith(",", len(opening.text)):
        return None
    return opening.text, reading.text[words[opening.end].start :].removeprefix("then ")


def _is_state(clause: Clause | None, effect: str) -> bool:
    """Whether the effect only says what something is: nothing happens."""
    if clause is None:
        return bool(re.match(r"(?:it|they) (?:is|are|was|were|has|have|had)\b", effect))
    return clause.verb in {*FINITE_BE, "has", "have", "had"} and not clause.main


RULES = (
    Rule(id="D050", names_things=True, holds_all=True, what="cause", sure=0.8, statement="The bread is dense because rye contains little gluten.",
         question="Why is the bread dense?", answer="Because rye contains little gluten.", ask=_cause),
    Rule(id="D051", holds_all=True, what="contrast", sure=0.85, statement="Arteries carry blood away from the heart, whereas veins carry blood back to it.",
         question="What is the difference between arteries and veins?",
         answer="Arteries carry blood away from the heart, whereas veins carry blood back to it.", ask=_contrast),
    Rule(id="D053", what="manner", sure=0.85, statement="The drug slows the heart by blocking adrenaline.",
         question="How does the drug slow the heart?", answer="By blocking adrenaline.", ask=of_clause(_manner)),
    Rule(id="D055", what="consequence", sure=0.85, holds_all=True,
         statement="When a container is removed, everything in its writable layer is lost.",
         question="What happens when a container is removed?",
         answer="Everything in its writable layer is lost.", ask=_consequence),
    Rule(id="D059", what="state", sure=0.85,
         statement="When a contract is broken, the usual remedy is damages.",
         question="What is the usual remedy when a contract is broken?", answer="Damages.", ask=_state),
)  # fmt: skip
