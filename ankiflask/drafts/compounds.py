"""Questions from two clauses in one sentence: cause, contrast, and from comparisons."""

import re

from ankiflask.drafts.clauses import Clause
from ankiflask.drafts.inflection import Form, finite_forms
from ankiflask.drafts.numbers import is_plural_noun
from ankiflask.drafts.rule import Asked, Rule, sentence
from ankiflask.drafts.verb_places import BE

_CAUSE = re.compile(r",? (because|since) (?=\w)")
_SINCE_TIME = re.compile(
    r"since (?:\d|then|the (?:\d|middle|early|late|end|beginning)|[A-Z][a-z]+ \d)"
)
_CONTRAST = re.compile(r", (?:while|whereas) ((?:the |an? )?[\w-]+(?: [\w-]+){0,3})")
_THAN = re.compile(
    r"^(?:(?:\w+ )?\w+er|more \w+|less \w+|better|worse|longer) than ((?:the |an? )?[\w' -]+)$"
)
_PRONOUN = re.compile(r"^(?:it|they|this|that|these|he|she|we|you|others?|some|there)\b")
_MANNER = re.compile(r" (by (?:\w+ly )?\w+ing .+)$")
_AIM = re.compile(r" (to [a-z]+ .+)$")


def _cause(clause: Clause) -> Asked | None:
    match = _CAUSE.search(clause.rest)
    if not match or _SINCE_TIME.match(clause.rest[match.start(1) :]):
        return None
    before = clause.rest[: match.start()].strip()
    if re.search(
        r", | (?:and|but|that|which|who|if|when|should|not) ", f" {before} "
    ) or before.endswith(" only"):
        return None
    if not (clause.main or clause.verb in BE or finite_forms(clause.verb)):
        return None
    return Asked(clause.ask("Why", before), sentence("because" + clause.rest[match.end(1) :]))


def _contrast(clause: Clause) -> Asked | None:
    match = _CONTRAST.search(clause.rest)
    other = _subject_of(match[1]) if match else ""
    if not other or _PRONOUN.match(other) or clause.opening:
        return None
    if other.startswith(("most", "many", "some", "only")):
        return None
    return Asked(f"What is the difference between {clause.subject} and {other}?", clause.sentence)


def _subject_of(text: str) -> str:
    """Return the words before the first that agrees with them as their verb; "" if there is none."""
    words = text.split()
    for place in range(1, len(words)):
        wanted = Form.BASE if is_plural_noun(words[place - 1]) else Form.THIRD
        if words[place] in BE or wanted in finite_forms(words[place]):
            return " ".join(words[: place - (words[place - 1] == "also")])
    return ""


def _comparison(clause: Clause) -> Asked | None:
    match = _THAN.match(clause.rest)
    if not match or clause.main or clause.opening or _PRONOUN.match(match[1]):
        return None
    if re.search(r" (?:but|and|or|when|if) ", match[1]):
        return None
    than = clause.rest[: clause.rest.index(" than ")]
    return Asked(
        f"How {'do' if clause.is_plural else 'does'} {clause.subject} compare with {match[1]}?",
        sentence(f"{clause.pronoun} {clause.verb} {than}"),
    )


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


_QUANTITY = re.compile(
    r"((?:up to |about |around |over |more than |at least |almost |nearly |roughly |between [\d,.]+ and )?[\d,.]*\d) "
    r"((?:[a-z-]+ )?[a-z-]+s)\b(?! of)((?: [\w-]+){0,6})$"
)


def _quantity(clause: Clause) -> Asked | None:
    match = _QUANTITY.match(clause.rest)
    is_full = clause.verb not in BE and (clause.main or finite_forms(clause.verb))
    if (
        not match
        or not is_full
        or clause.main.startswith("be ")
        or re.search(r"\b(?:to|and|or|that)\b", match[3])
    ):
        return None
    return Asked(clause.ask(f"How many {match[2]}", match[3].strip()), sentence(match[1]))


RULES = (
    Rule(id="D050", what="cause", sure=0.9, statement="The bread is dense because rye contains little gluten.",
         question="Why is the bread dense?", answer="Because rye contains little gluten.", ask=_cause),
    Rule(id="D051", what="contrast", sure=0.9, statement="The arteries carry blood away from the heart, whereas veins carry blood back to it.",
         question="What is the difference between the arteries and veins?",
         answer="The arteries carry blood away from the heart, whereas veins carry blood back to it.", ask=_contrast),
    Rule(id="D052", what="comparison", sure=0.8, statement="The bread keeps longer than bread from a factory.",
         question="How does the bread compare with bread from a factory?", answer="It keeps longer.", ask=_comparison),
    Rule(id="D053", what="manner", sure=0.85, statement="The drug slows the heart by blocking adrenaline.",
         question="How does the drug slow the heart?", answer="By blocking adrenaline.", ask=_manner),
    Rule(id="D054", what="quantity", sure=0.9, statement="The queen can lay up to 2,000 eggs a day.",
         question="How many eggs can the queen lay a day?", answer="Up to 2,000.", ask=_quantity),
)  # fmt: skip
