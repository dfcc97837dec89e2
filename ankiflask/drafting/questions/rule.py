"""What a rule is that makes a question of a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from ankiflask.drafting.clauses.clause import Clause
from ankiflask.drafting.english.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its answer, in plain text; with `has_more` the later sentences are in it.

    With `is_part` the sentence says more than the two.
    """

    question: str
    answer: str
    has_more: bool = False
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as it was read: its main clause, where that is sure, and the text's vocabulary.

    `more` are the sentences that belong to it and cannot stand alone.
    """

    text: str
    more: str
    clause: Clause | None
    vocabulary: Vocabulary


Ask = Callable[[Reading], Asked | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with its id, which is never used again, and how sure its questions are, 0 to 1.

    `statement`, `question` and `answer` are an example that the tests hold it to. `holds_all` says
    that the answer is a whole clause, so that nothing behind the first verb gets lost.
    """

    id: str
    what: str
    sure: float
    statement: str
    question: str
    answer: str
    ask: Ask
    holds_all: bool = False


def of_clause(ask: Callable[[Clause], Asked | None]) -> Ask:
    """Return a rule's way of asking that needs the main clause, and its subject as spelled inside."""
    return lambda reading: (
        ask(reading.clause) if reading.clause and reading.clause.subject else None
    )


def sentence(text: str) -> str:
    """Return the text as an answer: a capital where its first word is a small plain one, a full stop."""
    text = text.strip().rstrip(",;:")
    if not text:
        return ""
    word = text.split(maxsplit=1)[0].rstrip(",.;:")
    is_small = word.replace("-", "").isalpha() and word.islower() and len(word[0].upper()) == 1
    begun = text[0].upper() + text[1:] if is_small else text
    return begun if begun.endswith((".", "!", "…", ".'", '."', ".)")) else begun + "."
