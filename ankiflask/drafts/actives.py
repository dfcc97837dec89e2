"""Questions from clauses with a full verb: what it does, what it has, where and when."""

import re

from ankiflask.drafts.clauses import Clause
from ankiflask.drafts.inflection import Form, finite_forms, lemma
from ankiflask.drafts.rule import Asked, Rule, sentence
from ankiflask.drafts.second_verbs import has_second_verb
from ankiflask.drafts.tokens import tokens
from ankiflask.drafts.words import ADVERBS, MODALS, PREPOSITIONS, is_adverb, listed, plain

_STRANDED = {
    "depend": "on", "consist": "of", "rely": "on", "refer": "to", "point": "to", "lead": "to",
    "result": "in", "belong": "to", "react": "with", "correspond": "to", "stem": "from", "originate": "from",
    "feed": "on", "contribute": "to", "focus": "on", "differ": "in", "deal": "with", "come": "from",
    "derive": "from", "stand": "for", "ask": "for", "search": "for", "account": "for", "serve": "as", "act": "as",
}  # fmt: skip
_WHERE = listed("lie live occur stand grow take sit dwell nest reside happen begin")
_PLACE = re.compile(
    r"(?:place )?(?:in|on|at|inside|under|behind|between|near|within|above|below|along|beneath|around) (?!\d|order|time|the (?:\d|morning|evening|night|end)|[a-z]+ ways?)"
)
_WHEN = listed(
    "occur happen form begin end start die stop appear arise open close collapse boil melt freeze rise fall"
)
_LET = listed("allow enable permit")
# With these the object alone says too little: prevent blood from flowing.
_WHOLE = listed(
    "prevent keep make help let cause bring put take turn call tell teach force carry apply leave draw "
    "drive send lead get run work replace move convert combine connect separate pull push mix mean "
    "say spend lower raise distinguish protect"
)
_CLAUSE = listed(
    "that whether how why when where if what who which because since until while as to"
)
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|twelve"
# Somebody stands before the thing that is given: gives the dough its strength.
_GIVEN = re.compile(r"(?:the |an? )?[\w-]+ (?:the|an?|its|their) ")
_PEOPLE = re.compile(r"(?:er|or|ist|ian|man|men|people|woman|women)s?$")
# They have no object, or one that says nothing without them: play a role.
_NO_OBJECT_VERBS = listed(
    "flow travel behave live lie rise fall go come occur happen exist remain appear sleep play become "
    "seem act sit stand stay serve tend arrive depart vary differ depend work continue last cost weigh"
)
_NO_THING = re.compile(
    r"(?:\w+wards|both|faster|slower|\w+ier|better|worse|home|back|up|down|out|off|away)$"
)
_SHORTEST = 3  # letters of an object
_LONGEST_COMMAND = 3  # words
_COUNTED = re.compile(
    rf"((?:{_NUMBERS}) (?:[\w-]+ ){{0,2}}?[\w-]+s(?: of [\w-]+)?|(?:{_NUMBERS}) [\w-]+): (.+)"
)
_NO_OBJECT = listed("itself themselves each it them this these those him her us you me so such one")


def _counted(clause: Clause) -> Asked | None:
    match = _COUNTED.match(clause.rest)
    if clause.main or not match:
        return None
    return Asked(clause.ask(f"Which {match[1]}"), sentence(match[2]))


def _include(clause: Clause) -> Asked | None:
    if clause.verb not in ("include", "includes", "comprise", "comprises", "contain", "contains"):
        return None
    return Asked(clause.ask("What"), sentence(clause.rest)) if _has_object(clause) else None


def _allow(clause: Clause) -> Asked | None:
    match = re.match(r"((?:[\w-]+ ){1,3}?)to (\w+ .*)", clause.rest)
    if clause.main or lemma_of(clause) not in _LET or not match:
        return None
    whom = match[1].strip()
    if whom in ("it", "them") or Form.BASE not in finite_forms(match[2].split()[0]):
        return None
    return Asked(clause.ask("What", f"{whom} to do"), sentence(match[2]))


def _stranded(clause: Clause) -> Asked | None:
    verb = lemma_of(clause)
    preposition = _STRANDED.get(verb, "")
    if (
        clause.main
        or not preposition
        or not clause.rest.startswith(preposition + " ")
        or has_second_verb(clause)
    ):
        return None
    answer = clause.rest[len(preposition) + 1 :]
    if plain(answer.split()[0]) in _NO_OBJECT | _CLAUSE:
        return None
    return Asked(clause.ask("What", preposition), sentence(answer))


def _where(clause: Clause) -> Asked | None:
    verb = lemma_of(clause)
    if clause.main or verb not in _WHERE or not _PLACE.match(clause.rest) or clause.opening:
        return None
    if verb == "take" and not clause.rest.startswith("place "):
        return None
    tail = "place" if verb == "take" else ""
    return Asked(clause.ask("Where", tail), sentence(clause.rest.removeprefix("place ")))


