"""Questions from clauses with a full verb: lists, places, moments, objects, and what something does."""

import re

from ankiflask.drafting.english.clause import Clause
from ankiflask.drafting.english.nouns import names_people
from ankiflask.drafting.english.second_clauses import has_second_verb
from ankiflask.drafting.english.things import begins_with_object, names_no_object
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.verbs import Form
from ankiflask.drafting.english.words import DETERMINERS, is_quality, listed, plain, table
from ankiflask.drafting.questions.rule import Asked, Rule, of_clause, prepositions, sentence

_STRANDED = prepositions("with a preposition")
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
    is_list = clause.verb in _LISTS and begins_with_object(clause)
    return Asked(clause.ask("What"), sentence(clause.rest)) if is_list else None


def _stranded(clause: Clause) -> Asked | None:
    preposition = _STRANDED.get(clause.lemma, "")
    is_behind = preposition and clause.rest.startswith(preposition + " ")
    if clause.main or not is_behind or has_second_verb(clause):
        return None
    answer = clause.rest[len(preposition) + 1 :]
    if names_no_object(answer):
        return None
    return Asked(clause.ask("What", preposition), sentence(answer))


def _where(clause: Clause) -> Asked | None:
    if clause.main or clause.lemma not in _WHERE or not _PLACE.match(clause.rest) or clause.opening:
        return None
    tail = "place" if clause.lemma == "take" else ""
    if not clause.rest.startswith(tail):
        return None
    return Asked(clause.ask("Where", tail), sentence(clause.rest.removeprefix("place ")))


def _when(clause: Clause) -> Asked | None:
    is_time = re.match(r"(?:when|once|as soon as|after|before) \w+ ", clause.rest)
    is_moment = is_time and clause.lemma in _WHEN and not clause.main
    return Asked(clause.ask("When"), sentence(clause.rest)) if is_moment else None


def _mean(clause: Clause) -> Asked | None:
    is_told = re.match(r"that |[a-z]+ing \w", clause.rest)
    is_meaning = is_told and clause.lemma == "mean" and not clause.main
    return Asked(clause.ask("What"), sentence(clause.rest)) if is_meaning else None


# With these the object alone says too little: prevent blood from flowing.
_WHOLE = listed("prevent keep make help let cause force stop protect raise lower allow")
# Their object is one that the subject calls to mind: what does the liver produce?
_TELLING = table("verbs", "with a telling object")
# Somebody stands before the thing that is given: gives the dough its strength.
_GIVEN = re.compile(r"(?:the |an? )?[\w-]+ (?:the|an?|its|their) ")
_AMOUNT = re.compile(r"an? [a-z]+ (?:amount|number|range|variety|lot|deal|quantity) ")
# "Sound with the syrinx": what was to be told is the way.
_WAY = re.compile(r"[\w-]+ (?:with|by|through|in|at|on|from) ")
_OTHER_SUBJECT = re.compile(r"; |, (?:and|but) (?:its|their|the|a|an|it|they)\b")
# It makes a picture brighter, and not: it makes a long flight.
_CHANGING = listed("more less possible impossible easy hard difficult sure")
_PARTICLE = re.compile(r" (?:together|apart|up|down|out|away|back)$")  # it belongs to the verb
_SHORTEST = 3  # letters of an object
_LONGEST_COMMAND = 3  # words
_ONE = DETERMINERS | listed("each every")


def _code(clause: Clause) -> Asked | None:
    is_small = clause.sentence[0].islower() and not clause.opening  # "git add puts"
    is_command = is_small and len(clause.name) <= _LONGEST_COMMAND
    is_code = clause.name[-1].is_code or is_command
    if clause.main or not is_code or not clause.rest or clause.lemma == "have":
        return None
    return _deed(clause)


def _does(clause: Clause) -> Asked | None:
    if clause.main or not begins_with_object(clause) or clause.lemma not in _WHOLE:
        return None
    words = [plain(word.text) for word in tokens(clause.rest)]
    changes = any(word in _CHANGING or (word.endswith("er") and is_quality(word)) for word in words)
    if clause.lemma == "make" and not changes:
        return None
    if clause.is_plural and len(clause.name) == 1:
        return None  # of "bees" or "valves" many deeds could be the answer
    return _deed(clause)


def _deed(clause: Clause) -> Asked | None:
    has_other_subject = _OTHER_SUBJECT.search(clause.rest)
    if clause.opening or clause.form is Form.PAST or has_other_subject or names_people(clause.name):
        return None
    do, pronoun = ("do", "They") if clause.is_plural else ("does", "It")
    return Asked(f"What {do} {clause.subject} do?", sentence(f"{pronoun} {clause.predicate}"))


def _object(clause: Clause) -> Asked | None:
    is_telling = clause.lemma in _TELLING and begins_with_object(clause)
    if clause.main or not is_telling or has_second_verb(clause) or names_people(clause.name):
        return None
    is_one = plain(clause.name[0].text) in _ONE or clause.name[-1].is_code
    if clause.form is Form.PAST and not is_one:
        return None  # much could be what several things did once
    if (
        _AMOUNT.match(clause.rest)
        or _WAY.match(clause.rest)
        or ": " in clause.rest
        or _PARTICLE.search(clause.rest)
        or len(clause.rest) < _SHORTEST
        or _GIVEN.match(clause.rest)
    ):
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
    Rule(id="D037", holds_all=True, what="what code does", sure=0.85, statement="stop() ends the program.",
         question="What does stop() do?", answer="It ends the program.", ask=of_clause(_code)),
    Rule(id="D039", is_wide=True, what="verb with its object", sure=0.65, statement="The debug mode provides detailed error pages.",
         question="What does the debug mode provide?", answer="Detailed error pages.", ask=of_clause(_object)),
)  # fmt: skip
# They ask so widely that they come last.
WIDEST_RULES = (
    Rule(id="D038", is_wide=True, holds_all=True, what="deed", sure=0.8, statement="The valves keep blood out.",
         question="What do the valves do?", answer="They keep blood out.", ask=of_clause(_does)),
)  # fmt: skip
