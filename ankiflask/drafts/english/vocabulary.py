"""What a whole text tells about its words: how many statements use one, and how it is spelled."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ankiflask.drafts.english.tokens import sentences, tokens
from ankiflask.drafts.english.words import is_genitive, listed, plain, stem, without_genitive

_ENGLISH = listed("the of and are to with that which from by for has have were this its")
_NEVER_A_NAME = re.compile(r"\w{3}(?:tion|sion|ment|ology|osis|ysis|esis|ility)s?$")
_WIDE_SHARE = 3  # a word in more than a third of the statements
_FEWEST = 4  # statements; fewer that share a word show no habit


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of a text, by stem. `lower` and `capital` count spellings inside sentences."""

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

    def is_written_small(self, stemmed: str) -> bool:
        """Whether a form of the word is written in small letters, and none with a capital inside."""
        return stemmed in self.small

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
    small_starts: set[str] = set()  # with them, a capital at another start is meant
    for text in texts:
        stems = set()
        for sentence in sentences(text):
            words = tokens(sentence)
            for place, token in enumerate(words):
                if token.is_code:
                    continue
                stems.add(stem(token.text))
                if not place and token.text.islower() and token.text.isalpha():
                    small_starts.add(token.text)
                if token.text.islower():
                    lower[without_genitive(token.text)] += 1
                elif place and words[place - 1].text[:1].islower():
                    # In "Globe Theatre" the second capital tells nothing of theatres.
                    capital[without_genitive(token.text)] += 1
        uses.update(stems)
    return Vocabulary(
        size=len(texts),
        uses=uses,
        lower=lower,
        capital=capital,
        is_english=_is_english(lower),
        small=frozenset(map(stem, lower)) - frozenset(map(stem, capital)),
        small_starts=frozenset(small_starts),
    )


def _is_english(lower: Counter[str]) -> bool:
    """Whether one in fifteen of the small-letter words is a short English one."""
    return sum(lower[word] for word in _ENGLISH) * 15 >= max(lower.total(), 1)
