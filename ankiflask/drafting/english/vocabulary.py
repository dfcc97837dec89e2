"""What a whole text tells about its words: how many statements use one, and how it is spelled."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from ankiflask.drafting.english.tokens import Span, sentences, spans
from ankiflask.drafting.english.words import is_genitive, listed, plain, stem, without_genitive

_ENGLISH = listed("the of and are to with that which from by for has have were this its")
_NEVER_A_NAME = re.compile(
    r"(?:\w{3}(?:tion|sion|ment|osis|ysis|esis|ility|ality|ivity|itis|ness|metry|tics)|\w{2}(?:logy|graphy|nomy))s?$"
)
_WIDE_SHARE = 3  # a word in more than a third of the statements
_FEWEST = 4  # statements; fewer that share a word show no habit


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of a text, by stem. `lower` and `capital` count spellings inside sentences.

    `small` are those of which a form is written in small letters, and none with a capital inside.
    """

    size: int
    uses: Mapping[str, int]
    lower: Mapping[str, int]
    capital: Mapping[str, int]
    is_english: bool
    small: frozenset[str] = frozenset()
    small_starts: frozenset[str] = frozenset()

    def is_everywhere(self, word: str) -> bool:
        """Whether so many statements use the word that it is what the whole text is about."""
        uses = self.uses.get(stem(word), 0)
        return uses >= _FEWEST and uses * _WIDE_SHARE > self.size

    def inside_sentence(self, word: str) -> str | None:
        """Return a sentence's first word as it is written inside one; None where nothing tells."""
        is_plain = word.replace("-", "").isalpha() and word == word.capitalize()
        if not is_plain or is_genitive(word) or plain(word) in self.small_starts:
            return word
        lower, capital = self.lower.get(plain(word), 0), self.capital.get(plain(word), 0)
        if capital > lower:
            return word
        if lower > capital or (not capital and _NEVER_A_NAME.search(word)):
            return word[0].lower() + word[1:]
        return None


def learn(texts: Sequence[str]) -> Vocabulary:
    """Return the vocabulary of a text, given its statements, none of them twice."""
    uses: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    small_starts: set[str] = set()  # with one of these, a capital at another is meant
    for text in texts:
        stems: set[str] = set()
        for sentence in sentences(text):
            found = spans(sentence)
            words = [sentence[start:end] for start, end, _ in found]
            is_prose = [not is_code for _, _, is_code in found]
            prose = list(compress(words, is_prose))
            stems.update(map(stem, prose))
            lower.update([without_genitive(word) for word in prose if word.islower()])
            capital.update(_capitals(words, found))
            if is_prose[:1] == [True] and words[0].islower() and words[0].isalpha():
                small_starts.add(words[0])
        uses.update(stems)
    return Vocabulary(
        size=len(texts),
        uses=uses,
        lower=lower,
        capital=capital,
        # One in fifteen of the small-letter words is a short English one.
        is_english=sum(lower[word] for word in _ENGLISH) * 15 >= max(lower.total(), 1),
        small=frozenset(map(stem, lower)) - frozenset(map(stem, capital)),
        small_starts=frozenset(small_starts),
    )


def _capitals(words: Sequence[str], found: Sequence[Span]) -> list[str]:
    """Return the words with a capital that is meant: neither a first one's nor a second of a name.

    In "Globe Theatre" the second capital tells nothing of theatres.
    """
    return [
        without_genitive(word)
        for before, word, (_, _, is_code) in zip(words, words[1:], found[1:], strict=False)
        if before[:1].islower() and not word.islower() and not is_code
    ]
