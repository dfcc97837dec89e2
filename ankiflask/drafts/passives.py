"""Questions from clauses with a form of be or a modal: how, by what, what for, where, when."""

import re

from ankiflask.drafts.clauses import Clause
from ankiflask.drafts.rule import Asked, Rule, sentence

_MEANS = re.compile(
    r"(?:(?:by|through|via) (?:means of )?(?:\w+ly )?\w+ing\b|by means of |with |using |via |through the use of )"
)
_WITH_NO_MEANS = re.compile(
    r"with (?:no|each|one|the (?:exception|help of which))\b|with .* (?:in|into) (?:it|them)$"
)
_AGENT = re.compile(
    r"by (?!\w+ing\b|default|hand|means|then|now|far|the (?:end|time|18|19|20)|\d|about|law|itself|chance|accident|mistake)"
)
_NAMED = re.compile(r"(?:the |an? )?\S.*$")
_STRANDED = {
    "made": "from|of|up of",
    "composed": "of",
    "based": "on",
    "built": "on",
    "derived": "from",
    "divided": "into",
    "split": "into",
    "named": "after",
    "classified": "as",
    "regarded": "as",
    "defined": "as",
    "described": "as",
    "identified": "by",
    "passed": "as|to",
    "converted": "into",
    "broken": "down into",
    "characterised": "by",
    "characterized": "by",
    "represented": "as|by",
    "prescribed": "for",
    "written": "in",
    "fed": "to",
    "measured": "in",
    "surrounded": "by",
    "covered": "by|with",
    "replaced": "by|with",
    "determined": "by",
    "followed": "by",
}
_NO_PHRASE = re.compile(r"^(?:it|them|this|these|that|those|each other|one another)\b")


def _purpose(clause: Clause) -> Asked | None:
    if clause.main not in ("used", "be used") or not clause.rest.startswith(("to ", "for ")):
        return None
    if clause.rest.startswith("to be "):
        return None
    return Asked(clause.ask("What", "for"), sentence(clause.rest))


def _purpose_by(clause: Clause) -> Asked | None:
    match = re.match(r"(by (?:[\w-]+ ){1,3}?)(to \w+ .*)", clause.rest)
    if clause.main not in ("used", "be used") or not match:
        return None
    return Asked(clause.ask("What", f"{match[1].strip()} for"), sentence(match[2]))


def _name(clause: Clause) -> Asked | None:
    if clause.main not in (
        "called",
        "termed",
        "named",
        "known",
        "be called",
    ) or clause.rest.startswith(("after", "for", "to ", "by")):
        return None
    rest = clause.rest.removeprefix("as ") if clause.main == "known" else clause.rest
    if clause.main == "known" and rest == clause.rest:
        return None
    return (
        Asked(clause.ask("What", "as" if clause.main == "known" else ""), sentence(rest))
        if rest
        else None
    )


def _means(clause: Clause) -> Asked | None:
    rest = re.sub(r"^\w+ly (?=with|by|using)", "", clause.rest)
    if not clause.is_passive or not _MEANS.match(rest) or _WITH_NO_MEANS.match(rest):
        return None
    return Asked(clause.ask("How"), sentence(clause.rest))


def _stranded(clause: Clause) -> Asked | None:
    participle = clause.main.removeprefix("be ")
    match = re.match(rf"({_STRANDED.get(participle, '(?!)')}) ", clause.rest)
    if not clause.is_passive or not match:
        return None
    answer = clause.rest[match.end() :]
    if _NO_PHRASE.match(answer) or re.match(r"\w+ing\b", answer):
        return None
    return Asked(clause.ask("What", match[1]), sentence(answer))


def _agent(clause: Clause) -> Asked | None:
    match = _AGENT.match(clause.rest)
    if not clause.is_passive or not match:
        return None
    agent = clause.rest[match.end() :]
    if (
        _NO_PHRASE.match(agent)
        or re.match(r"(?:Dr |St |Sir )?[A-Z]\w+ (?:[a-z]+ )?[A-Z]", agent)
        or not agent
    ):
        return _person(clause, agent)
    head = re.split(r" (?:of|in|on|at|from|that|which|who|for|with)\b|,", agent)[0]
    if (
        re.match(
            r"(?:[\w-]+ )*?[\w-]*(?:ers|ors|ists|ians|people|men|women|kings?|er|or|ist|ian)$", head
        )
        or agent[:1].isupper()
    ):
        return None
    return Asked(clause.ask("What", "by"), sentence(agent))


def _person(clause: Clause, agent: str) -> Asked | None:
    if not re.fullmatch(
        r"(?:[A-Z][\w.]*|de|von|van)(?: (?:[A-Z][\w.]*|de|von|van)){1,4}(?: (?:in|on) .*)?", agent
    ):
        return None
    return Asked(clause.ask("By whom"), sentence("by " + agent))


RULES = (
    Rule(
        id="D010",
        what="purpose",
        sure=0.95,
        statement="Tags are used to mark releases.",
        question="What are tags used for?",
        answer="To mark releases.",
        ask=_purpose,
    ),
    Rule(
        id="D011",
        what="purpose, with an agent",
        sure=0.9,
        statement="Tags are used by maintainers to mark releases.",
        question="What are tags used by maintainers for?",
        answer="To mark releases.",
        ask=_purpose_by,
    ),
    Rule(
        id="D012",
        what="name",
        sure=0.9,
        statement="The staging area is also called the index.",
        question="What is the staging area called?",
        answer="The index.",
        ask=_name,
    ),
    Rule(
        id="D014",
        what="passive, means",
        sure=0.9,
        statement="Routes are created using a decorator.",
        question="How are routes created?",
        answer="Using a decorator.",
        ask=_means,
    ),
    Rule(
        id="D015",
        what="passive, with its preposition",
        sure=0.9,
        statement="The comb is made of wax.",
        question="What is the comb made of?",
        answer="Wax.",
        ask=_stranded,
    ),
    Rule(
        id="D016",
        what="passive, agent",
        sure=0.85,
        statement="The disease was caused by a bacterium.",
        question="What was the disease caused by?",
        answer="A bacterium.",
        ask=_agent,
    ),
)
