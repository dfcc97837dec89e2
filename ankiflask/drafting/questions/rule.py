"""What a rule is that makes a question of a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from ankiflask.drafting.english.clause import Clause
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import sections


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

    `statement`, `question` and `answer` are an example that the tests hold it to.

    - `holds_all`: the answer is a whole clause, so that nothing behind the first verb gets lost.
    - `asks_for_subject`: the question repeats the whole predicate.
    - `own_pronouns`: what these point to is in the question, or is the answer.
    - `is_wide`: a subject that the whole text is about has many answers.
    - `names_things`: each thing in the question must be told from others of its kind.
    - `keeps_rest`: the rest of the sentence goes below the answer, so a second verb is not lost.
    - `takes_vague_subject`: what the rule asks for says enough of a subject like "the method".
    """

    id: str
    what: str
    sure: float
    statement: str
    question: str
    answer: str
    ask: Ask
    holds_all: bool = False
    asks_for_subject: bool = False
    own_pronouns: frozenset[str] = frozenset()
    is_wide: bool = False
    names_things: bool = False
    keeps_rest: bool = False
    takes_vague_subject: bool = False


# What they asked for. Comments in deck files name these ids, so no other rule ever gets one.
RETIRED = {
    "D010": "purpose",
    "D011": "purpose, with an agent",
    "D017": "place",
    "D019": "possibility",
    "D021": "aim",
    "D022": "length of time",
    "D023": "state, moment",
    "D031": "permission",
    "D052": "comparison",
    "D054": "quantity",
    "D056": "cause, said first",
    "D057": "cause, by its outcome",
    "D058": "instruction",
    "D062": "what to do when",
}


def prepositions(section: str) -> dict[str, str]:
    """Return the prepositions of each verb in a section of `words/verbs.txt`."""
    rows = sections("verbs")[section].strip().splitlines()
    return {verb: found for verb, found in (row.split(": ") for row in rows)}  # noqa: C416


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
