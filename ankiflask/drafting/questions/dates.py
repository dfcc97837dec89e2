"""Questions for when something happened, and for how long something lasts."""

import re
from dataclasses import replace

from ankiflask.drafting.english.clause import Clause
from ankiflask.drafting.english.nouns import ERA, MONTH
from ankiflask.drafting.english.openings import OpeningKind
from ankiflask.drafting.english.second_clauses import has_second_verb
from ankiflask.drafting.english.words import FINITE_BE, listed, table
from ankiflask.drafting.questions.rule import Asked, Rule, of_clause, sentence

_YEAR = rf"in (?:(?:early|late|{MONTH}) )?\d{{3,4}}{ERA}"
_DAY = rf"on (?:\d{{1,2}} {MONTH},?|{MONTH} \d{{1,2}},) \d{{3,4}}"
_DECADE = r"in the (?:early |mid-|late )?\d{3}0s"
_DATE = re.compile(rf" ({_DAY}|{_YEAR}|{_DECADE})(?=$|,| (?:by|with|after|during|when) )")
_UNSURE_BEFORE = re.compile(r"\d{4}|,| and$|\b(?:that|which|who|and \w+ed)\b")
_UNSURE_BEHIND = re.compile(r", |\b(?:that|which|who)\b.*,|[;:]")
_CLAUSE = re.compile(
    r",? (?:because|since|although|though|while|whereas|if|when|until|unless|before|after|so|but)\b|, (?:and|or) "
)
_RELATIVE_DEEDS = listed("follow precede")  # their date says nothing without what they followed
_HAPPENING = table("verbs", "happening")
_SPANS = ("Since", "During", "Until", "By", "Before", "After")


def _said_last(clause: Clause) -> Asked | None:
    text = " " + clause.rest
    match = _DATE.search(text)
    if not match or not _is_event(clause) or clause.opening:
        return None
    before, behind = text[: match.start()].strip(), text[match.end() :]
    if _CLAUSE.search(before) or _UNSURE_BEFORE.search(before):
        return None
    lacks_object = not (clause.main or before or clause.lemma in _HAPPENING)
    if has_second_verb(replace(clause, rest=before)) or lacks_object:
        return None  # it is the date of that one, or "covenants adopted in 1966"
    asked = "" if clause.main == "born" else before
    return Asked(
        clause.ask("When", asked), sentence(match[1]), is_part=bool(behind or before != asked)
    )


def _is_event(clause: Clause) -> bool:
    """Whether the clause tells what happened or was done, not what something was."""
    is_deed = clause.verb not in FINITE_BE and clause.lemma not in _RELATIVE_DEEDS
    return clause.is_past and (bool(clause.main) or is_deed)


def _said_first(clause: Clause) -> Asked | None:
    if clause.opening_kind is not OpeningKind.DATE or not _is_event(clause):
        return None
    is_span = clause.opening.startswith(_SPANS)
    if is_span or _CLAUSE.search(clause.rest) or _UNSURE_BEHIND.search(clause.rest):
        return None
    return Asked(replace(clause, opening="").ask("When", clause.rest), sentence(clause.opening))


RULES = (
    Rule(id="D013", names_things=True, keeps_rest=True, what="date", sure=0.8, statement="The hive was invented in 1851.",
         question="When was the hive invented?", answer="In 1851.", ask=of_clause(_said_last)),
    Rule(id="D020", names_things=True, what="date, said first", sure=0.9,
         statement="In 1863 the jury turned away most of the paintings.",
         question="When did the jury turn away most of the paintings?", answer="In 1863.",
         ask=of_clause(_said_first)),
)  # fmt: skip
