"""`Q:` and `A:`, each with lines that go on until the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ankiflask.sources.cards import HEADING, Span, add_line, add_pair, heading_topics
from ankiflask.sources.cleaning import fenced, is_visible, topic, trimmed, without_fence
from ankiflask.sources.gathering import Draft, Gathering
from ankiflask.text import one_line

QUESTION = re.compile(
    r"[ \t]*(?:\d{1,9}[.)][ \t]+)?\**(?:Q|Question)[ \t]*\d{0,9}\**[:：]\**[ \t]*(.*)",
    re.IGNORECASE,
)
ANSWER = re.compile(r"[ \t]*\**(?:A|Answer)[ \t]*\d{0,9}\**[:：]\**[ \t]*(.*)", re.IGNORECASE)
_TAGS = re.compile(r"[ \t]*(?:Tags?|Topics?)[ \t]*[:：][ \t]*(\S.*)", re.IGNORECASE)
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


@dataclass(slots=True)
class _Pair:
    """A question that is being read, and its answer once that has begun."""

    first: int
    question: list[str]
    topics: tuple[str, ...]
    tags: tuple[str, ...] = ()
    answer: list[str] | None = None
    last: int = 0
    blank: int = 0
    fence: str = ""
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    found: Gathering
    topics: tuple[str, ...] = ()
    pair: _Pair | None = None

    def read(self, line: str, number: int) -> None:
        if self.pair and self.pair.fence:
            self._go_on(line, number)
        elif match := QUESTION.fullmatch(line):
            self.end()
            self.pair = _Pair(number, [match[1]], self.topics, last=number)
        elif self.pair and (match := ANSWER.fullmatch(line)):
            self._answer(match[1], number)
        elif self.pair and (match := _TAGS.fullmatch(line)):
            more = topics_of(self.found, match[1], number)
            self.pair.tags = (*self.pair.tags, *more)
            self.pair.last = number
        elif heading := HEADING.fullmatch(line):
            self.end()
            self.topics = heading_topics(self.found, heading[1], number)
        elif self.pair:
            self._go_on(line, number)
        elif line.strip():
            self._outside(line, number)

    def _answer(self, text: str, number: int) -> None:
        pair = self.pair
        if pair and pair.answer is None:
            pair.answer = [text]
        elif pair and pair.answer is not None:
            pair.answer += ["", text]
        if pair:
            pair.last = number

    def _go_on(self, line: str, number: int) -> None:
        pair = self.pair
        if pair is None:
            return
        if match := _FENCE.match(line):
            if not pair.fence:
                pair.fence = match[1]
            elif line.strip().startswith(pair.fence):
                pair.fence = ""
        (pair.question if pair.answer is None else pair.answer).append(line)
        if line.strip():
            pair.last = number

    def _outside(self, line: str, number: int) -> None:
        if ANSWER.fullmatch(line):
            message = "This answer has no question above it, so it gives no note."
            self.found.warn(number, "input-no-question", message, "Write its `Q:` above it.")
        else:
            add_line(self.found, line.strip(), Span(number, number), self.topics)

    def end(self) -> None:
        """Add the pair that was being read."""
        if pair := self.pair:
            answer = fenced("\n".join(pair.answer or ()))
            text, code = without_fence(answer)
            if not is_visible(trimmed(text)):
                text, code = answer, ""
            question = trimmed("\n".join(pair.question))
            draft = Draft(question=question, answer=text, example=code)
            draft.topics = tuple(dict.fromkeys(pair.tags)) or pair.topics
            add_pair(self.found, draft, Span(pair.first, pair.last))
        self.pair = None


def read_questions(
    lines: Sequence[str], found: Gathering, first: int = 1, topics: tuple[str, ...] = ()
) -> None:
    """Read each question with its answer; what stands before the first is read line by line."""
    reader = _Reader(found, topics)
    for number, line in enumerate(lines, start=first):
        reader.read(line, number)
    reader.end()


def topics_of(found: Gathering, names: str, line: int) -> tuple[str, ...]:
    """Return the topics that a list of names gives; one that changes on the way is told."""
    parted = re.split(r"[,;]", names) if re.search(r"[,;]", names) else names.split()
    return as_topics(found, [one_line(each.strip().lstrip("#")) for each in parted], line)


def as_topics(found: Gathering, names: Sequence[str], line: int) -> tuple[str, ...]:
    """Return the names as topics, each once; one that changes on the way is told."""
    topics: dict[str, None] = {}
    for name in names:
        if name and (slug := topic(name)):
            topics[slug] = None
            if slug != name:
                found.rename(name, slug, line)
        elif name:
            message = f"No topic can hold the letters of the tag {name[:60]!r}, so it is left out."
            found.warn(line, "input-tag", message, "Write it in a-z and 0-9.")
    return tuple(topics)
