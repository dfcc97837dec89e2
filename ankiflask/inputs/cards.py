"""What one line, item or cell says: a pair, a cloze, or prose."""

import re
from typing import NamedTuple

from ankiflask.inputs.cleaning import has_deletion, is_visible, trimmed, with_deletions
from ankiflask.inputs.gathering import Draft, Gathering
from ankiflask.inputs.sentences import groups

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
