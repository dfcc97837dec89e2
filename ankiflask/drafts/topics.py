"""Topics, out of the text's own terms."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ankiflask.drafts.naming import slug
from ankiflask.drafts.tokens import tokens
from ankiflask.drafts.vocabulary import Vocabulary
from ankiflask.drafts.words import VAGUE, is_stop_word, plain, stem, without_genitive

GENERAL = "general"
_LEAST_USES = 3  # statements
_SHORTEST, _LONGEST = 3, 48  # characters


def topics(texts: Sequence[str], terms: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a topic for each statement, given its text and the term that its card asks for.

    A topic is a word of any term that at least three statements use, but not so many that the
    whole text is about it; singular and plural count as one. A statement's topic is the one in its
    own term, else in its text, that most statements use; of equals the last, which carries an
    English name. A topic that one statement alone would have gives way to the next best. Where
    there is none it is `general`.
    """
    known = {word for term in terms for word in _stems(term, vocabulary)}
    ranked = [
        _ranked(
            _stems(term, vocabulary),
            [word for word in _stems(text, vocabulary) if word in known],
            vocabulary,
        )
        for text, term in zip(texts, terms, strict=True)
    ]
    firsts = Counter(words[0] for words in ranked if words)
    shared = {word for word, count in firsts.items() if count > 1}
    names = _names(texts)
    chosen = (next((word for word in words if word in shared), None) for words in ranked)
    return tuple(names[word] if word else GENERAL for word in chosen)


def _ranked(own: Sequence[str], others: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    def by_uses(words: Sequence[str]) -> list[str]:
        return sorted(words, key=lambda word: vocabulary.uses[word])[::-1]

    return [*by_uses(own), *by_uses(others)]


def _stems(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the stems of the words that could be topics, in order."""
    return [
        stem(word.text)
        for word in tokens(text)
        if not word.is_code
        and vocabulary.uses.get(stem(word.text), 0) >= _LEAST_USES
        and _is_topic(word.text)
        and not vocabulary.is_everywhere(word.text)
    ]


def _is_topic(word: str) -> bool:
    name = slug(word, _LONGEST)
    return len(name) >= _SHORTEST and plain(word) not in VAGUE and not is_stop_word(word)


def _names(texts: Iterable[str]) -> dict[str, str]:
    """Return for each stem the form that it mostly has; of equals the shortest, then the first."""
    forms = Counter(without_genitive(word.text) for text in texts for word in tokens(text))
    best: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: (-forms[form], len(form), form)):
        best.setdefault(stem(form), slug(form, _LONGEST))
    return best
