"""Questions from passives for a place and for a moment."""

import re

from ankiflask.drafting.clauses.clause import Clause
from ankiflask.drafting.english.auxiliaries import BE
from ankiflask.drafting.english.numbers import ERA
from ankiflask.drafting.english.words import is_stop_word, listed
from ankiflask.drafting.questions.rule import Asked, Rule, of_clause, sentence

_PLACE = re.compile(
    r"(?:in|on|at|inside|under|behind|between|near|within|outside|above|below|along|beneath|around|beside|next to) "
)
_TIME = re.compile(rf"^(?:in (?:\w+ )?\d{{3,4}}{ERA}|on \d{{1,2}} [A-Z][a-z]+ \d{{3,4}})$")
_AMOUNT = re.compile(r" at (?:about|around|half|least|most|\d)")
_MOMENT = re.compile(r"(?:only )?(?:when|before|after|as soon as|once|if) \w+ ")
_ONE_TIME = re.compile(r"once (?:a|or)\b")
_SO_WHEN = re.compile(r"(\w+) ((?:only )?(?:when|if|as soon as) \w+ .*)")
_OTHER_STATE = re.compile(r" and \w+ (?:when|if|as|once|after|before|in|at|during) ")
_LOCATED = listed(
    "located situated found stored kept held placed housed hosted printed built buried born produced "
    "displayed headquartered concentrated carried released embedded installed"
)
_NO_PLACE = re.compile(
    r"^in an? [\w -]*?(?:form|state|way|manner|amounts?|number|series|process)\b"
)


def _place(clause: Clause) -> Asked | None:
    participle = clause.main.removeprefix("be ")
    is_meeting = participle == "held" and clause.rest.startswith("between ")
    is_other = is_meeting or _NO_PLACE.search(clause.rest) or _AMOUNT.search(clause.rest)
    is_place = _PLACE.match(clause.rest) and not is_other
    if participle not in _LOCATED or not is_place or _TIME.match(clause.rest):
        return None
    return Asked(clause.ask("Where"), sentence(clause.rest))


def _state(clause: Clause) -> Asked | None:
    """Ask when something is so: a dough is ready when a piece of it can be stretched thin."""
    match = _SO_WHEN.fullmatch(clause.rest)
    if match is None or is_stop_word(match[1]) or _OTHER_STATE.search(match[2]):
        return None
    if clause.verb not in BE or clause.main:
        return None
    return Asked(clause.ask("When", match[1]), sentence(match[2]))


def _moment(clause: Clause) -> Asked | None:
    is_moment = _MOMENT.match(clause.rest) and not _ONE_TIME.match(clause.rest)
    if not clause.is_passive or not is_moment:
        return None
    return Asked(clause.ask("When"), sentence(clause.rest))


RULES = (
    Rule(id="D017", what="place", sure=0.65,
         statement="The node is located in the wall of the right atrium.",
         question="Where is the node located?", answer="In the wall of the right atrium.",
         ask=of_clause(_place)),
    Rule(id="D018", what="passive, moment", sure=0.85,
         statement="The branch is created when a commit is made.",
         question="When is the branch created?", answer="When a commit is made.",
         ask=of_clause(_moment)),
    Rule(id="D023", what="state, moment", sure=0.85,
         statement="A dough is ready when a piece of it can be stretched thin.",
         question="When is a dough ready?", answer="When a piece of it can be stretched thin.",
         ask=of_clause(_state)),
)  # fmt: skip
