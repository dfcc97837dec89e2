"""Statements: what a raw study text says, numbered from 1."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ankiflask.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that the text states. `line` to `last_line` are where it stands, from 1."""

    number: int
    text: str
    line: int
    last_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A line that is no content ("Let me think ..."), and why it was taken for one."""

    text: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """All that was found in a text: every non-blank line is in a statement or in a cue."""

    file: str
    statements: tuple[Statement, ...]
    cues: tuple[Cue, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyNote:
    """A note that its author wrote as one: question and answer, or a cloze.

    `statement` is the number that it has among all that the input states. Texts are the small
    Markdown of a deck file; an absent one is empty. `topics` follow the pattern of a topic.
    """

    statement: int
    question: str = ""
    answer: str = ""
    cloze: str = ""
    example: str = ""
    note: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that was found in an input, read as the form of that name.

    `statements` are numbered from 1 in the order of the input; those of the ready notes are among
    them, with the whole text of the note. `examples`, `topics` and `links` (web
    addresses) are what the input says of the others, by number. `problems` are those of the reading, sorted by line; those of a text between
    cues stand in `statements`. Every line that is not blank is in a statement, a cue or a problem.
    """

    form: str
    statements: Statements
    ready: tuple[ReadyNote, ...] = ()
    examples: Mapping[int, str] = field(default_factory=dict)
    topics: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[int, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def prose(self) -> Statements:
        """The statements that are no ready notes, with the numbers that they have among all."""
        ready = {note.statement for note in self.ready}
        own = (each for each in self.statements.statements if each.number not in ready)
        return replace(self.statements, statements=tuple(own)) if ready else self.statements
