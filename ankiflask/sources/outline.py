"""What the blocks of a Markdown text give, under the heading that they stand below."""

import re
from collections.abc import Sequence

from ankiflask.sources.cards import (
    Span,
    add_line,
    add_pair,
    groups,
    heading_topics,
    is_pair,
    sentences,
)
from ankiflask.sources.cleaning import (
    example,
    has_deletion,
    is_visible,
    trimmed,
    without_fence,
)
from ankiflask.sources.emphasis import plain, with_terms
from ankiflask.sources.gathering import LEFT_OUT, Draft, Gathering
from ankiflask.sources.links import Linked, leave_picture, without_links
from ankiflask.sources.questions import ANSWER, QUESTION, read_questions
from ankiflask.sources.tables import PLAIN, Row, add_row, header
from ankiflask.text import one_line

# What stands before a paragraph's words: a task's box, or the kind of a boxed remark.
_MARKS = re.compile(
    r"\A(?:\[[ xX]\][ \t]+|\[!\w{1,40}\][ \t]*(?:\n|\Z)|"
    r"\*\*(?:Note|Tip|Important|Warning|Caution)\*\*:?[ \t]*\n)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\\(?=\n)")
_MEANING = re.compile(r"[ ]{0,3}:[ \t]+")
# An item that begins so says nothing by itself: "Can take several values", "releasing hormones".
_WITHOUT_SUBJECT = re.compile(
    r"(?:Are|Is|Was|Were|Can|Cannot|Could|May|Might|Must|Should|Will|Would|Has|Have|Had|Does|Do|Did)\s"
    r"|[^\W\d_A-Z]|[A-Z][a-z]{2,}ing\s"
)


def _led(item: str, lead: str) -> str:
    words = plain(without_links(one_line(lead)).words).rstrip().rstrip(":\uff1a")
    if not words or not _WITHOUT_SUBJECT.match(item):
        return item
    return f"{words}: {item[0].lower()}{item[1:]}"


