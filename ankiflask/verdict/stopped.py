"""Anki refused a package, or broke down over it."""

from ankiflask.values.verified import Flaw
from ankiflask.verdict.naming import plain


def stopped(words: str, during: str) -> Flaw:
    """Return the flaw; `words` are Anki's, `during` says what was being done."""
    said = plain(words).rstrip(".")
    return Flaw(
        rule="anki-refuses",
        message=f"Anki stopped while {during}: {said}.",
        harm="Learners get nothing, or half of it.",
        remedy="Mend what Anki names; if it names nothing, look for odd ids, times or control"
        " characters in the package.",
    )
