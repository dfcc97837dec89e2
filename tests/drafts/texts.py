"""Texts as the stage gets them."""

import unicodedata

from ankiflask.deck.model import Deck
from ankiflask.drafting.notes import draft_notes
from ankiflask.problems import Problem
from ankiflask.sources.model import Statement, Statements


def statements_of(*texts: str) -> Statements:
    """Return statements that stand each in a line of its own."""
    return Statements(
        file="notes.txt",
        statements=tuple(
            Statement(number=number, text=text, line=number, last_line=number)
            for number, text in enumerate(texts, start=1)
        ),
    )


def draft_deck(statements: Statements) -> tuple[Deck, tuple[Problem, ...]]:
    """Return a deck with notes for each statement of a text, and what gave no note."""
    drafts = draft_notes(statements, statements.statements)
    deck = Deck(
        file=statements.file, name="Notes", uid="notes", source="notes.txt", notes=drafts.notes
    )
    return deck, drafts.problems


def one_line(text: str) -> str:
    """Return any text as a statement's could be: composed, on one line, without control signs."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(s for s in composed if unicodedata.category(s) not in ("Cc", "Cs", "Cn"))
    return " ".join(kept.split()) or "x"
