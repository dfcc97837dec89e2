"""What a definition is about: the words before `is`."""

import re
from collections.abc import Sequence

from ankiflask.drafts.english.tokens import Token
from ankiflask.drafts.english.vocabulary import Vocabulary
from ankiflask.drafts.english.words import (
    DETERMINERS,
    QUALIFIERS,
    VAGUE,
    is_stop_word,
    listed,
    plain,
)

_ROMAN = re.compile(r"[IVXLC]+")
_LONGEST = 8  # words
# With "the" they point to what the text has just told.
_TOLD_BEFORE = listed(
    "outcome key price remedy answer exception trouble catch danger challenge drawback trick secret "
    "hope fear belief rest remainder opposite former latter alternative consequence upshot"
)
_INSIDE = listed("of in for on the a an and")


def is_subject(name: Sequence[Token]) -> bool:
    """Whether the words name one thing that a question can be about, without what came before."""
    if not name or len(name) > _LONGEST or any(word.is_cut_before for word in name):
        return False
    content = name[1:] if plain(name[0].text) in DETERMINERS else name
    if not content or _is_clause(content):
        return False
    is_the = plain(name[0].text) == "the"
    if is_the and len(content) == 1 and plain(content[0].text) in _TOLD_BEFORE:
        return False
    return not all(plain(word.text) in VAGUE | _INSIDE for word in content)


def _is_clause(content: Sequence[Token]) -> bool:
    """Whether a word is there that no plain name has: a pronoun, a conjunction, a gerund's object."""
    first, *others = content
    stops = [word for word in others if is_stop_word(word.text) and not word.text[0].isupper()]
    has_object = first.text.endswith("ing") and others and others[0] not in stops
    return (
        (is_stop_word(first.text) and not first.is_code)
        or has_object
        or any(plain(word.text) not in _INSIDE for word in stops)
        or is_stop_word(content[-1].text)
    )


def inside_sentence(subject: str, name: Sequence[Token], vocabulary: Vocabulary) -> str | None:
    """Return the subject as it is spelled inside a sentence; None where nothing tells."""
    if not name or name[0].is_code:
        return subject
    first = name[0].text
    if plain(first) in DETERMINERS:
        return first.lower() + subject[len(first) :]
    spelled: str | None = first
    if plain(first) in QUALIFIERS:
        return first.lower() + subject[len(first) :]
    if not (name[1:] and name[1].text[:1].isupper() and not _is_acronym(name[1].text)):
        spelled = vocabulary.inside_sentence(first)
    return spelled and spelled + subject[len(first) :]


def _is_acronym(word: str) -> bool:
    """Whether the word is in capitals and no number of a king."""
    return word.isupper() and not _ROMAN.fullmatch(word)
