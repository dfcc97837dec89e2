"""Topics, out of the text's own terms."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ankiflask.drafts.english.tokens import tokens
from ankiflask.drafts.english.vocabulary import Vocabulary
from ankiflask.drafts.english.words import VAGUE, is_stop_word, plain, stem, without_genitive
from ankiflask.values.slug import slug

Topics = Mapping[str, tuple[str, ...]]  # words by topic

GENERAL = "general"
_LEAST_USES = 3  # statements
_SHORTEST, _LONGEST = 3, 48  # characters


def topics(
    texts: Sequence[str], terms: Sequence[str], vocabulary: Vocabulary, wanted: Topics
) -> tuple[str, ...]:
    """Return a topic for each text: out of the words that are wanted, or else out of the texts."""
    if wanted:
        by_stem = {stem(each): topic for topic, words in wanted.items() for each in words}
        return tuple(_wanted(text, by_stem) for text in texts)
    return _found(texts, terms, vocabulary)


def _wanted(text: str, by_stem: Mapping[str, str]) -> str:
    """Return the topic that most words of the text speak for; of equals the one named first."""
    stems = [stem(word.text.removesuffix("()")) for word in tokens(text)]
    pairs = [*stems, *(" ".join(pair) for pair in pairwise(stems))]
    votes = Counter(by_stem[each] for each in pairs if each in by_stem)
    return votes.most_common(1)[0][0] if votes else GENERAL


def _found(texts: Sequence[str], terms: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a topic for each text, given the term that its card asks for.

    A topic is a word of any term that at least three statements use, but not so many that the
    whole text is about it; singular and plural count as one. A statement's topic is the one in its
    own term, else in its text, that most statements use; of equals the last, which carries an
    English name. A topic that one statement alone would have gives way to the next best. Where
    there is none it is `general`.
    """
    said = [_words(text) for text in texts]
    own = [_stems(_words(term), vocabulary) for term in terms]
    known = {word for words in own for word in words}
    ranked = [
        _ranked(
            stems,
            [word for word in _stems(words, vocabulary) if word in known],
            vocabulary,
        )
        for stems, words in zip(own, said, strict=True)
    ]
    firsts = Counter(words[0] for words in ranked if words)
    shared = {word for word, count in firsts.items() if count > 1}
    names = _names(said)
    chosen = (next((word for word in words if word in shared), None) for words in ranked)
    return tuple(names[word] if word else GENERAL for word in chosen)


def _ranked(own: Sequence[str], others: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    def by_uses(words: Sequence[str]) -> list[str]:
        return sorted(words, key=lambda word: vocabulary.uses[word])[::-1]

    return [*by_uses(own), *by_uses(others)]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in tokens(text) if not word.is_code)


def _stems(words: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Return the stems of the words that could be topics, in order."""
    return [
        stem(word)
        for word in words
        if vocabulary.uses.get(stem(word), 0) >= _LEAST_USES
        and _is_topic(word)
        and not vocabulary.is_everywhere(word)
    ]


def _is_topic(word: str) -> bool:
    name = slug(word, _LONGEST)
    return len(name) >= _SHORTEST and plain(word) not in VAGUE and not is_stop_word(word)


def _names(said: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return for each stem the form that it mostly has; of equals the shortest, then the first."""
    forms = Counter(without_genitive(word) for words in said for word in words)
    best: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: (-forms[form], len(form), form)):
        best.setdefault(stem(form), slug(form, _LONGEST))
    return best
