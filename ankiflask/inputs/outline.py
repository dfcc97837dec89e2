"""What the blocks of a Markdown text give, under the heading that they stand below."""

from collections.abc import Sequence

from ankiflask.inputs.cards import Span, add_line, add_pair, is_pair
from ankiflask.inputs.cleaning import has_deletion, is_visible, one_line, trimmed
from ankiflask.inputs.dialects import header
from ankiflask.inputs.emphasis import plain, with_terms
from ankiflask.inputs.fences import example, without_fence
from ankiflask.inputs.gathering import Draft, Gathering
from ankiflask.inputs.lines import heading_topics
from ankiflask.inputs.questions import ANSWER, QUESTION, read_questions
from ankiflask.inputs.sentences import groups
from ankiflask.inputs.tables import PLAIN, Row, add_row


class Outline:
    """Adds notes and statements, block by block, with the topic of the heading above them."""

    def __init__(self, found: Gathering, lines: Sequence[str]) -> None:
        self.found = found
        self.lines = lines
        self.topics: tuple[str, ...] = ()
        self.title = ""
        self.since = 0  # how many statements there were at the heading

    def heading(self, text: str, span: Span, body: Span | None) -> bool:
        """Read a heading; whether it took its body with it, as the answer to its question."""
        self.since = len(self.found.statements)
        self.title = one_line(text)
        if is_pair(text) or has_deletion(text):
            add_line(self.found, self.title, span, self.topics)
        elif self.title.endswith(("?", "\uff1f")):
            return self._question(span, body)
        else:
            self.topics = heading_topics(self.found, plain(self.title), span.first)
            if body is None:
                self.title = ""
        return False

    def _question(self, span: Span, body: Span | None) -> bool:
        raw = "\n".join(self.lines[body.first - 1 : body.last]) if body else ""
        text, code = without_fence(raw)
        if not is_visible(text):
            text, code = raw, ""
        draft = Draft(question=self.title, answer=text, example=code, topics=self.topics)
        add_pair(self.found, draft, Span(span.first, body.last if body else span.last))
        return True

    def paragraph(self, text: str, span: Span) -> None:
        """Read a paragraph or a list's item: questions, pairs and clozes, or statements."""
        lines = text.split("\n")
        if any(QUESTION.fullmatch(line) or ANSWER.fullmatch(line) for line in lines):
            read_questions(lines, self.found, span.first, self.topics)
        elif all(map(is_pair, lines)):
            for number, line in enumerate(lines, span.first):
                add_line(self.found, line.strip(), Span(number, number), self.topics)
        else:
            for group in groups(one_line(text)):
                self._sentences(group, span)

    def _sentences(self, text: str, span: Span) -> None:
        marked = text if has_deletion(text) else with_terms(text)
        if has_deletion(marked) or is_pair(marked):
            add_line(self.found, marked, span, self.topics)
        else:
            self.found.state(plain(text), *span, self.topics)

    def enumeration(self, lead: str, items: Sequence[str], span: Span | None) -> None:
        """Read a sentence that ends in a colon, and the phrases that are listed below it, as one."""
        said = [plain(one_line(item)) for item in items]
        listed = f"{', '.join(said[:-1])} and {said[-1]}" if said[1:] else "".join(said)
        whole = f"{one_line(lead)} {listed}."
        if span:
            self._sentences(whole, span)

    def code(self, code: str, info: str, span: Span) -> None:
        """Make code the example of what stands above it, or the answer to its heading."""
        if not is_visible(code):
            self.found.leave("is code without content", *span)
        elif len(self.found.statements) > self.since and self.found.illustrate(example(code, info)):
            return
        elif self.title and len(self.found.statements) == self.since:
            fence = example(code, info or "text" if info else "python")
            answer = fence if fence.startswith("`") else f"```python\n{fence}\n```"
            add_pair(
                self.found, Draft(question=self.title, answer=answer, topics=self.topics), span
            )
        else:
            is_second = len(self.found.statements) > self.since
            message = (
                "This code is left out: what stands above it has an example already."
                if is_second
                else "This code is left out: there is no text above it to be the example of."
            )
            remedy = "Write a sentence or a heading above it."
            self.found.warn(span.first, "input-code-alone", message, remedy)

    def table(self, rows: Sequence[tuple[list[str], Span]], span: Span) -> None:
        """Read a table of two columns, or of columns whose names are known, as a note a row."""
        names, first = rows[0] if rows else ([], span)
        roles = header(names)
        if not roles and len(names) != len(PLAIN):
            message = (
                f"A table of {len(names)} columns gives no notes: it is not clear what to ask."
            )
            remedy = "Name two of its columns Question and Answer."
            self.found.warn(span.first, "input-table-unclear", message, remedy)
            return
        self.found.leave("is a table's header", first.first, first.last + 1)
        for cells, line in rows[1:]:
            add_row(self.found, Row(cells, line), roles or PLAIN, trimmed)
            self._give_topics()

    def _give_topics(self) -> None:
        draft = self.found.drafts.get(len(self.found.statements))
        if draft and not draft.topics:
            draft.topics = self.topics
