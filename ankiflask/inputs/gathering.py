"""What a reader finds, gathered in the order of the input."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ankiflask.inputs.cleaning import is_visible, one_line
from ankiflask.values.material import Material, ReadyNote
from ankiflask.values.problems import Problem, Severity
from ankiflask.values.statements import Statement, Statements

_MAX_TEXT = 64 * 1024  # characters of a deck file's text
_MOST_WARNINGS = 1000
_MOST_RENAMED = 100
_MOST_SPANS = 12  # places that one remark names


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


@dataclass(slots=True)
class Gathering:
    """What was found so far. `left` has the lines that gave nothing, by the reason."""

    file: str
    statements: list[Statement] = field(default_factory=list)
    drafts: dict[int, Draft] = field(default_factory=dict)
    examples: dict[int, str] = field(default_factory=dict)
    topics: dict[int, tuple[str, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)
    unsaid: int = 0

    def state(self, text: str, line: int, last: int, topics: tuple[str, ...] = ()) -> None:
        """Add a statement that notes are drafted from."""
        said = one_line(text)
        if not is_visible(said):
            self.leave("holds no word", line, last)
            return
        self._number(said, line, last)
        if topics:
            self.topics[len(self.statements)] = topics

    def add(self, draft: Draft, line: int, last: int) -> None:
        """Add a ready note; one that no deck file could hold is a warning."""
        texts = (draft.question, draft.answer, draft.cloze, draft.example, draft.note)
        if max(map(len, texts)) > _MAX_TEXT:
            self.warn(
                line,
                "input-text-too-long",
                f"A text of this note is over {_MAX_TEXT:,} characters, so it gives no note.",
                "Shorten it, or split the note.",
            )
            return
        self._number(draft.whole, line, last)
        self.drafts[len(self.statements)] = draft

    def _number(self, text: str, line: int, last: int) -> None:
        number = len(self.statements) + 1
        self.statements.append(Statement(number=number, text=text, line=line, last_line=last))

    def illustrate(self, code: str) -> bool:
        """Make code the example of what stands last; whether it had room for one."""
        number = len(self.statements)
        if number in self.drafts:
            if not self.drafts[number].example:
                self.drafts[number].example = code
                return True
        elif number and number not in self.examples:
            self.examples[number] = code
            return True
        return False

    def leave(self, reason: str, line: int, last: int) -> None:
        """Keep lines that give nothing; `reason` goes on from "This line"."""
        self.left.setdefault(reason, []).append((line, last))

    def rename(self, name: str, topic: str, line: int) -> None:
        """Keep that a tag's name had to change to be a topic; each is told once."""
        if name in self.renamed or len(self.renamed) > _MOST_RENAMED:
            return
        self.renamed.add(name)
        message = f"The tag {name[:60]!r} is the topic {topic!r} here."
        if len(self.renamed) > _MOST_RENAMED:
            message = "From here on more tags were changed to be topics, in the same way."
        self.remark(line, "input-tag-changed", message)

    def warn(self, line: int, rule: str, message: str, remedy: str) -> None:
        """Keep a warning; of more than a thousand only the number is kept."""
        if len(self.problems) >= _MOST_WARNINGS:
            self.unsaid += 1
            return
        self._say(line, rule, message, remedy, Severity.WARNING)

    def remark(self, line: int, rule: str, message: str) -> None:
        """Keep a remark that asks for nothing."""
        self._say(line, rule, message, "", Severity.INFO)

    def _say(self, line: int, rule: str, message: str, remedy: str, severity: Severity) -> None:
        self.problems.append(
            Problem(
                file=self.file,
                line=line,
                rule=rule,
                severity=severity,
                message=message,
                remedy=remedy,
            )
        )

    def material(self, form: str) -> Material:
        """Return all of it."""
        return Material(
            form=form,
            statements=Statements(file=self.file, statements=tuple(self.statements)),
            ready=tuple(
                ReadyNote(
                    statement=number,
                    question=draft.question,
                    answer=draft.answer,
                    cloze=draft.cloze,
                    example=draft.example,
                    note=draft.note,
                    topics=draft.topics,
                )
                for number, draft in self.drafts.items()
            ),
            examples=self.examples,
            topics=self.topics,
            problems=tuple(sorted([*self.problems, *self._left_out(), *self._uncounted()])),
        )

    def _left_out(self) -> Iterator[Problem]:
        for reason, spans in self.left.items():
            many = sum(last - first + 1 for first, last in spans)
            lines = "This line" if many == 1 else f"Each of {many:,} lines ({_places(spans)})"
            yield Problem(
                file=self.file,
                line=spans[0][0],
                rule="input-no-content",
                severity=Severity.INFO,
                message=f"{lines} {reason}.",
            )

    def _uncounted(self) -> Iterator[Problem]:
        if self.unsaid:
            yield Problem(
                file=self.file,
                line=0,
                rule="more-problems",
                severity=Severity.WARNING,
                message=f"There are {self.unsaid:,} more warnings like these.",
                remedy="Mend these, and look again.",
            )


def _places(spans: Iterable[tuple[int, int]]) -> str:
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and joined[-1][1] + 1 == first:
            first = joined.pop()[0]  # noqa: PLW2901 - the two are one
        joined.append((first, last))
    shown = [f"{a}" if a == b else f"{a}-{b}" for a, b in joined[:_MOST_SPANS]]
    return ", ".join(shown) + (" …" if len(joined) > _MOST_SPANS else "")
