"""What must hold of the decks that are built together."""

from collections.abc import Iterable

from ankiflask.values.notes import Deck
from ankiflask.values.problems import Problem


def check_together(decks: Iterable[Deck]) -> tuple[Problem, ...]:
    """Return an error for each deck whose uid another one has."""
    seen: dict[str, Deck] = {}
    return tuple(
        Problem(
            file=deck.file,
            line=deck.lines.get("uid", 1),
            rule="duplicate-uid",
            message=f"{first.file} has the uid {deck.uid!r} too; Anki would mix up their notes.",
            remedy="Give the newer deck another uid.",
        )
        for deck in decks
        if deck.uid and (first := seen.setdefault(deck.uid, deck)) is not deck
    )
