"""Questions for what a subject does, and to what: asked where nothing narrower can be."""

import re

from ankiflask.drafting.clauses.clause import Clause
from ankiflask.drafting.clauses.objects import begins_with_object
from ankiflask.drafting.clauses.second_verbs import has_second_verb
from ankiflask.drafting.english.adjectives import is_quality
from ankiflask.drafting.english.inflection import Form
from ankiflask.drafting.english.people import names_people
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.words import DETERMINERS, listed, plain
from ankiflask.drafting.questions.rule import Asked, Rule, of_clause, sentence

# With these the object alone says too little: prevent blood from flowing.
_WHOLE = listed("prevent keep make help let cause force stop protect raise lower allow")
# Their object is one that the subject calls to mind: what does the liver produce?
_TELLING = listed(
    "provide produce store measure control regulate represent describe form require "
    "secrete cover affect supply transport return accept absorb release generate detect "
    "filter remove encode display record track specify indicate denote govern trigger cause influence "
    "limit restrict determine enforce manage handle collect express digest bind mark attract reflect "
    "increase decrease reduce suppress enhance inhibit block lack exclude imply resemble "
    "enclose surround protect expose involve identify deliver convey hold"
)
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
    is_code = clause.name[-1].is_code or _is_command(clause)
    if clause.main or not is_code or not clause.rest or clause.lemma == "have":
        return None
    return _deed(clause)


def _is_command(clause: Clause) -> bool:
    """Whether the sentence begins small, as commands do: "git add puts"."""
    is_short = len(clause.name) <= _LONGEST_COMMAND
    return is_short and clause.sentence[0].islower() and not clause.opening


def _does(clause: Clause) -> Asked | None:
    if clause.main or not begins_with_object(clause) or clause.lemma not in _WHOLE:
        return None
    if clause.lemma == "make" and not _changes(clause.rest):
        return None
    if clause.is_plural and len(clause.name) == 1:
        return None  # of "bees" or "valves" many deeds could be the answer
    return _deed(clause)


def _changes(rest: str) -> bool:
    words = [plain(word.text) for word in tokens(rest)]
    return any(word in _CHANGING or (word.endswith("er") and is_quality(word)) for word in words)


def _deed(clause: Clause) -> Asked | None:
    has_other_subject = _OTHER_SUBJECT.search(clause.rest)
    if clause.opening or clause.form is Form.PAST or has_other_subject or names_people(clause.name):
        return None
    do = "do" if clause.is_plural else "does"
    return Asked(
        f"What {do} {clause.subject} do?", sentence(f"{clause.pronoun} {clause.predicate}")
    )


def _object(clause: Clause) -> Asked | None:
    is_telling = clause.lemma in _TELLING and begins_with_object(clause)
    if clause.main or not is_telling or has_second_verb(clause) or _is_loose(clause):
        return None
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


def _is_loose(clause: Clause) -> bool:
    """Whether much could be the answer: of people, of what several things did once."""
    is_one = plain(clause.name[0].text) in _ONE or clause.name[-1].is_code
    is_past = clause.form is Form.PAST
    return names_people(clause.name) or (is_past and not is_one)


NARROW_RULES = (
    Rule(id="D037", holds_all=True, what="what code does", sure=0.85, statement="stop() ends the program.",
         question="What does stop() do?", answer="It ends the program.", ask=of_clause(_code)),
    Rule(id="D039", is_wide=True, what="verb with its object", sure=0.65, statement="The debug mode provides detailed error pages.",
         question="What does the debug mode provide?", answer="Detailed error pages.", ask=of_clause(_object)),
)  # fmt: skip
RULES = (
    Rule(id="D038", is_wide=True, holds_all=True, what="deed", sure=0.8, statement="The valves keep blood out.",
         question="What do the valves do?", answer="They keep blood out.", ask=of_clause(_does)),
)  # fmt: skip
