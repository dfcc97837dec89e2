"""Texts as the stage gets them."""

import unicodedata

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


def one_line(text: str) -> str:
    """Return any text as a statement's could be: composed, on one line, without control signs."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        sign for sign in composed if unicodedata.category(sign) not in ("Cc", "Cs", "Cn")
    )
    return " ".join(kept.split()) or "x"
