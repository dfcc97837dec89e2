"""The shipped deck covers its seed, whole."""

import re
from collections import Counter
from pathlib import Path

from ankiflask.clock import Clock
from ankiflask.deck.model import Deck, Difficulty
from ankiflask.files.places import Place
from ankiflask.files.read import read_text
from ankiflask.pipeline.inspect import inspect, problems_of
from ankiflask.sources.statements.normalise import normalise

CODE = re.compile(r"\w\(|@\w|\b(?:app|request|session|g|current_app)\.\w|\w_\w|__\w")
INLINE = re.compile(r"`[^`\n]+`")
FOLDER = Path(__file__).parents[2] / "decks" / "flask"


def test_the_seed_is_fifty_statements_and_fifty_cues_and_no_doubt() -> None:
    found = normalise(read_text(FOLDER / "seed.txt"))
    assert [statement.number for statement in found.statements] == list(range(1, 51))
    assert [statement.line for statement in found.statements] == list(range(1, 100, 2))
    assert [cue.line for cue in found.cues] == list(range(2, 101, 2))
    assert found.problems == ()


def test_every_statement_has_a_note_and_every_note_a_statement(deck: Deck) -> None:
    covered = {number for note in deck.notes for number in note.statements}
    assert covered == set(range(1, 51))
    assert all(note.statements for note in deck.notes)


def test_nothing_is_wrong_with_it_and_its_lock_is_current(clock: Clock) -> None:
    ever_after = Clock(now=2**31, stamp=clock.stamp)
    (inspected,) = inspect([Place(FOLDER / "deck.yaml")], ever_after)
    assert problems_of([inspected]) == ()
    assert inspected.settled is not None
    assert inspected.settled.stale == ""


def test_every_note_says_its_difficulty_and_each_level_holds_its_share(deck: Deck) -> None:
    assert all("difficulty" in note.lines for note in deck.notes)
    share = Counter(note.difficulty for note in deck.notes)
    for difficulty in Difficulty:
        assert 0.15 <= share[difficulty] / len(deck.notes) <= 0.5


def test_every_topic_holds_at_least_four_notes(deck: Deck) -> None:
    topics = Counter(topic for note in deck.notes for topic in note.topics)
    assert all(note.topics for note in deck.notes)
    assert 8 <= len(topics) <= 14
    assert min(topics.values()) >= 4


def test_it_has_its_size_and_enough_of_each_kind(deck: Deck) -> None:
    clozes = [note.cloze for note in deck.notes if note.cloze]
    in_code = [text for text in clozes if any("{{c" in code for code in INLINE.findall(text))]
    assert 90 <= len(deck.notes) <= 170
    assert len(clozes) >= 15
    assert len(in_code) >= 5
    assert any("```" in text for text in clozes)


def test_a_question_is_asked_and_an_answer_stands_by_itself(deck: Deck) -> None:
    for note in deck.notes:
        if note.question:
            assert note.question.rstrip().endswith("?"), note.id
            first = note.answer.split()[0].strip("`*").lower()
            assert first not in {"this", "that", "these", "those"}, note.id


def test_code_is_marked_as_code(deck: Deck) -> None:
    """A call, a decorator or a dotted name of Flask's outside of backticks would be prose."""
    for note in deck.notes:
        for text in (note.question, note.answer, note.cloze, note.note, note.hint, note.reverse):
            prose = "".join(text.split("```")[::2])
            prose = "".join(prose.split("`")[::2])
            assert not CODE.search(prose), f"{note.id}: {prose!r}"
