"""All rules of the quality check."""

from ankiflask.quality import (
    answers,
    clozes,
    code_and_markup,
    difficulty,
    likeness,
    media,
    questions,
    review,
    terms,
)
from ankiflask.quality.finding import Ruled
from ankiflask.values.problems import Severity
from ankiflask.values.rules import Rule

# They judge each note for itself, and may be asked of a part of a deck.
NOTE_TABLE: tuple[Ruled, ...] = (
    *questions.RULES,
    *answers.RULES,
    *clozes.RULES,
    *code_and_markup.RULES,
    *review.RULES,
)
# They compare notes with each other.
DECK_TABLE: tuple[Ruled, ...] = (
    *likeness.RULES,
    *media.RULES,
    *terms.RULES,
    *difficulty.RULES,
)
TABLE = NOTE_TABLE + DECK_TABLE

# It judges the others, and so is no check of its own.
NEEDLESS = Rule(
    id="Q020",
    name="needless-allow",
    severity=Severity.INFO,
    reason="What is allowed and finds nothing hides the next real finding.",
    bad="question: What is the capital of Peru?\nallow: [Q002]",
    good="question: What is the capital of Peru?",
    is_mended=True,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((*(rule for rule, _ in TABLE), NEEDLESS), key=lambda rule: rule.id)
)
