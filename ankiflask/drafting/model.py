"""Why a drafted note is what it is."""

from dataclasses import dataclass

REVIEW_LINE = 0.7  # a note that is less sure is marked `review: yes`
EASY_BELOW, HARD_ABOVE = 80, 125  # per cent of the middle of a text's points


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The rule that made a note, how sure it is (0 to 1), the lines of the text, and what is hard in it.

    `asks` says what the rule asks for, and `rule_sure` how sure it is where nothing lowers that;
    `lowered` names what did.
    `parts` are the points of the formula for difficulty, by their names: those of `text`, which is
    what the note says, in plain words. `middle` is the middle of all such points of the input.
    """

    id: str
    rule: str
    sure: float
    file: str
    line: int
    last_line: int
    parts: tuple[tuple[str, int], ...] = ()
    asks: str = ""
    rule_sure: float = 0.0
    lowered: tuple[str, ...] = ()
    text: str = ""
    middle: int = 0

    @property
    def needs_review(self) -> bool:
        """Whether a person should look at the note before learners do."""
        return self.sure < REVIEW_LINE

    @property
    def points(self) -> int:
        """How hard the note is, all parts together."""
        return sum(number for _, number in self.parts)

    @property
    def place(self) -> str:
        """Where the note comes from: "notes.txt:12", "notes.txt:12-14"."""
        lines = f"{self.line}" if self.line == self.last_line else f"{self.line}-{self.last_line}"
        return f"{self.file}:{lines}"

    @property
    def words(self) -> str:
        """All of it in one line: "D004, sure 0.9, notes.txt:12; 9 points: facts 4, length 5"."""
        place = "".join(sign if sign.isprintable() else "?" for sign in self.place)
        points = ", ".join(f"{name} {number}" for name, number in self.parts if number)
        hard = f"; {self.points} points: {points}" if points else ""
        return f"{self.rule}, sure {self.sure:g}, {place}{hard}"
