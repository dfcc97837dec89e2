"""Why a drafted note is what it is: its rule, and how hard it is by a formula that anybody can check."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from ankiflask.deck.model import Difficulty
from ankiflask.drafting.english.tokens import code_spans, prose_words, sentences
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import is_stop_word, stem

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


Parts = tuple[tuple[str, int], ...]

_ABSTRACT = re.compile(r"\w{3}(?:tion|sion|ment|ness|ity|ism|ance|ence|ology|ship)s?$")
_LETTERS_A_POINT = 12


def parts(text: str, vocabulary: Vocabulary) -> Parts:
    """Return how many points each part of the formula gives to what a note says.

    3 for each sentence and each comma, semicolon or colon in it (facts); 1 for each different word
    that is no stop word (terms); 1 more for one that no other statement uses (rare); 4 for each
    stretch of code; 2 for each word like "movement" or "density" (abstract); 1 for each 12
    characters (length).
    """
    stems = {stem(word) for word in prose_words(text) if not is_stop_word(word)}
    return (
        ("facts", 3 * (len(sentences(text)) + len(re.findall(r"[,;:](?= )", text)))),
        ("terms", len(stems)),
        ("rare", len([each for each in stems if vocabulary.uses.get(each, 0) <= 1])),
        ("code", 4 * len(code_spans(text))),
        ("abstract", 2 * len([each for each in stems if _ABSTRACT.search(each)])),
        ("length", len(text) // _LETTERS_A_POINT),
    )


def grades(measured: Sequence[Parts]) -> tuple[Difficulty, ...]:
    """Return the difficulty of each note of a text, measured by the text's own middle.

    Easy is less than 80 % of the median of the points, hard more than 125 %.
    """
    half = middle(measured)
    return tuple(
        Difficulty.EASY
        if 100 * load < EASY_BELOW * half
        else Difficulty.HARD
        if 100 * load > HARD_ABOVE * half
        else Difficulty.MEDIUM
        for load in map(_load, measured)
    )


def middle(measured: Sequence[Parts]) -> int:
    """Return the median of the points, of two the lower."""
    return median_low(map(_load, measured)) if measured else 0


def _load(measured: Parts) -> int:
    return sum(points for _, points in measured)
