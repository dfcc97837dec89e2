"""What is said about the Flask deck, in its README and elsewhere, is what the deck is."""

import re
from collections import Counter

from ankiflask.deck.model import Deck
from tests.decks.conftest import FOLDER

README = (FOLDER / "README.md").read_text(encoding="utf-8")
PROJECT = (FOLDER.parents[1] / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?:`([a-z]+)`|(easy|medium|hard)) \| (\d+) \|", re.MULTILINE)


def _cards(deck: Deck) -> int:
    clozes = (set(re.findall(r"\{\{c(\d+)::", note.cloze)) for note in deck.notes if note.cloze)
    asked = (1 + bool(note.reverse) for note in deck.notes if note.question)
    return sum(asked) + sum(len(numbers) for numbers in clozes)


def test_the_readme_names_the_notes_and_cards_that_there_are(deck: Deck) -> None:
    assert f"\n{len(deck.notes)} notes, {_cards(deck)} cards, " in README
    assert f"Flask: {len(deck.notes)} notes from 50 statements" in PROJECT


def test_its_tables_count_the_notes_of_each_topic_and_level(deck: Deck) -> None:
    rows = {topic or level: int(number) for topic, level, number in ROW.findall(README)}
    topics = Counter(topic for note in deck.notes for topic in note.topics)
    assert rows == topics | Counter(note.difficulty.value for note in deck.notes)


def test_readme_description_changelog_and_requirements_name_one_version(deck: Deck) -> None:
    changelog = (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")
    requirements = (FOLDER / "requirements.txt").read_text(encoding="utf-8")
    (version,) = re.findall(r"^Flask==(3\.1\.[0-9]+)$", requirements, re.MULTILINE)
    for text in (README, deck.description, changelog):
        assert re.search(rf"[Cc]hecked with Flask {re.escape(version)}\.", text)


def test_the_ids_that_it_names_are_there(deck: Deck) -> None:
    ids = {note.id for note in deck.notes}
    assert set(re.findall(r"`flask/([a-z0-9-]+)`", README)) < ids
