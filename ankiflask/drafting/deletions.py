"""Plain text to the Markdown of a deck file, by inserting marks and changing nothing else.

Plain but for backticks around what is code.
"""

from collections.abc import Sequence

from ankiflask.drafting.clozes.chunks import Chunk
from ankiflask.drafting.english.tokens import code_spans, tokens
from ankiflask.render.plain_text import block_signs, inline_signs

Span = tuple[int, int]


def markdown(text: str, deletions: Sequence[Span] = ()) -> str:
    """Return Markdown that shows exactly the text: code marked as code, all else escaped as needed.

    Each deletion (start, end) becomes one of cloze 1. It must not cut a stretch of code, nor hold
    or touch a brace, nor hold `::` outside code.
    """
    code = code_spans(text)
    bare = [(start, end) for start, end in code if text[start] != "`"]
    marks = [mark for start, end in bare for mark in ((start, 3, "`"), (end, 0, "`"))]
    for start, end in deletions:
        marks += [(start, 2, "{{c1::"), (end, 1, "}}")]
    signs = list(text)
    for start, end in code:
        signs[start:end] = "." * (end - start)  # they do nothing
    prose = "".join(signs)
    escaped = inline_signs(prose, cloze=bool(deletions))
    escaped |= _cloze_signs(prose, deletions) if deletions else block_signs(prose)
    marks += [(at, 4, "\\") for at in escaped]
    pieces, done = [], 0
    for at, _, mark in sorted(marks):
        pieces += [text[done:at], mark]
        done = at
    return "".join([*pieces, text[done:]])


def _cloze_signs(prose: str, deletions: Sequence[Span]) -> set[int]:
    """Return what else acts in a cloze: a backslash before our signs, and what begins the line."""
    borders = {border for deletion in deletions for border in deletion}
    first = min(borders)  # with a deletion before it nothing stands at the start of the line
    return {at - 1 for at in borders if prose[max(at - 1, 0) : at] == "\\"} | {
        at for at in block_signs(prose) if at < first
    }


def cloze(text: str, term: Chunk) -> str:
    """Return the statement as Markdown with the term as cloze 1, wherever it stands.

    A copy of it would give the answer away. One with a sign inside or a brace around it cannot be a
    deletion.
    """
    wanted = [word.text.lower() for word in term]
    words = tokens(text)
    deletions = [(term[0].start, term[-1].end)]
    for place in range(len(words)):
        run = words[place : place + len(wanted)]
        if [word.text.lower() for word in run] == wanted and run[0].start >= deletions[-1][1]:
            start, end = run[0].start, run[-1].end
            is_whole = not any(word.is_cut_after for word in run[:-1])
            if is_whole and not set("{}") & set(text[start - 1 : end + 1]):
                deletions.append((start, end))
    return markdown(text, deletions)
