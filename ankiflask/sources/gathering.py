"""What a reader finds, gathered in the order of the input."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ankiflask.sources.cleaning import is_visible, one_line
from ankiflask.sources.model import Material, ReadyNote, Statement, Statements
from ankiflask.sources.remarks import LEFT_OUT, Remarks

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