class Outline:
    """Adds notes and statements, block by block, with the topic of the heading above them."""

    def __init__(self, found: Gathering) -> None:
        self.found = found
        self.topics: tuple[str, ...] = ()
        self.title = ""
        self.since = 0  # how many statements there were at the heading

    def asks(self, heading: str) -> bool:
        """Whether a heading is a question, and what stands below it its answer."""
        is_card = is_pair(heading) or has_deletion(heading)
        return not is_card and one_line(heading).endswith(("?", "\uff1f"))

    def question(self, heading: str, body: str, span: Span) -> None:
        """Read a heading that asks, with all that stands below it as the answer."""
        self.since, self.title = len(self.found.statements), one_line(heading)
        text, code = without_fence(body)
        if not is_visible(text):
            text, code = body, ""
        draft = Draft(question=self.title, answer=text, example=code, topics=self.topics)
        add_pair(self.found, draft, span)

    def heading(self, text: str, span: Span, *, has_body: bool) -> None:
        """Read a heading that asks nothing: the topic of what stands below it, or a card."""
        self.since, self.title = len(self.found.statements), one_line(text)
        if is_pair(text) or has_deletion(text):
            add_line(self.found, self.title, span, self.topics)
            return
        linked = without_links(self.title)
        self.topics = heading_topics(self.found, plain(linked.words), span.first)
        self.title = linked.words if has_body else ""
        self._leave_pictures(linked, span)
        if linked.webs:
            reason = "holds a link in a heading, of which only the words are kept"
            self.found.leave(reason, *span, LEFT_OUT)
        if span.last > span.first:
            self.found.leave("is of a heading", span.first + 1, span.last)

    def paragraph(self, text: str, span: Span, lead: str = "") -> None:
        """Read a paragraph or a list's item: questions, pairs and clozes, or statements.

        An item without a subject of its own goes on with the `lead`: "A cache: is small."
        """
        text = _BREAK.sub("", _MARKS.sub("", text))
        span = span._replace(first=max(span.first, span.last - text.count("\n")))
        lines = text.split("\n")
        if any(QUESTION.fullmatch(line) or ANSWER.fullmatch(line) for line in lines):
            read_questions(lines, self.found, span.first, self.topics)
        elif all(map(is_pair, lines)):
            for number, line in enumerate(lines, span.first):
                add_line(self.found, line.strip(), Span(number, number), self.topics)
        elif lines[1:] and all(map(_MEANING.match, lines[1:])):
            answer = "\n\n".join(_MEANING.sub("", line) for line in lines[1:])
            draft = Draft(question=lines[0], answer=answer, topics=self.topics)
            add_pair(self.found, draft, span)
        else:
            for group in groups(_led(one_line(text), lead)):
                self._sentences(group, span)

    def _sentences(self, text: str, span: Span) -> None:
        marked = text if has_deletion(text) else with_terms(text)
        linked = without_links(text)
        if linked.is_bare:
            self._leave_pictures(linked, span)
            if linked.webs or linked.others:
                self.found.leave("is a link, and says nothing by itself", *span)
        elif has_deletion(marked) or is_pair(marked):
            add_line(self.found, marked, span, self.topics)
        else:
            self._leave_pictures(linked, span)
            if linked.others:
                self.found.leave(
                    "holds a mail address in a link, which is left out", *span, LEFT_OUT
                )
            self.found.state(plain(linked.words), *span, self.topics, linked.webs)

    def _leave_pictures(self, linked: Linked, span: Span) -> None:
        for name in linked.pictures:
            leave_picture(self.found, name, *span)

    def lead(self, text: str, span: Span) -> None:
        """Leave a sentence that only leads to the list below it; read what else a paragraph says."""
        text = one_line(text)
        has_term = has_deletion(text) or with_terms(text) != text
        if has_term or len(list(sentences(text))) > 1 or without_links(text).words != text:
            self.paragraph(text, span)
        else:
            self.found.leave("leads to the list below it, whose items are read one by one", *span)

    def enumeration(self, lead: str, items: Sequence[str], span: Span) -> None:
        """Read a sentence that ends in a colon, and the phrases that are listed below it, as one."""
        said = [one_line(_MARKS.sub("", item)) for item in items]
        listed = f"{', '.join(said[:-1])} and {said[-1]}" if said[1:] else "".join(said)
        self._sentences(f"{one_line(lead)} {listed}.", span)

    def code(self, code: str, info: str, span: Span) -> None:
        """Make code the example of what stands above it, or the answer to its heading."""
        if not is_visible(code):
            self.found.leave("is code without content", *span)
        elif len(self.found.statements) > self.since and self.found.illustrate(
            example(code, info), span.last
        ):
            return
        elif self.title and len(self.found.statements) == self.since:
            fence = example(code, info or "text" if info else "python")
            answer = fence if fence.startswith("`") else f"```python\n{fence}\n```"
            add_pair(
                self.found, Draft(question=self.title, answer=answer, topics=self.topics), span
            )
        else:
            self._leave_code(span)

    def _leave_code(self, span: Span) -> None:
        why = "there is no text above it to be the example of"
        if len(self.found.statements) > self.since:
            why = "what stands above it has an example already"
        message = f"This code is left out: {why}."
        remedy = "Write a sentence or a heading above it."
        self.found.warn(span.first, "input-code-alone", message, remedy, span.last)

    def table(self, rows: Sequence[tuple[list[str], Span]], span: Span) -> None:
        """Read a table of two columns, or of columns whose names are known, as a note a row."""
        names, first = rows[0] if rows else ([], span)
        roles = header(names)
        if not roles and len(names) != len(PLAIN):
            message = (
                f"A table of {len(names)} columns gives no notes: it is not clear what to ask."
            )
            remedy = "Name two of its columns Question and Answer."
            self.found.warn(span.first, "input-table-unclear", message, remedy, span.last)
            return
        self.found.leave("is a table's header", first.first, first.last + 1)
        for cells, line in rows[1:]:
            add_row(self.found, Row(cells, line), roles or PLAIN, trimmed)
            self._give_topics()

    def _give_topics(self) -> None:
        draft = self.found.drafts.get(len(self.found.statements))
        if draft and not draft.topics:
            draft.topics = self.topics
