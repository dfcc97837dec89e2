"""A paragraph to statements: its sentences, each with those that need it."""

import re
from collections.abc import Iterator

_END = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'\u201d\u2019)\]]*(?=\s+\S)|[\u3002\uff01\uff1f](?=[^\s\u3002\uff01\uff1f])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|ca|approx|al|resp|incl|Dr|Mr|Mrs|Ms|Prof|St|Jr|No|Fig|"
    r"[A-Za-z](?:\.[A-Za-z]){0,5})\.$"
)
# What stands in one of these is not cut: code, strong text, a deletion, a link.
_WHOLE = re.compile(
    r"`[^`\n]{1,400}`|\*\*[^*]{1,400}\*\*|==[^=]{1,400}==|\{\{[^{}]{1,400}\}\}|\]\([^()\s]{1,400}\)"
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
    for match in _END.finditer(text):
        end = match.end()
        if end - 1 in whole or text[end : end + 80].lstrip()[:1].islower():
            continue
        if match[0] == "." and _ABBREVIATION.search(text[max(0, end - 12) : end]):
            continue
        yield text[start:end].strip()
        start = end
    if text[start:].strip():
        yield text[start:].strip()


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