def _when(clause: Clause) -> Asked | None:
    match = re.match(r"(?:when|once|as soon as|after|before) \w+ ", clause.rest)
    if clause.main or lemma_of(clause) not in _WHEN or not match:
        return None
    return Asked(clause.ask("When"), sentence(clause.rest))


def _mean(clause: Clause) -> Asked | None:
    if clause.main or lemma_of(clause) != "mean" or not clause.rest.startswith("that "):
        return None
    return Asked(clause.ask("What"), sentence(clause.rest))


def _code(clause: Clause) -> Asked | None:
    is_code = clause.name[-1].is_code or _is_command(clause)
    if clause.main or not is_code or not clause.rest or clause.verb in ("has", "have", "had"):
        return None
    return _deed(clause)


def _is_command(clause: Clause) -> bool:
    """Whether the sentence begins small, as commands do: "git add puts"."""
    is_short = len(clause.name) <= _LONGEST_COMMAND
    return is_short and clause.sentence[0].islower() and not clause.opening


def _does(clause: Clause) -> Asked | None:
    if clause.main or not _has_object(clause):
        return None
    if lemma_of(clause) == "have":
        return None
    if clause.is_plural and len(clause.name) == 1:
        return None  # of "bees" or "valves" many deeds could be the answer
    is_whole = lemma_of(clause) in _WHOLE or has_second_verb(clause)
    return _deed(clause) if is_whole else None


def _deed(clause: Clause) -> Asked | None:
    has_other_subject = re.search(r", (?:and|but) (?:its|their|the|a|an|it|they)\b", clause.rest)
    if clause.opening or clause.form is Form.PAST or has_other_subject or _could_be_people(clause):
        return None
    do = "do" if clause.is_plural else "does"
    return Asked(
        f"What {do} {clause.subject} do?", sentence(f"{clause.pronoun} {clause.predicate}")
    )


def _object(clause: Clause) -> Asked | None:
    if (
        clause.main
        or not _has_object(clause)
        or lemma_of(clause) in _WHOLE
        or has_second_verb(clause)
    ):
        return None
    if ": " in clause.rest or len(clause.rest) < _SHORTEST or _GIVEN.match(clause.rest):
        return None
    return Asked(clause.ask("What"), sentence(clause.rest))


def _could_be_people(clause: Clause) -> bool:
    """Whether the subject could be people: they do many things, and who knows which is meant."""
    return bool(_PEOPLE.search(plain(clause.subject.split(" of ")[0])))


def lemma_of(clause: Clause) -> str:
    """Return the lemma of a full verb, "" of an auxiliary."""
    return lemma(clause.verb) if finite_forms(clause.verb) else ""


def _has_object(clause: Clause) -> bool:
    words = tokens(clause.rest)
    if not words or not finite_forms(clause.verb):
        return False
    low = plain(words[0].text)
    if lemma(clause.verb) in _NO_OBJECT_VERBS or _NO_THING.match(low):
        return False
    is_bad = low in PREPOSITIONS | ADVERBS | _CLAUSE | _NO_OBJECT | MODALS or is_adverb(low)
    return words[0].is_code or not (is_bad or clause.rest.startswith((",", ":", "(")))


RULES = (
    Rule(id="D030", what="counted list", sure=0.9, statement="The heart has four chambers: two atria and two ventricles.",
         question="Which four chambers does the heart have?", answer="Two atria and two ventricles.", ask=_counted),
    Rule(id="D031", what="permission", sure=0.9, statement="Submodules allow you to keep another repository inside your own.",
         question="What do submodules allow you to do?", answer="Keep another repository inside your own.", ask=_allow),
    Rule(id="D032", what="verb with its preposition", sure=0.85, statement="The output depends on the heart rate.",
         question="What does the output depend on?", answer="The heart rate.", ask=_stranded),
    Rule(id="D033", what="place", sure=0.85, statement="The heart lies behind the breastbone.",
         question="Where does the heart lie?", answer="Behind the breastbone.", ask=_where),
    Rule(id="D034", what="moment", sure=0.9, statement="The attack occurs when an artery is blocked.",
         question="When does the attack occur?", answer="When an artery is blocked.", ask=_when),
    Rule(id="D035", what="meaning", sure=0.85, statement="The word autolyse means that flour and water rest together.",
         question="What does the word autolyse mean?", answer="That flour and water rest together.", ask=_mean),
    Rule(id="D036", what="list", sure=0.85, statement="The context includes the request and the session.",
         question="What does the context include?", answer="The request and the session.", ask=_include),
    Rule(id="D037", what="what code does", sure=0.85, statement="stop() ends the program.",
         question="What does stop() do?", answer="It ends the program.", ask=_code),
    Rule(id="D038", what="deed", sure=0.8, statement="The valves prevent blood from flowing backwards.",
         question="What do the valves do?", answer="They prevent blood from flowing backwards.", ask=_does),
    Rule(id="D039", what="verb with its object", sure=0.75, statement="The debug mode provides detailed error pages.",
         question="What does the debug mode provide?", answer="Detailed error pages.", ask=_object),
)  # fmt: skip
