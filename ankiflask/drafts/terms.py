"""The term that a statement is about."""

import re
from collections.abc import Iterator, Sequence

from ankiflask.drafts.chunks import Chunk, chunks
from ankiflask.drafts.tokens import Token, sentences, tokens
from ankiflask.drafts.vocabulary import Vocabulary
from ankiflask.drafts.words import PREPOSITIONS, VAGUE, is_genitive, is_stop_word, plain

_LONGEST = 4  # words; more are a clause whose verb was not known
_NAMED = re.compile(
    r"\b(?:called|known as|termed|named|referred to as) (?:an? |the )?(?!for |on |up |off |after )"
)
_DESCRIBED = re.compile(r"The [^,;:()]+ (?:of|for) [^,;:()]+ (?:is|are|was|were) ")
_NO_WORD = re.compile(r"[()\[\]<>*`\"|\\]|::")  # no word holds one of these

# Scripts without spaces between words, and particles and copulas that divide their clauses.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_DIVIDERS = re.compile(r"[\u3041-\u309f是为為的指在和了]+")
_LONGEST_UNSPACED = 8  # characters


def find_term(text: str, vocabulary: Vocabulary) -> Chunk:
    """Return neighbouring words of the text that a card can ask for; () where there are none.

    In order: what the first sentence says that something is called; what a description ("The
    symbol for gold is Au.") is of; the first chunk that names something and is not all over the
    text; the longest word. Never a stop word, never the whole text.
    """
    for candidate in _candidates(text, vocabulary):
        term = _without_genitive(candidate)
        if _is_safe(term, text):
            return term
    return ()


def is_named(text: str, start: int) -> bool:
    """Whether the term that begins at `start` is what the text says that something is called."""
    return any(match.end() == start for match in _NAMED.finditer(text))


def _candidates(text: str, vocabulary: Vocabulary) -> Iterator[Chunk]:
    first = sentences(text)[0]
    if vocabulary.is_english:
        yield from _english(first, tokens(first), vocabulary)
    words = [*tokens(first), *tokens(text)]
    loose = [word for word in words if not is_stop_word(word.text)]
    numbers = [word for word in words if word.text.isdigit()]
    yield from _unspaced(loose)
    for word in loose[:1]:  # a title before a colon or a dash
        if word.place == 0 and first[word.end :].lstrip().startswith((":", "-", "–", "—")):
            yield (word,)
    for group in (loose, numbers):
        for word in sorted(group, key=lambda word: -len(word.text)):
            if not (_UNSPACED.search(word.text) and len(word.text) > _LONGEST_UNSPACED):
                yield (word,)


def _english(first: str, words: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Chunk]:
    found = chunks(words, vocabulary)
    named, described = _NAMED.search(first), _DESCRIBED.match(first)
    for chunk in found:
        if named and chunk[0].start == named.end():
            yield chunk
        if described and chunk[0].start == described.end() and chunk[-1] is words[-1]:
            yield chunk
    specific = [chunk for chunk in found if not all(plain(word.text) in VAGUE for word in chunk)]
    after_place = [
        chunk for chunk in specific if chunk[0].start > _opening_phrase_end(first, words)
    ]
    for chunk in [*after_place, *specific, *found]:
        yield chunk if len(chunk) <= _LONGEST else (max(chunk, key=lambda word: len(word.text)),)


def _opening_phrase_end(first: str, words: Sequence[Token]) -> int:
    """Return where an opening "In humans," ends; -1 where the sentence begins with its subject."""
    if plain(words[0].text) not in PREPOSITIONS:
        return -1
    return next((word.end for word in words if first.startswith(",", word.end)), -1)


def _unspaced(words: Sequence[Token]) -> Iterator[Chunk]:
    for word in words:
        if _UNSPACED.search(word.text):
            place = word.start
            for piece in _DIVIDERS.split(word.text):
                place = word.start + word.text.index(piece, place - word.start)
                if 1 < len(piece) <= _LONGEST_UNSPACED:
                    yield (Token(piece, place, place + len(piece)),)
                place += len(piece)


def _without_genitive(chunk: Chunk) -> Chunk:
    *others, last = chunk
    if last.is_code or not is_genitive(last.text):
        return chunk
    return (*others, Token(last.text[:-2], last.start, last.end - 2))


def _is_safe(term: Chunk, text: str) -> bool:
    """Whether the term can be a deletion: something is left, and nothing ends it early."""
    start, end = term[0].start, term[-1].end
    is_all = not any(sign.isalnum() for sign in text[:start] + text[end:])
    is_odd = any(_NO_WORD.search(word.text) for word in term if not word.is_code)
    return not (is_all or is_odd or set("{}") & set(text[max(start - 1, 0) : end + 1]))
