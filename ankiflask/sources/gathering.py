"""What a reader of an input finds, in its order, and what there is to report of the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ankiflask.problems import Problem, Severity
from ankiflask.sources.cleaning import is_visible
from ankiflask.sources.model import Material, ReadyNote, Statement, Statements
from ankiflask.text import one_line

_MOST_WARNINGS = 1000
_MOST_RENAMED = 100
_MOST_PLACES = 60  # that one remark names
NO_CONTENT, LEFT_OUT = "input-no-content", "input-left-out"


@dataclass(slots=True)
class Remarks:
    """What was said so far. `left` has the lines that gave nothing, or not all, by rule and reason."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    left: dict[tuple[str, str], list[tuple[int, int]]] = field(default_factory=dict)
    warned: list[tuple[int, int]] = field(default_factory=list)
    unsaid: list[tuple[int, int]] = field(default_factory=list)
    renamed: set[str] = field(default_factory=set)

    def leave(self, reason: str, line: int, last: int = 0, rule: str = NO_CONTENT) -> None:
        """Keep lines that give nothing, or not all; `reason` goes on from "This line"."""
        spans = self.left.setdefault((rule, reason), [])
        span = (line, max(line, last))
        if spans[-1:] != [span]:
            spans.append(span)

    def rename(self, name: str, topic: str, line: int) -> None:
        """Keep that a tag's name had to change to be a topic; each is told once."""
        if name in self.renamed or len(self.renamed) > _MOST_RENAMED:
            return
        self.renamed.add(name)
        message = f"The tag {name[:60]!r} is the topic {topic!r} here."
        if len(self.renamed) > _MOST_RENAMED:
            message = "From here on more tags were changed to be topics, in the same way."
        self.remark(line, "input-tag-changed", message)

    def warn(self, line: int, rule: str, message: str, remedy: str, last: int = 0) -> None:
        """Keep a warning of a line, or of the lines up to `last`; of over a thousand only where."""
        span = (line, max(line, last))
        if len(self.warned) >= _MOST_WARNINGS:
            self.unsaid.append(span)
            return
        self.warned.append(span)
        lines = f" (lines {line}-{last})" if last > line else ""
        said = f"{message.removesuffix('.')}{lines}."
        self.problems.append(self._problem(line, rule, said, remedy, Severity.WARNING))

    def remark(self, line: int, rule: str, message: str) -> None:
        """Keep a remark that asks for nothing."""
        self.problems.append(self._problem(line, rule, message))

    def _problem(
        self,
        line: int,
        rule: str,
        message: str,
        remedy: str = "",
        severity: Severity = Severity.INFO,
    ) -> Problem:
        return Problem(
            file=self.file, line=line, rule=rule, severity=severity, message=message, remedy=remedy
        )

    def spoken(self) -> Iterator[tuple[int, int]]:
        """Yield the lines, first and last, that something is said of."""
        yield from self.warned
        yield from self.unsaid
        for spans in self.left.values():
            yield from spans

    def all_problems(self) -> tuple[Problem, ...]:
        """Return all of it, by line. Each line that is spoken of is named in a number or a range."""
        return tuple(sorted([*self.problems, *self._left(), *self._unsaid()]))

    def _left(self) -> Iterator[Problem]:
        for (rule, reason), spans in self.left.items():
            for many, shown, first in _parted(spans):
                lines = "This line" if many == 1 else f"Each of {many:,} lines ({shown})"
                yield self._problem(first, rule, f"{lines} {reason}.")

    def _unsaid(self) -> Iterator[Problem]:
        for _, shown, first in _parted(self.unsaid):
            message = f"There are more warnings like these (lines {shown})."
            remedy = "Mend the others, and look again."
            yield self._problem(first, "more-problems", message, remedy, Severity.WARNING)


