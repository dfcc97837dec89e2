"""The term that a statement is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ankiflask.drafting.clozes.candidates import Candidate, candidates
from ankiflask.drafting.clozes.chunks import Chunk
from ankiflask.drafting.clozes.criteria import is_technical, points
from ankiflask.drafting.english.tagging import WordKind, tag_words
from ankiflask.drafting.english.tokens import Token, sentences, tokens
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import is_genitive, is_stop_word

_LONGEST = 10  # words; more are a clause whose verb was not known
_NO_WORD = re.compile(r"[()\[\]<>*`\"|\\]|::")  # no word holds one of these

# Scripts without spaces between words, and particles and copulas that divide their clauses.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_DIVIDERS = re.compile(r"[\u3041-\u309f是為为的指在和了]+")
_LONGEST_UNSPACED = 8  # characters


class Sort(Enum):
    """What a term is."""

    NAMED = "what something is called"
    NAME = "a proper name"
    QUANTITY = "a number with its unit, or a date"
    TECHNICAL = "a technical term"
    PLAIN = "a plain word"


@dataclass(frozen=True, slots=True)
class Term:
    """Neighbouring words of a text that a card can ask for, and what they are."""

    chunk: Chunk
    sort: Sort


def find_term(text: str, vocabulary: Vocabulary) -> Chunk:
    """Return the words of `best_term`; () where there are none."""
    found = best_term(text, vocabulary)
    return found.chunk if found else ()


def best_term(text: str, vocabulary: Vocabulary) -> Term | None:
    """Return the term that carries most of the text's first sentence; None where there is none.

    That is the one with the most points by the criteria; of equals the first. Where the text is not
    English, it is the longest word. Never a stop word, an English verb or the whole text.
    """
    for sort, chunk in _candidates(text, vocabulary):
        *others, last = chunk
        if not last.is_code and is_genitive(last.text):
            last = Token(last.text[:-2], last.start, last.end - 2)
        term = (*others, last)
        if _is_safe(term, text):
            return Term(term, sort)
    return None


def _candidates(text: str, vocabulary: Vocabulary) -> Iterator[tuple[Sort, Chunk]]:
    first = sentences(text)[0]
    if vocabulary.is_english:
        found = candidates(first, vocabulary)
        for each in sorted(found, key=lambda each: -points(each, vocabulary)):
            is_letter = each.chunk[-1].end - each.chunk[0].start == 1
            if len(each.chunk) <= _LONGEST and not is_letter:
                yield _sort(each), each.chunk
        words = [*_without_verbs(first, vocabulary), *_without_verbs(text, vocabulary)]
    else:
        words = [*tokens(first), *tokens(text)]
    for chunk in _any_words(first, words):
        yield Sort.PLAIN, chunk


def _without_verbs(text: str, vocabulary: Vocabulary) -> Iterator[Token]:
    sentence = tag_words(text, vocabulary)
    return (word for word in sentence.words if sentence.kind(word) is not WordKind.VERB)


def _sort(candidate: Candidate) -> Sort:
    if candidate.is_named:
        return Sort.NAMED
    if candidate.is_quantity:
        return Sort.QUANTITY
    if candidate.is_name:
        return Sort.NAME
    is_code = candidate.chunk[0].is_code
    return Sort.TECHNICAL if is_code or is_technical(candidate) else Sort.PLAIN


def _any_words(first: str, words: Sequence[Token]) -> Iterator[Chunk]:
    """Yield single words, whatever they are: a title before a colon, else the longest first."""
    loose = [word for word in words if not is_stop_word(word.text)]
    numbers = [word for word in words if word.text.isdigit()]
    yield from _unspaced(loose)
    for word in loose[:1]:
        if word.place == 0 and first[word.end :].lstrip().startswith((":", "-", "–", "—")):
            yield (word,)
    for group in (loose, numbers):
        for word in sorted(group, key=lambda word: -len(word.text)):
            if not (_UNSPACED.search(word.text) and len(word.text) > _LONGEST_UNSPACED):
                yield (word,)


def _unspaced(words: Sequence[Token]) -> Iterator[Chunk]:
    for word in words:
        if _UNSPACED.search(word.text):
            place = word.start
            for piece in _DIVIDERS.split(word.text):
                place = word.start + word.text.index(piece, place - word.start)
                if 1 < len(piece) <= _LONGEST_UNSPACED:
                    yield (Token(piece, place, place + len(piece)),)
                place += len(piece)


def _is_safe(term: Chunk, text: str) -> bool:
    """Whether the term can be a deletion: something is left, and nothing ends it early."""
    start, end = term[0].start, term[-1].end
    is_all = not any(sign.isalnum() for sign in text[:start] + text[end:])
    is_odd = any(_NO_WORD.search(word.text) for word in term if not word.is_code)
    return not (is_all or is_odd or set("{}") & set(text[max(start - 1, 0) : end + 1]))
