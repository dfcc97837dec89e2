"""Topics, out of the text's own terms."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, pairwise

from ankiflask.drafting.english.tokens import prose_words, tokens
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import VAGUE, is_stop_word, plain, stem, without_genitive
from ankiflask.text import slug

Topics = Mapping[str, tuple[str, ...]]  # words by topic
_Said = Sequence[Sequence[str]]  # the words of each text

GENERAL = "general"
_LEAST_USES = 3  # statements
_SHORTEST, _LONGEST = 3, 48  # characters


def topics(
    texts: Sequence[str], terms: Sequence[str], vocabulary: Vocabulary, wanted: Topics
) -> tuple[str, ...]:
    """Return a topic for each text, given the term that its card asks for.

    Where topics are wanted, it is the one that most words of the text speak for. Otherwise a topic
    is a word of any term that at least three statements use, but not so many that the whole text is
    about it; singular and plural count as one. A statement's topic is the one in its own term, else
    in its text, that most statements use; of equals the last, which carries an English name. A
    topic that one statement alone would have gives way to the next best. Where there is none it is
    `general`.
    """
    if wanted:
        by_stem = {stem(each): topic for topic, words in wanted.items() for each in words}
        return tuple(_most_named(text, by_stem) for text in texts)
    said = [prose_words(text) for text in texts]
    own = [prose_words(term) for term in terms]
    ranked = _ranked(own, said, vocabulary)
    firsts = Counter(stems[0] for stems in ranked if stems)
    shared = {each for each, count in firsts.items() if count > 1}
    names = _names(said, shared)
    chosen = (next((each for each in stems if each in shared), "") for stems in ranked)
    return tuple(names.get(each, GENERAL) for each in chosen)


def _most_named(text: str, by_stem: Mapping[str, str]) -> str:
    """Return the topic that most words of the text speak for; of equals the one named first."""
    stems = [stem(word.text.removesuffix("()")) for word in tokens(text)]
    pairs = [*stems, *(" ".join(pair) for pair in pairwise(stems))]
    votes = Counter(by_stem[each] for each in pairs if each in by_stem)
    return votes.most_common(1)[0][0] if votes else GENERAL


def _ranked(own: _Said, said: _Said, vocabulary: Vocabulary) -> list[list[str]]:
    """Return the stems that could be a text's topics, the best first: its term's, then the others."""
    stems = {
        word: stem(word)
        for word in set().union(*own, *said)
        if vocabulary.uses.get(stem(word), 0) >= _LEAST_USES
        and len(slug(word, _LONGEST)) >= _SHORTEST
        and not (plain(word) in VAGUE or is_stop_word(word) or vocabulary.is_everywhere(word))
    }
    known = {stems[word] for words in own for word in words if word in stems}

    def by_uses(words: Sequence[str]) -> list[str]:
        found = [stems[word] for word in words if word in stems]
        return sorted(found, key=vocabulary.uses.__getitem__)[::-1]

    return [
        [*by_uses(term), *(each for each in by_uses(text) if each in known)]
        for term, text in zip(own, said, strict=True)
    ]


def _names(said: _Said, stems: Collection[str]) -> dict[str, str]:
    """Return for each stem the form that it mostly has; of equals the shortest, then the first."""
    forms: Counter[str] = Counter()
    for word, count in Counter(chain.from_iterable(said)).items():
        forms[without_genitive(word)] += count
    best: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: (-forms[form], len(form), form)):
        best.setdefault(stem(form), form)
    return {each: slug(best[each], _LONGEST) for each in stems}
