"""A paragraph to statements: its sentences, each with those that need it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ankiflask.sources.cleaning import has_deletion, is_visible, topic, trimmed, with_deletions
from ankiflask.sources.gathering import Draft, Gathering
from ankiflask.text import sentence_ends

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


HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(\S.*)")
_BULLET = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+")


def read_lines(lines: Sequence[str], found: Gathering) -> None:
    """Read each line as a card; a heading gives the topic of those below it."""
    topics: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        if heading := HEADING.fullmatch(line):
            topics = heading_topics(found, heading[1], number)
        elif line.strip():
            add_line(found, without_bullet(line), Span(number, number), topics)


def heading_topics(found: Gathering, heading: str, line: int) -> tuple[str, ...]:
    """Return the topic that a heading gives, and keep its line."""
    name = topic(heading.rstrip().rstrip("#"))
    if not name:
        found.leave("is a heading whose letters no topic can hold", line, line)
        return ()
    found.leave("is a heading, which gives the topic of what stands below it", line, line)
    return (name,)


def without_bullet(line: str) -> str:
    """Return the line without its bullet or number."""
    match = _BULLET.match(line)
    return line[match.end() if match else 0 :].strip()


_PAIR = re.compile(r"\s::\s")


class Span(NamedTuple):
    """Where something stands: lines from 1."""

    first: int
    last: int


def is_pair(text: str) -> bool:
    """Whether the text is a question and an answer with ` :: ` between them."""
    return bool(_PAIR.search(text))


def add_pair(found: Gathering, draft: Draft, span: Span) -> None:
    """Add a question with its answer; one without the other is a warning."""
    draft.question, draft.answer = trimmed(draft.question), trimmed(draft.answer)
    draft.note = trimmed(draft.note)
    if has_deletion(draft.question):
        rest = (draft.answer, draft.note)
        draft.cloze, draft.question, draft.answer = with_deletions(draft.question), "", ""
        draft.note = "\n\n".join(part for part in rest if is_visible(part))
    elif not (is_visible(draft.question) and is_visible(draft.answer)):
        what = "answer" if is_visible(draft.question) else "question"
        message = f"There is no {what} here, so it gives no note."
        found.warn(span.first, f"input-no-{what}", message, f"Add the {what}.", span.last)
        return
    if not is_visible(draft.note):
        draft.note = ""
    found.add(draft, *span)


def add_line(found: Gathering, text: str, span: Span, topics: tuple[str, ...]) -> None:
    """Add a line: a pair where it has ` :: `, a cloze where it has a deletion, else statements."""
    match = _PAIR.search(text)
    if match and not has_deletion(text):
        question, answer = text[: match.start()], text[match.end() :]
        add_pair(found, Draft(question=question, answer=answer, topics=topics), span)
    elif has_deletion(text):
        found.add(Draft(cloze=with_deletions(trimmed(text)), topics=topics), *span)
    else:
        add_prose(found, text, span, topics)


def add_prose(found: Gathering, text: str, span: Span, topics: tuple[str, ...]) -> None:
    """Add the statements of a paragraph."""
    for statement in groups(text):
        found.state(statement, *span, topics)
