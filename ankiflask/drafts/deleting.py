"""A statement with its term deleted."""

from ankiflask.drafts.clozes.chunks import Chunk
from ankiflask.drafts.english.tokens import tokens
from ankiflask.drafts.marking import Span, markdown


def cloze(text: str, term: Chunk) -> str:
    """Return the statement as Markdown with the term as cloze 1, wherever it stands."""
    deletions = [(term[0].start, term[-1].end), *_repetitions(text, term)]
    return markdown(text, deletions)


def _repetitions(text: str, term: Chunk) -> list[Span]:
    """Return where else the term stands, so that no copy of it gives the answer away."""
    wanted = [word.text.lower() for word in term]
    words = tokens(text)
    found, free = [], term[-1].end
    for place in range(len(words) - len(wanted) + 1):
        if words[place].text.lower() != wanted[0]:
            continue
        run = words[place : place + len(wanted)]
        is_whole = not any(word.is_cut_after for word in run[:-1])
        span = (run[0].start, run[-1].end)
        is_safe = not set("{}") & set(text[span[0] - 1 : span[1] + 1])
        if (
            span[0] >= free
            and is_whole
            and is_safe
            and [word.text.lower() for word in run] == wanted
        ):
            found.append(span)
            free = span[1]
    return found
