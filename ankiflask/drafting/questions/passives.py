"""Questions from passives: by what, of what, when, and what something is called."""

import re

from ankiflask.drafting.english.clause import Clause
from ankiflask.drafting.english.nouns import names_people
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.words import NAMING, listed, table
from ankiflask.drafting.questions.rule import Asked, Rule, of_clause, prepositions, sentence

_MOMENT = re.compile(r"(?:only )?(?:when|before|after|as soon as|once|if) \w+ ")
_ONE_TIME = re.compile(r"once (?:a|or)\b")


def _moment(clause: Clause) -> Asked | None:
    is_time = _MOMENT.match(clause.rest) and not _ONE_TIME.match(clause.rest)
    is_moment = is_time and clause.is_passive
    return Asked(clause.ask("When"), sentence(clause.rest)) if is_moment else None


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
    is_by = match and (is_sign or match[1])
    is_means = clause.is_passive and (is_by or _MEANS.match(clause.rest))
    return Asked(clause.ask("How"), sentence(clause.rest)) if is_means else None


_STRANDED = prepositions("passives with a preposition")
_NO_PHRASE = re.compile(
    r"^(?:it|them|this|these|that|those|each|one another|no|one|the (?:exception|help of which))\b|\w+ing\b"
)
# With other words "with" asks for no thing, or for a way: scored with, brewed with.
_WITH = table("verbs", "passives before with")
# Of deeds of people and institutions nobody asks how: commissioned by a newspaper.
_DEEDS = table("verbs", "passives of people")
_AGENT = re.compile(
    r"by (?!\w+ing\b|default|hand|means|then|now|far|\d|about|law|itself|chance|accident|mistake"
    r"|the (?:end|time|18|19|20))"
)
# Of these a cause is asked for, of others a way: windows are made by a float process.
_BY_WHAT = table("verbs", "passives of causes")
_HEAD_ENDS = re.compile(r" (?:of|in|on|at|from|that|which|who|for|with|when|while|if|as|to)\b|,")
_PERSON = re.compile(r"(?:[A-Z][\w.]*|de|von|van)(?: (?:[A-Z][\w.]*|de|von|van)){1,4}")
_TIME = re.compile(r"\d|(?:the )?(?:early |late )?(?:[\w-]+ century|[A-Z][a-z]+ \d)")
_TITLED = re.compile(r"(?:Dr |St |Sir )?[A-Z]\w+ (?:[a-z]+ )?[A-Z]")


def _thing(clause: Clause) -> Asked | None:
    participle = clause.main.removeprefix("be ")
    prepositions = _STRANDED.get(participle, "with" if participle in _WITH else "")
    match = re.match(rf"({prepositions}) ", clause.rest) if prepositions else None
    if not clause.is_passive or not match:
        return None
    answer = clause.rest[match.end() :]
    if _NO_PHRASE.match(answer) or (match[1] == "in" and _TIME.match(answer)):
        return None
    return Asked(clause.ask("What", match[1]), sentence(answer))


def _agent(clause: Clause) -> Asked | None:
    match = _AGENT.match(clause.rest)
    agent = clause.rest[match.end() :] if match else ""
    if not clause.is_passive or not agent or ", not " in agent or " into " in agent:
        return None
    if _NO_PHRASE.match(agent) or _TITLED.match(agent):
        is_person = _PERSON.fullmatch(agent)
        return Asked(clause.ask("By whom"), sentence("by " + agent)) if is_person else None
    if names_people(tokens(_HEAD_ENDS.split(agent)[0])) or agent[:1].isupper():
        return None
    deed = clause.main.removeprefix("be ")
    if deed in _BY_WHAT:
        return Asked(clause.ask("What", "by"), sentence(agent))
    return None if deed in _DEEDS else Asked(clause.ask("How"), sentence(clause.rest))


RULES = (
    Rule(id="D018", what="passive, moment", sure=0.85,
         statement="The branch is created when a commit is made.",
         question="When is the branch created?", answer="When a commit is made.",
         ask=of_clause(_moment)),
    Rule(id="D012", takes_vague_subject=True, what="name", sure=0.85, statement="The staging area is also called the index.",
         question="What is the staging area called?", answer="The index.", ask=of_clause(_name)),
    Rule(id="D014", names_things=True, what="passive, means", sure=0.8, statement="Routes are created using a decorator.",
         question="How are routes created?", answer="Using a decorator.", ask=of_clause(_means)),
    Rule(id="D015", names_things=True, what="passive, with its preposition", sure=0.8,
         statement="The comb is made of wax.", question="What is the comb made of?",
         answer="Wax.", ask=of_clause(_thing)),
    Rule(id="D016", names_things=True, what="passive, agent", sure=0.55,
         statement="The disease was caused by a bacterium.", question="What was the disease caused by?",
         answer="A bacterium.", ask=of_clause(_agent)),
)  # fmt: skip
