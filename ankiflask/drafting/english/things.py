"""Which words name a thing: after `is`, after a full verb, and as a subject."""

import re
from collections.abc import Sequence

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.clause import Clause
from ankiflask.drafting.english.nouns import THINGS, is_plural_noun, names_people
from ankiflask.drafting.english.tokens import Token, tokens
from ankiflask.drafting.english.verbs import Form, finite_forms, is_participle, is_past_participle
from ankiflask.drafting.english.words import is_adverb, is_stop_word, listed, plain, table

# A complement that begins so compares or judges; it defines nothing.
_NO_DEFINITION = re.compile(
    r"(?:the (?:same|case|reason|result|way|norm|latter|former|following|only|answer|opposite|key|second|third|next|other)\b"
    r"|the (?:most|least) [\w-]+\b(?! [\w-]+ (?:of|in) )"
    r"|the (?:best|worst|first|last|main|primary|standard|usual|largest|smallest|biggest|best-known)\b"
    r"(?!.* (?:of|in) )"
    r"|an? (?:very )?(?:important|essential|crucial|vital|useful|good) "
    r"|an? (?:[\w-]+ )?(?:matter|exception|question)\b(?! of\b)"
    r"|an? (?:poor|bad|excellent|better|worse) "
    r"|one of the (?:most|least|first|few|best|oldest|largest|main|more)|an? (?:example|exception|key|result|matter|question|bit|lot|little|few|good|must|way|great|bad|better|sign))\b"
)
_FEW = 8  # words
_PERSON = re.compile(
    r"\w(?:er|or|ist|ian|man|woman)$|^(?:king|queen|empress|pharaoh|general|president|saint|monk|"
    r"nurse|judge|poet|chief|priest|pope|prince|princess|duke|knight|student|god|goddess|hero)$"
)
_AFTER_HEAD = table("function_words", "after the head of a noun phrase")
_IRREGULAR_PLURALS = listed("people men women children bacteria data fungi criteria media")


def is_definition(verb: str, complement: Sequence[Token]) -> bool:
    """Whether the complement names the kind of thing that the subject is."""
    begin = " ".join(plain(word.text) for word in complement[:_FEW])
    if verb in ("is", "was"):
        is_stuff = bool(complement[1:]) and plain(complement[1].text) in ("that", "which")
        is_noun = is_stuff or begin.startswith(("a ", "an ", "the ", "one of "))
        return is_noun and not _NO_DEFINITION.match(begin)
    return _is_plural_noun(complement)


def _is_plural_noun(complement: Sequence[Token]) -> bool:
    """Whether the complement is a plural noun, not a participle, an adjective or a place."""
    head = _head(complement)
    is_deed = bool(head) and is_participle(head[0].text)
    is_gerund = is_deed and head[0].text.endswith("ing")
    if is_gerund or (is_deed and (len(head) == 1 or is_participle(head[1].text))):
        return False
    stops = [plain(word.text) for word in head if is_stop_word(word.text)]
    if not head or any(low not in english.QUALIFIERS for low in stops):
        return False
    last = plain(head[-1].text)
    is_regular = last.endswith("s") and not last.endswith(("ss", "us", "is", "'s"))
    return is_regular or last in _IRREGULAR_PLURALS


def _head(complement: Sequence[Token]) -> list[Token]:
    """Return the words up to the noun that carries the complement, without its article."""
    head: list[Token] = []
    for word in complement:
        if (head and word.is_cut_before) or (head and plain(word.text) in _AFTER_HEAD):
            break
        if plain(word.text) not in english.DETERMINERS:
            head.append(word)
    return head


def could_be_person(complement: Sequence[Token]) -> bool:
    """Whether "Who …?" could be the right question for what the complement names."""
    head = _head(complement)
    if not head:
        return False
    last = plain(head[-1].text)
    after = [plain(word.text) for word in complement if word.place > head[-1].place]
    return after[:1] == ["who"] or (bool(_PERSON.search(last)) and last not in THINGS)


# They have no object, or one that says nothing without them: play a role.
_WITHOUT = table("verbs", "without an object")
_NO_THING = re.compile(
    r"(?:\w+wards|both|faster|slower|\w+ier|better|worse|home|back|up|down|out|off|away|alone|together|apart|and|or|but)$"
)
_NO_OBJECT = listed("itself themselves each it them this these those him her us you me so such one")
_CLAUSE_WORDS = listed(
    "that whether how why when where if what who which because since until while as to"
)
_BEGINS_NO_THING = (
    english.PREPOSITIONS | english.ADVERBS | english.MODALS | _CLAUSE_WORDS | _NO_OBJECT
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
    if low in english.QUALIFIERS and (len(words) == 1 or words[0].is_cut_after):
        return False
    is_bad = low in _BEGINS_NO_THING or is_adverb(low) or text.startswith((",", ":", "("))
    return words[0].is_code or not is_bad


def names_no_object(text: str) -> bool:
    """Whether the text begins with a word that stands for a clause or for what was said before."""
    return plain(text.split(maxsplit=1)[0]) in _NO_OBJECT | _CLAUSE_WORDS


_QUANTIFIED = listed(
    "most many some few several any all no not every each two three four five other these only"
)
_UNSURE = table("function_words", "in unsure subjects")
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
    content = [word for word in clause.name if plain(word.text) not in english.DETERMINERS]
    if not content or len(clause.name) > _LONGEST:
        return False
    low, last = [plain(word.text) for word in clause.name], clause.name[-1]
    # One noun behind "the" may have been named before.
    is_bare = low[:-1] == ["the"] and last.text.islower() and not last.is_code
    # It points elsewhere, counts, or is no whole name.
    is_cut = bool(_ADJECTIVE.match(last.text)) or finite_forms(last.text) == {Form.PAST}
    if is_bare or set(low) & _UNSURE or is_cut or low[0] in _QUANTIFIED:
        return False
    if all(plain(word.text) in english.VAGUE for word in content):
        return False
    is_kind = clause.verb in english.FINITE_BE and not clause.main and _says_kind(clause)
    return not is_kind and not _could_be_people(clause, content)


def _could_be_people(clause: Clause, content: list[Token]) -> bool:
    if names_people(clause.name):
        return True
    if content[0].is_code or content[0].text.isupper():
        return False
    is_start = content[0].place == 0 and len(content) == 1
    if is_start and clause.is_past and clause.lemma and content[0].text.endswith("s"):
        return True  # Descartes: nothing tells the name from a plural
    if clause.subject and clause.subject[0].islower():
        has_article = plain(clause.name[0].text) in english.DETERMINERS
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
