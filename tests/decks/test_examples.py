"""The Flask deck's examples are short, and those that run say what they show.

`make verify-deck` runs them; what can be told without running is told here.
"""

from ankiflask.deck.model import Deck, Note
from ankiflask.examples.model import Example
from ankiflask.examples.read import read_example


def _examples(deck: Deck) -> list[tuple[Note, Example]]:
    found = []
    for note in deck.notes:
        example, problems = read_example(deck.file, note)
        assert problems == (), note.id
        if example:
            found.append((note, example))
    return found


def test_an_example_fits_a_phone(deck: Deck) -> None:
    for note in deck.notes:
        lines = [line for line in note.example.splitlines() if not line.startswith("```")]
        assert not note.example or 2 <= len(lines) <= 24, note.id
        assert all(len(line) <= 88 for line in lines), note.id


def test_most_notes_carry_one_that_runs(deck: Deck) -> None:
    ran = [note for note, example in _examples(deck) if note.example and not example.is_skipped]
    assert len(ran) >= 70


def test_what_runs_claims_something(deck: Deck) -> None:
    for note, example in _examples(deck):
        claims = [claim for code in example.codes for claim in code.claims]
        assert claims or example.is_skipped, note.id


def test_what_does_not_run_says_why(deck: Deck) -> None:
    skipped = [note for note, example in _examples(deck) if example.is_skipped]
    assert skipped
    assert all(len(note.run.split()) > 3 for note in skipped)


def test_no_example_needs_a_network(deck: Deck) -> None:
    assert not [note.id for note, example in _examples(deck) if example.has_network]
