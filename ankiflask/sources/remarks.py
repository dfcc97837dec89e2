"""What there is to say of an input's lines: what is wrong with them, and which gave nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ankiflask.problems import Problem, Severity

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
