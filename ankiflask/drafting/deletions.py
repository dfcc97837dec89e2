"""Plain text to the Markdown of a deck file, by inserting marks and changing nothing else.

Plain but for backticks around what is code.
"""

import re
import string
from collections.abc import Iterator, Sequence

from ankiflask.drafting.clozes.chunks import Chunk
from ankiflask.drafting.english.tokens import CLOZE_BEGINNING, code_spans, tokens

Span = tuple[int, int]

# What begins a list item or a fence, at the start of a line.
_BLOCK = re.compile(r"^[ \t]*(?:([-+*])(?=[ \t]|$)|\d{1,9}(\.)(?=[ \t]|$)|(~)(?=~~))", re.MULTILINE)
# What acts as markup anywhere in a line.
_SIGN = re.compile(rf"\\(?=[{re.escape(string.punctuation)}\n])|`")
_RUNS = (re.compile(r"\*+"), re.compile(r"_+"))


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
    escaped = {match.start() for match in _SIGN.finditer(prose)}
    escaped = escaped.union(*(_emphasis(prose, run) for run in _RUNS))
    escaped |= _cloze_signs(prose, deletions) if deletions else _block_signs(prose)
    marks += [(at, 4, "\\") for at in escaped]
    pieces, done = [], 0
    for at, _, mark in sorted(marks):
        pieces += [text[done:at], mark]
        done = at
    return "".join([*pieces, text[done:]])


def _block_signs(prose: str) -> set[int]:
    """Return the places of the characters that would begin a list item or a fence."""
    return {match.start(match.lastindex or 0) for match in _BLOCK.finditer(prose)}


def _cloze_signs(prose: str, deletions: Sequence[Span]) -> set[int]:
    """Return what else acts in a cloze: marks of a deletion in the text, a backslash before ours."""
    borders = {border for deletion in deletions for border in deletion}
    first = min(borders)  # with a deletion before it nothing stands at the start of the line
    return (
        {match.start() for match in CLOZE_BEGINNING.finditer(prose)}
        | {at - 1 for at in borders if prose[max(at - 1, 0) : at] == "\\"}
        | {at for at in _block_signs(prose) if at < first}
    )


def _emphasis(text: str, run: re.Pattern[str]) -> Iterator[int]:
    """Yield the places of `*` or `_` where one could open emphasis and a later one close it."""
    runs = []
    for match in run.finditer(text):
        start, end = match.span()
        is_inside_word = text[max(start - 1, 0) : start].isalnum() and text[end : end + 1].isalnum()
        if "*" in match[0] or not is_inside_word:
            runs.append((start, end))
    openers = [start for start, end in runs if text[end : end + 1].strip()]
    closers = [start for start, _ in runs if text[max(start - 1, 0) : start].strip()]
    if openers and closers and openers[0] < closers[-1]:
        for start, end in runs:
            yield from range(start, end)


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
