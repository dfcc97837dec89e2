"""Whether a verb has an object behind it."""

import re

from ankiflask.drafting.clauses.clause import Clause
from ankiflask.drafting.english.tokens import tokens
from ankiflask.drafting.english.words import (
    ADVERBS,
    MODALS,
    PREPOSITIONS,
    QUALIFIERS,
    is_adverb,
    listed,
    plain,
)

# They have no object, or one that says nothing without them: play a role.
_WITHOUT = listed(
    "flow travel behave live lie rise fall go come occur happen exist remain appear sleep play become "
    "seem act sit stand stay serve tend arrive depart vary differ depend work continue last cost weigh"
)
_NO_THING = re.compile(
    r"(?:\w+wards|both|faster|slower|\w+ier|better|worse|home|back|up|down|out|off|away|alone|together|apart|and|or|but)$"
)
_NO_OBJECT = listed("itself themselves each it them this these those him her us you me so such one")
CLAUSE_WORDS = listed(
    "that whether how why when where if what who which because since until while as to"
)


def begins_with_object(clause: Clause) -> bool:
    """Whether what follows the full verb is a thing."""
    return bool(clause.lemma) and clause.lemma not in _WITHOUT and begins_with_thing(clause.rest)


def begins_with_thing(text: str) -> bool:
    """Whether the text begins with what could be a thing."""
    words = tokens(text)
    if not words or _NO_THING.match(plain(words[0].text)):
        return False
    low = plain(words[0].text)
    if low == "only":
        return begins_with_thing(text[words[0].end :].strip())
    if low in QUALIFIERS and (len(words) == 1 or words[0].is_cut_after):
        return False
    is_bad = low in PREPOSITIONS | ADVERBS | CLAUSE_WORDS | _NO_OBJECT | MODALS or is_adverb(low)
    return words[0].is_code or not (is_bad or text.startswith((",", ":", "(")))


def names_no_object(text: str) -> bool:
    """Whether the text begins with a word that stands for a clause or for what was said before."""
    return plain(text.split(maxsplit=1)[0]) in _NO_OBJECT | CLAUSE_WORDS
