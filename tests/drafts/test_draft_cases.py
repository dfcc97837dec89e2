"""Each folder of tests/cases/drafts is a text with the whole deck file that is drafted from it."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ankiflask.deck.model import Deck, Difficulty
from ankiflask.drafting.deck_text import deck_file
from ankiflask.drafting.notes import draft_notes
from ankiflask.sources.model import Statements
from tests.drafts.texts import draft_deck, statements_of

FOLDER = Path(__file__).parents[1] / "cases" / "drafts"
CASES = sorted(case for case in FOLDER.iterdir() if case.name != "judged")
SEED = Path(__file__).parents[2] / "decks" / "flask" / "seed.txt"


def statements_in(case: Path) -> Statements:
    if case.name == "flask":  # every second line of the seed is a cue
        return statements_of(*SEED.read_text(encoding="utf-8").splitlines()[::2])
    return statements_of(*(case / "text.txt").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_gives_its_whole_expected_deck(
    case: Path, holds: Callable[[Path, str], None]
) -> None:
    statements = statements_in(case)
    drafts = draft_notes(statements, statements.statements)
    deck = Deck(file="", name="Notes", uid="notes", source="text.txt", notes=drafts.notes)
    told = [
        f"# {each.line}: {each.severity}: {each.words} [{each.rule}]\n" for each in drafts.problems
    ]
    holds(case / "deck.yaml", deck_file(deck, drafts.reasons) + "".join(told))


def test_the_flask_seed_has_notes_of_every_difficulty() -> None:
    statements = statements_of(*SEED.read_text(encoding="utf-8").splitlines()[::2])
    deck, problems = draft_deck(statements)
    shares = Counter(note.difficulty for note in deck.notes)
    assert not problems
    assert shares.total() >= 50
    assert all(shares[level] >= 10 for level in Difficulty)
