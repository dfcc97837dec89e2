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
_USED = ("used", "be used")
_BY_WHOM = re.compile(r"(by (?:[\w-]+ ){1,3}?)(to \w+ .*)")
_AIM = re.compile(r"^([^,;:]*?) ?((?:in order|so as) to \w+ .+)$")
_OTHER_NAMING = ("after", "for", "to ", "by")


def _purpose(clause: Clause) -> Asked | None:
    is_purpose = clause.rest.startswith(("to ", "for ")) and not clause.rest.startswith("to be ")
    if clause.main not in _USED or not is_purpose:
        return None
    return Asked(clause.ask("What", "for"), sentence(clause.rest))


def _purpose_by(clause: Clause) -> Asked | None:
    match = _BY_WHOM.match(clause.rest)
    if clause.main not in _USED or not match:
        return None
    return Asked(clause.ask("What", f"{match[1].strip()} for"), sentence(match[2]))


def _aim(clause: Clause) -> Asked | None:
    match = _AIM.match(clause.rest)
    if not match or clause.main in _USED or not (clause.main or clause.lemma):
        return None
    return Asked(clause.ask("Why", match[1].strip()), sentence(match[2]))


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
    Rule(id="D010", what="purpose", sure=0.95, statement="Tags are used to mark releases.",
         question="What are tags used for?", answer="To mark releases.", ask=of_clause(_purpose)),
    Rule(id="D011", what="purpose, with an agent", sure=0.9,
         statement="Tags are used by maintainers to mark releases.",
         question="What are tags used by maintainers for?", answer="To mark releases.",
         ask=of_clause(_purpose_by)),
    Rule(id="D021", what="aim", sure=0.9,
         statement="Salt is added to the dough in order to tighten the gluten.",
         question="Why is salt added to the dough?", answer="In order to tighten the gluten.",
         ask=of_clause(_aim)),
    Rule(id="D012", what="name", sure=0.85, statement="The staging area is also called the index.",
         question="What is the staging area called?", answer="The index.", ask=of_clause(_name)),
    Rule(id="D014", what="passive, means", sure=0.8, statement="Routes are created using a decorator.",
         question="How are routes created?", answer="Using a decorator.", ask=of_clause(_means)),
)  # fmt: skip
