"""A statement with its term deleted."""

from collections.abc import Sequence

from ankiflask.drafts.clozes.chunks import Chunk
from ankiflask.drafts.english.tokens import Token, tokens
from ankiflask.drafts.marking import Span, markdown


def cloze(text: str, term: Chunk) -> str:
    """Return the statement as Markdown with the term as cloze 1, wherever it stands."""
    deletions = [(term[0].start, term[-1].end), *_repetitions(text, term)]
    return markdown(text, deletions)


def _repetitions(text: str, term: Chunk) -> list[Span]:
    """Return where else the term stands, so that no copy of it gives the answer away."""
    wanted = [word.text.lower() for word in term]
    words = tokens(text)
    lows = [word.text.lower() for word in words]
    found, free = [], term[-1].end
    for place, low in enumerate(lows):
        if low == wanted[0] and lows[place : place + len(wanted)] == wanted:
            span = _span(text, words[place : place + len(wanted)])
            if span and span[0] >= free:
                found.append(span)
                free = span[1]
    return found


def _span(text: str, run: Sequence[Token]) -> Span | None:
    """Return the place of words that can be a deletion: no sign is between them, no brace around."""
    start, end = run[0].start, run[-1].end
    is_whole = not any(word.is_cut_after for word in run[:-1])
    is_safe = not set("{}") & set(text[start - 1 : end + 1])
    return (start, end) if is_whole and is_safe else None
