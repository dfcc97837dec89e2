"""Where the sentences of a text end."""

import re
from collections.abc import Container, Iterator

_END = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'\u201d\u2019)\]]*(?=\s+\S)|[\u3002\uff01\uff1f](?=[^\s\u3002\uff01\uff1f])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|ca|approx|al|resp|incl|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|No|Fig|Co|Ltd|Inc|"
    r"Gen|Col|Rev|pp|[A-Za-z](?:\.[A-Za-z]){0,5})\.$"
)
_LONGEST_ABBREVIATION = 12  # characters, with what stands before it
_NEAR = 80  # characters in which the next word begins


def sentence_ends(text: str, whole: Container[int] = ()) -> Iterator[int]:
    """Yield the place behind each sentence but the last.

    An abbreviation ends none, nor does a stop before a small letter. Places in `whole` belong to
    something that is not cut, such as code.
    """
    for match in _END.finditer(text):
        end = match.end()
        is_small = text[end : end + _NEAR].lstrip()[:1].islower()
        is_short = match[0] == "." and _ABBREVIATION.search(
            text[max(0, end - _LONGEST_ABBREVIATION) : end]
        )
        if not (end - 1 in whole or is_small or is_short):
            yield end
