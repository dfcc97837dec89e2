"""Why a drafted note is what it is."""

from dataclasses import dataclass

REVIEW_LINE = 0.7  # a note that is less sure is marked `review: yes`


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The rule that made a note, how sure it is (0 to 1), the lines of the text, and what is hard in it.

    `parts` are the points of the formula for difficulty, by their names.
    """

    id: str
    rule: str
    sure: float
    file: str
    line: int
    last_line: int
    parts: tuple[tuple[str, int], ...] = ()

    @property
    def needs_review(self) -> bool:
        """Whether a person should look at the note before learners do."""
        return self.sure < REVIEW_LINE

    @property
    def words(self) -> str:
        """All of it in one line: "D004, sure 0.9, notes.txt:12; 9 points: facts 4, length 5"."""
        lines = f"{self.line}" if self.line == self.last_line else f"{self.line}-{self.last_line}"
        file = "".join(sign if sign.isprintable() else "?" for sign in self.file)
        points = ", ".join(f"{name} {number}" for name, number in self.parts if number)
        total = sum(number for _, number in self.parts)
        hard = f"; {total} points: {points}" if points else ""
        return f"{self.rule}, sure {self.sure:g}, {file}:{lines}{hard}"
