"""What makes a term worth asking for: a short list of criteria, each with its points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ankiflask.drafting.clozes.candidates import Candidate
from ankiflask.drafting.clozes.chunks import Part
from ankiflask.drafting.english.nouns import CALENDAR, EVERYDAY
from ankiflask.drafting.english.tagging import WordKind
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import ADJECTIVES, VAGUE, listed, stem

_CARRYING = listed("by into from as of called through")
_OFTEN = 4  # statements that use a word
_MANY, _VERY_MANY = 8, 5  # one statement in so many
_NAMING = (WordKind.NOUN, WordKind.NAME)
_VAGUE = frozenset(map(stem, VAGUE))
_PLAIN = frozenset(map(stem, EVERYDAY | ADJECTIVES | CALENDAR)) | _VAGUE
_DERIVED = ("ed", "est", "ing", "er")  # adjectives of known words
_Words = tuple[tuple[str, WordKind, bool], ...]


class Weighed(NamedTuple):
    """A candidate with what its words are to the text.

    `words` are those that say something, each with its kind and whether it is an everyday one.
    `uses` is how many of the text's statements use the rarest, everyday ones aside if there are
    others; `size` is how many statements there are.
    """

    candidate: Candidate
    words: _Words
    uses: int
    size: int
    is_topic: bool


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that speaks for a term, or against it where the points are negative."""

    what: str
    points: int
    holds: Callable[[Weighed], bool]


def points(candidate: Candidate, vocabulary: Vocabulary, criteria: Sequence[Criterion] = ()) -> int:
    """Return the sum of the points of the criteria that hold, of all of them unless some are given."""
    words = _words(candidate)
    rare = [word for word, _, is_plain in words if not is_plain]
    weighed = Weighed(
        candidate=candidate,
        words=words,
        uses=min(
            (vocabulary.uses.get(stem(word), 0) for word in rare or [word for word, _, _ in words]),
            default=0,
        ),
        size=vocabulary.size,
        is_topic=bool(words) and all(vocabulary.is_everywhere(word) for word, _, _ in words),
    )
    return sum(each.points for each in criteria or CRITERIA if each.holds(weighed))


def is_technical(candidate: Candidate) -> bool:
    """Whether the term is of rare words, or two nouns make it."""
    words = _words(candidate)
    return _is_rare(candidate, words) or _is_compound(candidate, words)


def _words(candidate: Candidate) -> _Words:
    return tuple((word, kind, stem(word) in _PLAIN) for word, kind in candidate.content)


def _is_numeric(candidate: Candidate) -> bool:
    has_digits = any(sign.isdigit() for word in candidate.chunk for sign in word.text)
    return candidate.is_quantity and has_digits


def _is_rare(candidate: Candidate, words: _Words) -> bool:
    return not candidate.is_quantity and any(
        kind in _NAMING and not is_plain for _, kind, is_plain in words
    )


def _is_compound(candidate: Candidate, words: _Words) -> bool:
    if candidate.is_name or not words or words[-1][1] not in _NAMING:
        return False
    return any(
        kind in _NAMING
        or (
            kind is WordKind.QUALITY
            and not is_plain
            and word.islower()
            and not word.endswith(_DERIVED)
        )
        for word, kind, is_plain in words[:-1]
    )


def _is_abbreviation(each: Weighed) -> bool:
    word, kind, _ = each.words[0] if each.words else ("", WordKind.STOP, False)
    return kind is WordKind.NAME and len(word) > 1 and word.upper() == word


def _is_vague(each: Weighed) -> bool:
    nouns = [word for word, kind, _ in each.words if kind is not WordKind.QUALITY]
    is_all = bool(nouns) and all(stem(word) in _VAGUE for word in nouns)
    return is_all and not each.candidate.is_quantity


def _is_common(each: Weighed, one_in: int = _MANY) -> bool:
    return each.uses >= _OFTEN and each.uses * one_in > each.size


CRITERIA = (
    Criterion("what something is called", 100, lambda each: each.candidate.is_named),
    Criterion("a number with its unit, a year or a date", 22,
              lambda each: _is_numeric(each.candidate)),
    Criterion("a number in words with its unit", 10,
              lambda each: each.candidate.is_quantity and not _is_numeric(each.candidate)),
    Criterion("a stretch of code", 22, lambda each: each.candidate.chunk[0].is_code),
    Criterion("a word that is rare in everyday English", 16,
              lambda each: _is_rare(each.candidate, each.words)),
    Criterion("a proper name", 16,
              lambda each: each.candidate.is_name and not each.candidate.is_named),
    Criterion("two words that make one term", 12,
              lambda each: _is_compound(each.candidate, each.words)),
    Criterion("an abbreviation", 4, _is_abbreviation),
    Criterion("a hyphen", 3, lambda each: (
              not each.candidate.is_quantity and any("-" in word for word, _, _ in each.words))),
    Criterion("a word that another statement uses too", 4, lambda each: (
              each.uses > 1 and not each.candidate.is_quantity and not _is_common(each))),
    Criterion("in what is said, not in the subject", 4,
              lambda each: each.candidate.part is Part.PREDICATE),
    Criterion("behind a word like by, into, from, of", 3,
              lambda each: each.candidate.before in _CARRYING),
    Criterion("everyday words only", -6, lambda each: (
              not each.candidate.is_quantity and all(is_plain for _, _, is_plain in each.words))),
    Criterion("vague words only", -16, _is_vague),
    Criterion("in one of eight statements", -8, _is_common),
    Criterion("in one of five statements", -8, lambda each: _is_common(each, _VERY_MANY)),
    Criterion("what the whole text is about", -25, lambda each: each.is_topic),
    Criterion("one of several in a row", -8, lambda each: each.candidate.is_listed),
    Criterion("one of several examples", -20, lambda each: each.candidate.is_example),
    Criterion("in an aside or a subordinate clause", -9,
              lambda each: each.candidate.part is Part.ASIDE),
    Criterion("in the opening, before the subject", -20,
              lambda each: each.candidate.part is Part.OPENING),
)  # fmt: skip
