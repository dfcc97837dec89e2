"""Questions for a place, a date, a moment, and for what is possible."""

import re
from dataclasses import replace

from ankiflask.drafts.clauses.clause import Clause
from ankiflask.drafts.clauses.openings import Kind
from ankiflask.drafts.english.auxiliaries import BE
from ankiflask.drafts.english.words import listed
from ankiflask.drafts.questions.rule import Asked, Rule, of_clause, sentence

_PLACE = re.compile(
    r"(?:in|on|at|inside|under|behind|between|near|within|outside|above|below|along|beneath|around|beside|next to) "
)
_MONTH = "early|late|January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = rf"in (?:(?:{_MONTH}) )?\d{{3,4}}(?: (?:BC|AD|BCE|CE))?"
_TIME = re.compile(rf"^(?:{_YEAR}|on \d{{1,2}} [A-Z][a-z]+ \d{{3,4}})$")
_YEAR_AT_END = re.compile(rf" ({_YEAR})(?=$|,)")
_UNSURE_BEFORE = re.compile(r"\d{4}|,| and$|\b(?:that|which|who|and \w+ed)\b")
_UNSURE_BEHIND = re.compile(r", |\b(?:that|which|who)\b.*,|[;:]")
_LOCATED = listed(
    "located situated found stored kept held placed housed hosted printed built buried born produced "
    "displayed headquartered concentrated carried released embedded installed"
)
_NO_PLACE = re.compile(
    r"^in an? [\w -]*?(?:form|state|way|manner|amounts?|number|series|process)\b"
)
_CLAUSE = re.compile(
    r",? (?:because|since|although|though|while|whereas|if|when|until|unless|before|after|so|but)\b|, (?:and|or) "
)


def _place(clause: Clause) -> Asked | None:
    participle = clause.main.removeprefix("be ")
    is_place = _PLACE.match(clause.rest) and not _NO_PLACE.search(clause.rest)
    if participle not in _LOCATED or not is_place or _TIME.match(clause.rest):
        return None
    return Asked(clause.ask("Where"), sentence(clause.rest))


def _moment(clause: Clause) -> Asked | None:
    match = re.match(r"(?:only )?(?:when|before|after|as soon as|once|if) \w+ .*", clause.rest)
    if not clause.is_passive or not match or not clause.rest:
        return None
    if re.match(r"once (?:a|or)\b", clause.rest):
        return None
    return Asked(clause.ask("When"), sentence(clause.rest))


def _year(clause: Clause) -> Asked | None:
    text = " " + clause.rest
    match = _YEAR_AT_END.search(text)
    if not match or not _is_event(clause) or clause.opening:
        return None
    before, behind = text[: match.start()].strip(), text[match.end() :]
    if _CLAUSE.search(before) or _UNSURE_BEFORE.search(before):
        return None
    return Asked(clause.ask("When", before), sentence(match[1]), is_part=bool(behind))


def _is_event(clause: Clause) -> bool:
    """Whether the clause tells what happened or was done, not what something was."""
    return clause.is_past and (bool(clause.main) or clause.verb not in BE)


def _dated(clause: Clause) -> Asked | None:
    """Ask for a date that is said first."""
    if clause.opening_kind is not Kind.DATE or not _is_event(clause):
        return None
    is_span = clause.opening.startswith(("Since", "During", "Until", "By", "Before", "After"))
    if is_span or _CLAUSE.search(clause.rest) or _UNSURE_BEHIND.search(clause.rest):
        return None
    return Asked(replace(clause, opening="").ask("When", clause.rest), sentence(clause.opening))


RULES = (
    Rule(
        id="D013",
        what="date",
        sure=0.9,
        statement="The hive was invented in 1851.",
        question="When was the hive invented?",
        answer="In 1851.",
        ask=of_clause(_year),
    ),
    Rule(
        id="D020",
        what="date, said first",
        sure=0.85,
        statement="In 1863 the jury turned away most of the paintings.",
        question="When did the jury turn away most of the paintings?",
        answer="In 1863.",
        ask=of_clause(_dated),
    ),
    Rule(
        id="D017",
        what="place",
        sure=0.9,
        statement="The node is located in the wall of the right atrium.",
        question="Where is the node located?",
        answer="In the wall of the right atrium.",
        ask=of_clause(_place),
    ),
    Rule(
        id="D018",
        what="passive, moment",
        sure=0.85,
        statement="The branch is created when a commit is made.",
        question="When is the branch created?",
        answer="When a commit is made.",
        ask=of_clause(_moment),
    ),
)
