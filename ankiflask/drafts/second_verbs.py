"""Whether a subject has a second verb, so that a phrase after the first would not hold all."""

import re

from ankiflask.drafts.clauses import Clause
from ankiflask.drafts.inflection import Form, finite_forms
from ankiflask.drafts.numbers import is_plural_noun
from ankiflask.drafts.words import listed

_SPLIT = re.compile(r",? (?:and|or|but) (?:(?:then|also|thus|usually) )?(\w+)")
_AUXILIARIES = listed(
    "is are was were has have had can could may might must should will would does do did"
)


def has_second_verb(clause: Clause) -> bool:
    """Whether another verb of the same subject follows, as in "slows it and tightens it"."""
    return any(_is_second_verb(clause, match) for match in _SPLIT.finditer(clause.rest))


def _is_second_verb(clause: Clause, match: re.Match[str]) -> bool:
    word = match[1]
    if word in _AUXILIARIES:
        return True
    wanted = {"is": Form.THIRD, "has": Form.THIRD, "are": Form.BASE}.get(clause.verb, clause.form)
    if wanted is Form.THIRD and is_plural_noun(word):
        after = clause.rest[match.end() :].lstrip()
        is_known = wanted in finite_forms(word) and not _is_list(clause.rest, match)
        return is_known or bool(re.match(r"(?:\d|the |an? |its |their |to )", after))
    return wanted in finite_forms(word)


def _is_list(text: str, match: re.Match[str]) -> bool:
    """Whether the words around `and` are two nouns, since nothing follows the second."""
    after = text[match.end() :].strip()
    return not after or after[0] in ",.;:"
