"""Questions from clauses with a form of be or a modal: what for, how, and what something is called."""

import re

from ankiflask.drafting.clauses.clause import Clause
from ankiflask.drafting.english.words import NAMING, listed
from ankiflask.drafting.questions.rule import Asked, Rule, of_clause, sentence

_MEANS = re.compile(
    r"(?:by|through|via) (?:means of )?(?:\w+ly )?\w+ing\b|by means of |using (?!one of |any of |various |different )|via |through the use of "
)
_BY = re.compile(r"(?:(\w+ly) )?by ")
_SIGNS = listed("recognised recognized identified distinguished detected told")
_OTHER_NAMING = ("after", "for", "to ", "by")


def _name(clause: Clause) -> Asked | None:
    naming, tail = clause.main.removeprefix("be "), ""
    rest = clause.rest
    if naming == "known":
        rest, tail = rest.removeprefix("as "), "as"
    is_bare_known = naming == "known" and rest == clause.rest
    if naming not in NAMING or is_bare_known or not rest or rest.startswith(_OTHER_NAMING):
        return None
    return Asked(clause.ask("What", tail), sentence(rest))


def _means(clause: Clause) -> Asked | None:
    match = _BY.match(clause.rest)
    is_sign = clause.main.removeprefix("be ") in _SIGNS
    is_by = bool(match) and (is_sign or bool(match and match[1]))
    if not clause.is_passive or not (is_by or _MEANS.match(clause.rest)):
        return None
    return Asked(clause.ask("How"), sentence(clause.rest))


RULES = (
    Rule(id="D012", takes_vague_subject=True, what="name", sure=0.85, statement="The staging area is also called the index.",
         question="What is the staging area called?", answer="The index.", ask=of_clause(_name)),
    Rule(id="D014", names_things=True, what="passive, means", sure=0.8, statement="Routes are created using a decorator.",
         question="How are routes created?", answer="Using a decorator.", ask=of_clause(_means)),
)  # fmt: skip
