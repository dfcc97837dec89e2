"""Questions from clauses with a full verb: lists, verbs with prepositions, places, moments."""

import re

from ankiflask.drafting.clauses.clause import Clause
from ankiflask.drafting.clauses.objects import begins_with_object, names_no_object
from ankiflask.drafting.clauses.second_verbs import has_second_verb
from ankiflask.drafting.english.words import listed
from ankiflask.drafting.questions.rule import Asked, Rule, of_clause, sentence

_STRANDED = {
    "depend": "on", "consist": "of", "rely": "on", "refer": "to", "point": "to", "lead": "to",
    "result": "in", "react": "with", "correspond": "to", "originate": "from",
    "feed": "on", "contribute": "to", "focus": "on", "differ": "in", "deal": "with",
    "derive": "from", "stand": "for", "ask": "for", "search": "for", "account": "for", "serve": "as", "act": "as",
}  # fmt: skip
_WHERE = listed("lie live occur stand grow take sit dwell nest reside happen begin")
_PLACE = re.compile(
    r"(?:place )?(?:in|on|at|inside|behind|between|near|within|above|below|along|beneath|around) "
    r"(?!\w+ing\b|\d|[A-Z][a-z]+ \d|order|time|the (?:\d|morning|evening|night|end)|[a-z]+ ways?)"
)
_WHEN = listed(
    "occur happen form begin end start die stop appear arise open close collapse boil melt freeze rise fall"
)
_LISTS = listed("include includes comprise comprises contain contains")
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|twelve"
_COUNTED = re.compile(
    rf"((?:{_NUMBERS}) (?:[\w-]+ ){{0,2}}?[\w-]+s(?: of [\w-]+)?|(?:{_NUMBERS}) [\w-]+): (.+)"
)
_HAS_VERB = re.compile(r"\bone [a-z]+s\b|\b(?:is|are|was|were|has|have)\b")


def _counted(clause: Clause) -> Asked | None:
    match = _COUNTED.match(clause.rest)
    if clause.main or not match or _HAS_VERB.search(match[2]) or " and " not in match[2]:
        return None
    return Asked(clause.ask(f"Which {match[1]}"), sentence(match[2]))


def _include(clause: Clause) -> Asked | None:
    if clause.verb not in _LISTS or not begins_with_object(clause):
        return None
    return Asked(clause.ask("What"), sentence(clause.rest))


def _stranded(clause: Clause) -> Asked | None:
    preposition = _STRANDED.get(clause.lemma, "")
    is_behind = preposition and clause.rest.startswith(preposition + " ")
    if clause.main or not is_behind or has_second_verb(clause):
        return None
    answer = clause.rest[len(preposition) + 1 :]
    return (
        None
        if names_no_object(answer)
        else Asked(clause.ask("What", preposition), sentence(answer))
    )


def _where(clause: Clause) -> Asked | None:
    if clause.main or clause.lemma not in _WHERE or not _PLACE.match(clause.rest) or clause.opening:
        return None
    if clause.lemma == "take" and not clause.rest.startswith("place "):
        return None
    tail = "place" if clause.lemma == "take" else ""
    return Asked(clause.ask("Where", tail), sentence(clause.rest.removeprefix("place ")))


def _when(clause: Clause) -> Asked | None:
    match = re.match(r"(?:when|once|as soon as|after|before) \w+ ", clause.rest)
    if clause.main or clause.lemma not in _WHEN or not match:
        return None
    return Asked(clause.ask("When"), sentence(clause.rest))


def _mean(clause: Clause) -> Asked | None:
    is_told = clause.rest.startswith("that ") or re.match(r"[a-z]+ing \w", clause.rest)
    if clause.main or clause.lemma != "mean" or not is_told:
        return None
    return Asked(clause.ask("What"), sentence(clause.rest))


RULES = (
    Rule(id="D030", what="counted list", sure=0.85, statement="The heart has four chambers: two atria and two ventricles.",
         question="Which four chambers does the heart have?", answer="Two atria and two ventricles.", ask=of_clause(_counted)),
    Rule(id="D032", names_things=True, is_wide=True, what="verb with its preposition", sure=0.8, statement="The boiling point depends on the air pressure.",
         question="What does the boiling point depend on?", answer="The air pressure.", ask=of_clause(_stranded)),
    Rule(id="D033", what="place", sure=0.85, statement="The heart lies behind the breastbone.",
         question="Where does the heart lie?", answer="Behind the breastbone.", ask=of_clause(_where)),
    Rule(id="D034", what="moment", sure=0.9, statement="The attack occurs when an artery is blocked.",
         question="When does the attack occur?", answer="When an artery is blocked.", ask=of_clause(_when)),
    Rule(id="D035", what="meaning", sure=0.85, statement="The word autolyse means that flour and water rest together.",
         question="What does the word autolyse mean?", answer="That flour and water rest together.", ask=of_clause(_mean)),
    Rule(id="D036", is_wide=True, what="list", sure=0.85, statement="The context includes the request and the session.",
         question="What does the context include?", answer="The request and the session.", ask=of_clause(_include)),
)  # fmt: skip
