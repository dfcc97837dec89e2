"""Whether a clause's subject is a thing that could be the answer to "What …?" by itself."""

import re

from ankiflask.drafting.clauses.clause import Clause
from ankiflask.drafting.clauses.complements import is_definition
from ankiflask.drafting.english.auxiliaries import BE
from ankiflask.drafting.english.inflection import Form, finite_forms, is_past_participle
from ankiflask.drafting.english.numbers import is_plural_noun
from ankiflask.drafting.english.people import names_people
from ankiflask.drafting.english.tokens import Token, tokens
from ankiflask.drafting.english.words import DETERMINERS, VAGUE, listed, plain

_QUANTIFIED = listed(
    "most many some few several any all no not every each two three four five other these only"
)
_UNSURE = listed(
    "first second third last next final other only same main standard usual best following this these "
    "those new old afterwards later ago earlier ten six seven eight nine hundred thousand such there here another others latter former both either neither so"
)
_ADJECTIVE = re.compile(r"\w{3,}(?:ous|ful|less|ible|ssive|tive)$")
_NOUN = re.compile(
    r"(?:\w+ing|the|an?|any|some|each|one|its|their|part|not|to|that|able|how|what|where|when|why) "
)
_DESCRIBED = listed(
    "found known used made called caused located formed produced synthesised synthesized"
)
_LONGEST = 8  # words


def is_thing(clause: Clause) -> bool:
    """Whether the subject is named well enough to be an answer, and is no person."""
    content = [word for word in clause.name if plain(word.text) not in DETERMINERS]
    if not content or clause.is_bare or len(clause.name) > _LONGEST:
        return False
    is_kind = clause.verb in BE and not clause.main and _says_kind(clause)
    return not is_kind and not _is_vague(clause, content) and not _could_be_people(clause, content)


def _is_vague(clause: Clause, content: list[Token]) -> bool:
    """Whether the subject points elsewhere, counts, or is no whole name."""
    low = {plain(word.text) for word in clause.name}
    last = clause.name[-1].text
    is_cut = bool(_ADJECTIVE.match(last)) or finite_forms(last) == {Form.PAST}
    is_counted = plain(clause.name[0].text) in _QUANTIFIED
    return bool(low & _UNSURE) or is_cut or is_counted or _are_all(content, VAGUE)


def _are_all(words: list[Token], known: frozenset[str]) -> bool:
    return all(plain(word.text) in known for word in words)


def _could_be_people(clause: Clause, content: list[Token]) -> bool:
    if names_people(clause.name):
        return True
    if content[0].is_code or content[0].text.isupper():
        return False
    is_start = content[0].place == 0 and len(content) == 1
    if is_start and clause.is_past and clause.lemma and content[0].text.endswith("s"):
        return True  # Descartes: nothing tells the name from a plural
    if clause.subject and clause.subject[0].islower():
        has_article = plain(clause.name[0].text) in DETERMINERS
        return has_article and any(word.text[:1].isupper() for word in content)
    # A name of one word could be a person's, of whom the past is told.
    return not content[-1].text.islower() and (len(content) > 1 or clause.is_past)


def _says_kind(clause: Clause) -> bool:
    """Whether the predicate says what the subject is, not how it is."""
    first, *others = clause.rest.split() or [""]
    is_several = clause.is_plural and is_plural_noun(first)
    is_described = bool(set(others[:3]) & _DESCRIBED) or any(map(is_past_participle, others[:1]))
    is_defined = is_definition(clause.verb, tokens(clause.rest))
    return is_defined or is_several or is_described or bool(_NOUN.match(clause.rest))
