"""Releases that change the looks of our note types, in collections whose database has statistics.

Once it has them (Check Database gathers them), SQLite may give Anki the cards of a note type in the
order of their ids. Where a front is new, Anki 25.09 and later takes a note's cards for as many notes
with a card each, if others stand between them, and makes the rest a second time.
"""

import shutil
from pathlib import Path

import pytest

from ankiflask.anki.note_types import CLOZE, QA
from tests.anki.collection import Collection
from tests.anki.learner import Learner
from tests.anki.make_environments import Environment
from tests.anki.releases import publish
from tests.anki.restyled import new_css_and_backs, new_fronts, restyled, scattered

pytestmark = pytest.mark.anki

_GOOD = 3
_EACH = 20  # notes of each type: SQLite's way depends on their share
_QUESTION = "  - {{id: pair-{n}, question: What is {n}?, answer: A number., reverse: Which one?}}\n"
_CLOZE = "  - {{id: both-{n}, cloze: '{{{{c1::One}}}} and {{{{c2::two}}}} are not {n}.'}}\n"
DECK = "deck: Numbers\nuid: numbers\ndifficulty: easy\nnotes:\n" + "".join(
    line.format(n=n) for n in range(_EACH) for line in (_QUESTION, _CLOZE)
)


@pytest.fixture(scope="session")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish notes of two cards each, half of them clozes."""
    return publish(tmp_path_factory.mktemp("numbers"), DECK, 1_700_000_000).package


@pytest.fixture
def student(learner: Learner, numbers: Path) -> Learner:
    """Has reviewed some cards, and checked the database."""
    learner.import_package(numbers)
    learner.review("Numbers", [_GOOD] * 5)
    assert learner.check_database() == ()
    return learner


def _has_twins(seen: Collection) -> bool:
    return len({(card.note, card.ord) for card in seen.cards}) < len(seen.cards)


def test_new_css_and_backs_arrive_and_change_no_card(
    student: Learner, numbers: Path, tmp_path: Path
) -> None:
    before = student.look()
    student.import_package(restyled(numbers, tmp_path / "new.apkg", new_css_and_backs))
    after = student.look()
    assert after.cards == before.cards
    assert after.notes == before.notes
    for ours in (QA, CLOZE):
        theirs = after.note_type(ours.name)
        assert theirs.css.endswith(".new { color: red; }")
        assert all(back.endswith("<i>new</i>") for _, _, back in theirs.templates)
    assert student.check_database() == ()


@pytest.mark.parametrize("is_scattered", [False, True])
def test_new_fronts_duplicate_only_cards_that_are_not_in_a_row(
    learner: Learner, environment: Environment, numbers: Path, tmp_path: Path, is_scattered: bool
) -> None:
    """So the ids of a note's cards are consecutive. Those that Anki makes are not: fronts are frozen."""
    old = tmp_path / "old.apkg"
    shutil.copy(numbers, old)
    learner.import_package(scattered(old) if is_scattered else old)
    learner.check_database()
    learner.import_package(restyled(numbers, tmp_path / "new.apkg", new_fronts))
    assert _has_twins(learner.look()) is (is_scattered and environment.version >= "25.09")


def test_without_statistics_new_fronts_duplicate_nothing(
    learner: Learner, numbers: Path, tmp_path: Path
) -> None:
    learner.import_package(numbers)
    learner.import_package(restyled(numbers, tmp_path / "new.apkg", new_fronts))
    assert not _has_twins(learner.look())


def test_a_field_and_looks_of_the_learners_own_duplicate_nothing(student: Learner) -> None:
    before = student.look()
    student.add_field(QA.name, "Mnemonic")
    student.set_css(CLOZE.name, ".card { color: red; }")
    assert student.look().cards == before.cards
