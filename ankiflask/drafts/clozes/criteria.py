"""What makes a term worth asking for: a short list of criteria, each with its points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ankiflask.drafts.clozes.candidates import Candidate
from ankiflask.drafts.clozes.kinds import Kind
from ankiflask.drafts.clozes.sentence_parts import Part
from ankiflask.drafts.english.adjectives import ADJECTIVES
from ankiflask.drafts.english.noun_list import CALENDAR, EVERYDAY
from ankiflask.drafts.english.vocabulary import Vocabulary
from ankiflask.drafts.english.words import VAGUE, listed, stem

_CARRYING = listed("by into from as of called through")
_OFTEN = 4  # statements that use a word
_MANY, _VERY_MANY = 8, 5  # one statement in so many
_NAMING = (Kind.NOUN, Kind.NAME)
_VAGUE = frozenset(map(stem, VAGUE))
_PLAIN = frozenset(map(stem, EVERYDAY | ADJECTIVES | CALENDAR)) | _VAGUE
_DERIVED = ("ed", "est", "ing", "er")  # adjectives of known words


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that speaks for a term, or against it where the points are negative."""

    what: str
    points: int
    holds: Callable[[Candidate, Vocabulary], bool]


def points(candidate: Candidate, vocabulary: Vocabulary, criteria: Sequence[Criterion] = ()) -> int:
    """Return the sum of the points of the criteria that hold, of all of them unless some are given."""
    return sum(each.points for each in criteria or CRITERIA if each.holds(candidate, vocabulary))


def is_technical(candidate: Candidate) -> bool:
    """Whether the term is of rare words, or two nouns make it."""
    return _is_rare(candidate) or _is_compound(candidate)


def _is_plain(word: str) -> bool:
    return stem(word) in _PLAIN


def _is_numeric(candidate: Candidate) -> bool:
    has_digits = any(sign.isdigit() for word in candidate.chunk for sign in word.text)
    return candidate.is_quantity and has_digits


def _is_rare(candidate: Candidate) -> bool:
    return not candidate.is_quantity and any(
        kind in _NAMING and not _is_plain(word) for word, kind in candidate.content
    )


def _is_compound(candidate: Candidate) -> bool:
    if candidate.is_name:
        return False
    *others, last = candidate.content or [("", Kind.STOP)]
    return last[1] in _NAMING and any(
        kind in _NAMING or (kind is Kind.QUALITY and _is_rare_quality(word))
        for word, kind in others
    )


def _is_rare_quality(word: str) -> bool:
    return word.islower() and not _is_plain(word) and not word.endswith(_DERIVED)


def _is_abbreviation(candidate: Candidate) -> bool:
    word, kind = candidate.content[0] if candidate.content else ("", Kind.STOP)
    return kind is Kind.NAME and len(word) > 1 and word.upper() == word


def _is_hyphenated(candidate: Candidate) -> bool:
    return not candidate.is_quantity and any("-" in word for word, _ in candidate.content)


def _is_everyday(candidate: Candidate) -> bool:
    return not candidate.is_quantity and all(_is_plain(word) for word, _ in candidate.content)


def _is_vague(candidate: Candidate) -> bool:
    nouns = [word for word, kind in candidate.content if kind is not Kind.QUALITY]
    is_all = bool(nouns) and all(stem(word) in _VAGUE for word in nouns)
    return is_all and not candidate.is_quantity


def _is_topic(candidate: Candidate, vocabulary: Vocabulary) -> bool:
    words = candidate.content
    return bool(words) and all(vocabulary.is_everywhere(word) for word, _ in words)


def _is_common(candidate: Candidate, vocabulary: Vocabulary, one_in: int = _MANY) -> bool:
    uses = _uses(candidate, vocabulary)
    return uses >= _OFTEN and uses * one_in > vocabulary.size


def _is_used_again(candidate: Candidate, vocabulary: Vocabulary) -> bool:
    is_again = _uses(candidate, vocabulary) > 1 and not candidate.is_quantity
    return is_again and not _is_common(candidate, vocabulary)


def _uses(candidate: Candidate, vocabulary: Vocabulary) -> int:
    """Return how many statements use the rarest of the words, everyday ones aside if others are there."""
    words = [word for word, _ in candidate.content]
    counted = [word for word in words if not _is_plain(word)] or words
    return min((vocabulary.uses.get(stem(word), 0) for word in counted), default=0)


CRITERIA = (
    Criterion("what something is called", 100, lambda each, _: each.is_named),
    Criterion("a number with its unit, a year or a date", 22, lambda each, _: _is_numeric(each)),
    Criterion("a number in words with its unit", 10,
              lambda each, _: each.is_quantity and not _is_numeric(each)),
    Criterion("a stretch of code", 22, lambda each, _: each.chunk[0].is_code),
    Criterion("a word that is rare in everyday English", 16, lambda each, _: _is_rare(each)),
    Criterion("a proper name", 16, lambda each, _: each.is_name and not each.is_named),
    Criterion("two words that make one term", 12, lambda each, _: _is_compound(each)),
    Criterion("an abbreviation", 4, lambda each, _: _is_abbreviation(each)),
    Criterion("a hyphen", 3, lambda each, _: _is_hyphenated(each)),
    Criterion("a word that another statement uses too", 4, _is_used_again),
    Criterion("in what is said, not in the subject", 4, lambda each, _: each.part is Part.PREDICATE),
    Criterion("behind a word like by, into, from, of", 3, lambda each, _: each.before in _CARRYING),
    Criterion("everyday words only", -6, lambda each, _: _is_everyday(each)),
    Criterion("vague words only", -16, lambda each, _: _is_vague(each)),
    Criterion("in one of eight statements", -8, _is_common),
    Criterion("in one of five statements", -8,
              lambda each, told: _is_common(each, told, _VERY_MANY)),
    Criterion("what the whole text is about", -25, _is_topic),
    Criterion("one of several in a row", -8, lambda each, _: each.is_listed),
    Criterion("one of several examples", -20, lambda each, _: each.is_example),
    Criterion("in an aside or a subordinate clause", -9, lambda each, _: each.part is Part.ASIDE),
    Criterion("in the opening, before the subject", -20,
              lambda each, _: each.part is Part.OPENING),
)  # fmt: skip
