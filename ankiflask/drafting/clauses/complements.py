"""What a definition says: the words after `is`."""

import re
from collections.abc import Sequence

from ankiflask.drafting.english.inflection import is_participle
from ankiflask.drafting.english.people import THINGS
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.words import DETERMINERS, QUALIFIERS, is_stop_word, listed, plain

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
_AFTER_HEAD = listed(
    "that which who whose whom where when of for in on with from to by at used found made located "
    "caused captured formed written and"
)
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
    if not head or any(_is_no_adjective(word) for word in head):
        return False
    last = plain(head[-1].text)
    return last in _IRREGULAR_PLURALS or (
        last.endswith("s") and not last.endswith(("ss", "us", "is", "'s"))
    )


def _is_no_adjective(word: Token) -> bool:
    return is_stop_word(word.text) and plain(word.text) not in QUALIFIERS


def _head(complement: Sequence[Token]) -> list[Token]:
    """Return the words up to the noun that carries the complement, without its article."""
    head: list[Token] = []
    for word in complement:
        if (head and word.is_cut_before) or (head and plain(word.text) in _AFTER_HEAD):
            break
        if plain(word.text) not in DETERMINERS:
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
