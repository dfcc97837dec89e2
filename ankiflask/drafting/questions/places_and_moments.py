"""Questions from passives for a place and for a moment."""

import re

from ankiflask.drafting.clauses.clause import Clause
from ankiflask.drafting.questions.rule import Asked, Rule, of_clause, sentence

_MOMENT = re.compile(r"(?:only )?(?:when|before|after|as soon as|once|if) \w+ ")
_ONE_TIME = re.compile(r"once (?:a|or)\b")


def _moment(clause: Clause) -> Asked | None:
    is_moment = _MOMENT.match(clause.rest) and not _ONE_TIME.match(clause.rest)
    if not clause.is_passive or not is_moment:
        return None
    return Asked(clause.ask("When"), sentence(clause.rest))


RULES = (
    Rule(id="D018", what="passive, moment", sure=0.85,
         statement="The branch is created when a commit is made.",
         question="When is the branch created?", answer="When a commit is made.",
         ask=of_clause(_moment)),
)  # fmt: skip
