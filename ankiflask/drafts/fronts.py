"""A statement's front and back: a question where one is sure, else a cloze."""

from dataclasses import dataclass

from ankiflask.drafts.clozes import cloze
from ankiflask.drafts.marking import markdown
from ankiflask.drafts.questions import find_question
from ankiflask.drafts.terms import find_term
from ankiflask.drafts.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a card shows, in Markdown: a question and its answer, or a cloze. `term` is plain text."""

    term: str
    question: str = ""
    answer: str = ""
    cloze: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a statement gives no card. `reason` goes on from "Statement 7 "."""

    rule: str
    reason: str


def front(text: str, vocabulary: Vocabulary) -> Front | Refusal:
    """Return what a card that holds all of the statement shows."""
    found = find_question(text, vocabulary)
    if found:
        return Front(
            term=found.term, question=markdown(found.question), answer=markdown(found.answer)
        )
    if text.endswith(("?", "\uff1f")):
        return Refusal("draft-open-question", "asks and does not answer")
    term = find_term(text, vocabulary)
    if not term:
        return Refusal("draft-no-term", "has no word that a card could ask for")
    return Front(term=text[term[0].start : term[-1].end], cloze=cloze(text, term))
