"""What a rule is that makes a question of a clause."""

from collections.abc import Callable
from dataclasses import dataclass

from ankiflask.drafts.clauses import Clause


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its answer, in plain text."""

    question: str
    answer: str


Ask = Callable[[Clause], Asked | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with its id, which is never used again, and how sure its questions are, 0 to 1.

    `statement`, `question` and `answer` are an example that the tests hold it to.
    """

    id: str
    what: str
    sure: float
    statement: str
    question: str
    answer: str
    ask: Ask


def sentence(text: str) -> str:
    """Return the text as an answer: a capital where its first word is a small plain one, a full stop."""
    text = text.strip().rstrip(",;:")
    if not text:
        return ""
    word = text.split(maxsplit=1)[0].rstrip(",.;:")
    is_small = word.replace("-", "").isalpha() and word.islower() and len(word[0].upper()) == 1
    begun = text[0].upper() + text[1:] if is_small else text
    return begun if begun.endswith((".", "!", "…", ".'", '."', ".)")) else begun + "."
