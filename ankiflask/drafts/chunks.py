"""English sentences cut into chunks: runs of words that name something together."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ankiflask.drafts.tokens import Token
from ankiflask.drafts.verbs import divides, is_finite, verb_sign
from ankiflask.drafts.vocabulary import Vocabulary
from ankiflask.drafts.words import plain, stem

Chunk = tuple[Token, ...]

_AGENTS = re.compile(r"[eo]rs$")


def chunks(words: Sequence[Token], vocabulary: Vocabulary) -> tuple[Chunk, ...]:
    """Return the chunks of a sentence, without the words all over the text if others are left.

    Stop words, verbs and punctuation divide; so does code, which is a chunk by itself. Where the
    sentence has no verb that is known, a run's first word in -s is taken for it.
    """
    found = [_before_verb(run, is_last_verb=False) for run in _runs(words)]
    if not any(is_finite(word, before) for before, word in pairwise(words)):
        found = [_before_verb(run, is_last_verb=True) for run in _runs(words)]
    names = _joined_names([run for run in found if run], words, vocabulary)
    trimmed = (_trimmed(chunk, vocabulary) for chunk in names)
    return tuple(chunk for chunk in trimmed if chunk) or tuple(names)


def _runs(words: Sequence[Token]) -> Iterator[Chunk]:
    run: Chunk = ()
    sign = ""
    for word, after in zip(words, (*words[1:], None), strict=False):
        if word.is_cut_before:
            yield run
            run = ()
        if word.is_code or divides(word, sign, after, is_first=not run):
            yield run
            yield (word,) if word.is_code else ()
            run = ()
        else:
            run = (*run, word)
        sign = verb_sign(sign, word)
    yield run


def _before_verb(run: Chunk, *, is_last_verb: bool) -> Chunk:
    """Return the run up to its verb, which a word in -s inside it is, or comes before.

    Reaction | browns meat; but: garbage collectors | free memory.
    """
    for place in range(1, len(run) - (not is_last_verb)):
        word, before = run[place].text, plain(run[place - 1].text)
        if word.islower() and stem(word) != word and stem(before) == before:
            return run[: place + bool(_AGENTS.search(word))]
    return run


def _joined_names(
    found: Sequence[Chunk], words: Sequence[Token], vocabulary: Vocabulary
) -> list[Chunk]:
    """Join names across `of`: Treaty of Versailles, House of the Dragon."""
    joined: list[Chunk] = []
    for chunk in found:
        link = _link(joined[-1], chunk, words) if joined else ()
        if link and all(_is_name(part, words, vocabulary) for part in (joined[-1], chunk)):
            joined[-1] = (*joined[-1], *link, *chunk)
        else:
            joined.append(chunk)
    return joined


def _link(left: Chunk, right: Chunk, words: Sequence[Token]) -> Chunk:
    """Return the words between two chunks if they are `of` or `of the`, else ()."""
    between = tuple(words[left[-1].place + 1 : right[0].place])
    is_cut = left[-1].is_cut_after or right[0].is_cut_before
    spelled = " ".join(word.text for word in between)
    return between if spelled in ("of", "of the") and not is_cut else ()


def _is_name(chunk: Chunk, words: Sequence[Token], vocabulary: Vocabulary) -> bool:
    is_opening = chunk[0] is words[0]
    is_capital = not is_opening or vocabulary.inside_sentence(chunk[0].text) == chunk[0].text
    return is_capital and all(word.text[:1].isupper() for word in chunk)


def _trimmed(chunk: Chunk, vocabulary: Vocabulary) -> Chunk:
    while chunk and vocabulary.is_everywhere(chunk[0].text):
        chunk = chunk[1:]
    while chunk and vocabulary.is_everywhere(chunk[-1].text):
        chunk = chunk[:-1]
    return chunk
