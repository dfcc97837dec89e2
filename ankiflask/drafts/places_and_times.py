"""Questions for a place, a date, a moment, and for what is possible."""

import re

from ankiflask.drafts.clauses import Clause
from ankiflask.drafts.rule import Asked, Rule, sentence
from ankiflask.drafts.words import listed

_PLACE = re.compile(
    r"(?:in|on|at|inside|under|behind|between|near|within|outside|above|below|along|beneath|around|beside|next to) "
)
_TIME = re.compile(
    r"^(?:in (?:(?:early|late|January|February|March|April|May|June|July|August|September|October|November|December) )?"
    r"\d{3,4}(?: (?:BC|AD|BCE|CE))?|on \d{1,2} [A-Z][a-z]+ \d{3,4})$"
)
_YEAR_AT_END = re.compile(
    r" (in (?:(?:early|late|January|February|March|April|May|June|July|August|September|October|November|December) )?"
    r"\d{3,4}(?: (?:BC|AD|BCE|CE))?)$"
)
_LOCATED = listed("located situated found stored kept held placed housed hosted")
_CLAUSE = re.compile(
    r",? (?:because|since|although|though|while|whereas|if|when|until|unless|before|after|so|but)\b|, (?:and|or) "
)


def _place(clause: Clause) -> Asked | None:
    participle = clause.main.removeprefix("be ")
    if participle not in _LOCATED or not _PLACE.match(clause.rest) or _TIME.match(clause.rest):
        return None
    return Asked(clause.ask("Where"), sentence(clause.rest))


def _moment(clause: Clause) -> Asked | None:
    match = re.match(r"(?:only )?(?:when|before|after|as soon as|once) \w+ .*", clause.rest)
    if not clause.is_passive or not match or not clause.rest:
        return None
    if re.match(r"once (?:a|or)\b", clause.rest):
        return None
    return Asked(clause.ask("When"), sentence(clause.rest))


def _year(clause: Clause) -> Asked | None:
    if clause.verb in ("was", "were") and not clause.main:
        return None
    if clause.verb not in ("was", "were") and clause.form.value != "past":
        return None
    text = " " + clause.rest
    match = _YEAR_AT_END.search(text)
    before = text[: match.start()].strip() if match else ""
    if (
        not match
        or clause.opening
        or _CLAUSE.search(text)
        or re.search(r"\d{4}| and$", before)
        or "," in before
        or re.search(r"\b(?:that|which|who|and \w+ed)\b", before)
    ):
        return None
    return Asked(clause.ask("When", before), sentence(match[1]))


def _possible(clause: Clause) -> Asked | None:
    if (
        clause.verb not in ("can", "could")
        or clause.main.startswith("be ")
        or not clause.rest
        or clause.adverb
    ):
        return None
    return Asked(
        clause.ask("What").replace(f" {clause.main}", " do", 1)
        if clause.ask("What").count(f" {clause.main}") == 1
        else "",
        sentence(f"{clause.pronoun} {clause.verb} {clause.main} {clause.rest}"),
    )


RULES = (
    Rule(
        id="D013",
        what="date",
        sure=0.9,
        statement="The hive was invented in 1851.",
        question="When was the hive invented?",
        answer="In 1851.",
        ask=_year,
    ),
    Rule(
        id="D017",
        what="place",
        sure=0.9,
        statement="The node is located in the wall of the right atrium.",
        question="Where is the node located?",
        answer="In the wall of the right atrium.",
        ask=_place,
    ),
    Rule(
        id="D018",
        what="passive, moment",
        sure=0.85,
        statement="The branch is created when a commit is made.",
        question="When is the branch created?",
        answer="When a commit is made.",
        ask=_moment,
    ),
    Rule(
        id="D019",
        what="possibility",
        sure=0.75,
        statement="The hook can reject a commit.",
        question="What can the hook do?",
        answer="It can reject a commit.",
        ask=_possible,
    ),
)
