"""Whole decks: those that people wrote with care have nothing to mend, and drafted ones little."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ankiflask.deck.model import Deck
from ankiflask.deck.reader import read_deck
from ankiflask.files.read import read_text
from ankiflask.problems import Source
from ankiflask.quality import similar_questions as asked
from ankiflask.quality.judging import quality
from ankiflask.quality.rule import Checked

CASES = Path(__file__).parents[1] / "cases"
WRITTEN = sorted((CASES / "quality" / "decks").glob("*.yaml"))
MOST_COMPARED = asked._LOOK_BACK * (asked._RARE + 1)


def deck_of(source: Source) -> Deck:
    deck, _ = read_deck(source)
    assert deck is not None
    return deck


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.stem)
def test_a_deck_of_some_subject_is_found_good(file: Path) -> None:
    assert quality(Checked(deck=deck_of(read_text(file)))) == ()


def test_of_drafted_decks_just_this_is_told(holds: Callable[[Path, str], None]) -> None:
    told = [
        f"{folder.name}:{problem.line}: {problem.rule} {problem.message}\n"
        for folder in sorted((CASES / "drafts").iterdir())
        if (folder / "deck.yaml").exists()
        for problem in quality(Checked(deck=deck_of(read_text(folder / "deck.yaml"))))
    ]
    holds(CASES / "quality" / "drafts.txt", "".join(told))


@pytest.mark.parametrize("question", ["What is {0}?", "What is it?", "Which of {0} is {1}?"])
def test_a_question_is_compared_with_a_few_others_whatever_their_number(question: str) -> None:
    notes = "".join(
        f"  - id: note-{n}\n    question: {question.format(n % 7, n)}\n    answer: The {n}th.\n"
        for n in range(1000)
    )
    deck = deck_of(Source("deck.yaml", f"deck: A\nuid: aa\ndifficulty: easy\nnotes:\n{notes}"))
    questions = [asked.asked_by(sheet) for sheet in Checked(deck=deck).views]
    pairs = list(asked.candidates([each for each in questions if each.words]))
    assert len(pairs) <= MOST_COMPARED * len(deck.notes)
    assert len(set(pairs)) == len(pairs)