def _parted(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str, int]]:
    """Yield how many lines there are, all their numbers, and the first, so many places at once."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and joined[-1][1] + 1 >= first:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    for start in range(0, len(joined), _MOST_PLACES):
        part = joined[start : start + _MOST_PLACES]
        many = sum(last - first + 1 for first, last in part)
        yield many, ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in part), part[0][0]


_MAX_TEXT = 64 * 1024  # characters of a deck file's text


@dataclass(slots=True, kw_only=True)
class Draft:
    """The texts of a ready note before it has a number."""

    question: str = ""
    answer: str = ""
    cloze: str = ""
    example: str = ""
    note: str = ""
    topics: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All that it says, in one line."""
        parts = (self.question, self.answer, self.cloze, self.example, self.note)
        return one_line(" ".join(part for part in parts if part))

    def ready(self, statement: int) -> ReadyNote:
        """Return it as the note of that statement."""
        return ReadyNote(
            statement=statement,
            question=self.question,
            answer=self.answer,
            cloze=self.cloze,
            example=self.example,
            note=self.note,
            topics=self.topics,
        )


@dataclass(slots=True)
class Gathering(Remarks):
    """What was found so far, and what there is to say of the rest."""

    statements: list[Statement] = field(default_factory=list)
    drafts: dict[int, Draft] = field(default_factory=dict)
    examples: dict[int, str] = field(default_factory=dict)
    topics: dict[int, tuple[str, ...]] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)

    def state(
        self,
        text: str,
        line: int,
        last: int,
        topics: tuple[str, ...] = (),
        links: Sequence[str] = (),
    ) -> None:
        """Add a statement that notes are drafted from; of its links the first is kept."""
        said = one_line(text)
        if not is_visible(said):
            self.leave("holds no word", line, last)
            return
        self._number(said, line, last)
        if topics:
            self.topics[len(self.statements)] = topics
        if links:
            self.links[len(self.statements)] = links[0]
        if len({*links}) > 1:
            reason = "holds more links than the one that a note's `see` has room for: the first"
            self.leave(reason, line, last, LEFT_OUT)

    def add(self, draft: Draft, line: int, last: int) -> None:
        """Add a ready note; one that no deck file could hold is a warning."""
        texts = (draft.question, draft.answer, draft.cloze, draft.example, draft.note)
        if max(map(len, texts)) > _MAX_TEXT:
            message = f"A text of this note is over {_MAX_TEXT:,} characters, so it gives no note."
            remedy = "Shorten it, or split the note."
            self.warn(line, "input-text-too-long", message, remedy, last)
            return
        self._number(draft.whole, line, last)
        self.drafts[len(self.statements)] = draft

    def _number(self, text: str, line: int, last: int) -> None:
        number = len(self.statements) + 1
        self.statements.append(Statement(number=number, text=text, line=line, last_line=last))

    def illustrate(self, code: str, last: int) -> bool:
        """Make code that ends in line `last` the example of what stands last; whether it has room."""
        number = len(self.statements)
        draft = self.drafts.get(number)
        if not number or number in self.examples or (draft and draft.example):
            return False
        if draft:
            draft.example = code
        else:
            self.examples[number] = code
        self.statements[-1] = replace(self.statements[-1], last_line=last)
        return True

    def leave_the_rest(self, lines: Sequence[str]) -> None:
        """Keep each line that is not blank and that nothing has been said of, so that none is lost."""
        spoken = bytearray(len(lines) + 1)
        for first, last in self._held():
            spoken[first : last + 1] = b"\x01" * (min(last, len(lines)) + 1 - first)
        for number, line in enumerate(lines, start=1):
            if line.strip() and not spoken[number]:
                self.leave("holds nothing that could be learnt", number)

    def _held(self) -> Iterator[tuple[int, int]]:
        yield from ((each.line, each.last_line) for each in self.statements)
        yield from self.spoken()

    def material(self, form: str) -> Material:
        """Return all of it."""
        return Material(
            form=form,
            statements=Statements(file=self.file, statements=tuple(self.statements)),
            ready=tuple(draft.ready(number) for number, draft in self.drafts.items()),
            examples=self.examples,
            topics=self.topics,
            links=self.links,
            problems=self.all_problems(),
        )
