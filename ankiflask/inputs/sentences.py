"""A paragraph to statements: its sentences, each with those that need it."""

import re
from collections.abc import Iterator

from ankiflask.values.sentences import sentence_ends

# What stands in one of these is not cut: code, strong text, a deletion, a link.
_WHOLE = re.compile(
    r"`[^`\n]{1,400}`|\*\*[^*]{1,400}\*\*|==[^=]{1,400}==|\{\{[^{}]{1,400}\}\}|\[[^\[\]]{1,400}\]\([^()\s]{1,400}\)|"
    r"\]\([^()\s]{1,400}\)"
)
_NEEDS_THE_ONE_BEFORE = re.compile(
    r"(?:It|Its|It['\u2019]s|They|Their|They['\u2019]re|Them|He|His|She|Her|This|These|That|Those|Such|"
    r"Here|There|Both|Then|Thus|Hence|Therefore|So|However|Also|But|And|Or|Instead|Otherwise|"
    r"As a result|For example|For instance|In contrast|In addition|Moreover|Furthermore)\b"
)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a paragraph. Joined by a space they are the paragraph."""
    whole = {place for match in _WHOLE.finditer(text) for place in range(*match.span())}
    start = 0
    for end in (*sentence_ends(text, whole), len(text)):
        if text[start:end].strip():
            yield text[start:end].strip()
        start = end


def groups(text: str) -> Iterator[str]:
    """Yield the sentences, each with the following ones that mean nothing without it."""
    kept: list[str] = []
    for sentence in sentences(text):
        if kept and not _NEEDS_THE_ONE_BEFORE.match(sentence):
            yield " ".join(kept)
            kept = []
        kept.append(sentence)
    if kept:
        yield " ".join(kept)
