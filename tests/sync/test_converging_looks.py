"""Looks of an older version of ours, in a collection whose database has statistics.

There Anki makes cards twice where a front changes: tests/anki/test_restyled_note_types.py.
"""

from pathlib import Path

import pytest

from ankiflask.anki.collection import CardTexts
from ankiflask.anki.note_types import CLOZE, NOTE_TYPES, QA
from ankiflask.sync import styling as published
from ankiflask.sync.styling import css_hash, template_hash
from tests.sync.converging import GOOD, Student
from tests.sync.desks import FIRST_AT, Author

pytestmark = pytest.mark.anki

_OLD_CSS, _OLD_END = ".card { color: red; }", "<i>old</i>"
_EACH = 20  # notes of each type: SQLite's way to the cards depends on their share


@pytest.fixture
def release(author: Author) -> Path:
    """Notes of two cards each, half of them clozes."""
    for n in range(_EACH):
        author.add(f"pair-{n}", question=f"What is {n}?", answer="A number.", reverse="Which one?")
        author.add(f"both-{n}", cloze=f"{{{{c1::One}}}} and {{{{c2::two}}}} are not {n}.")
    return author.release(FIRST_AT)


@pytest.fixture
def _once_published(monkeypatch: pytest.MonkeyPatch) -> None:
    backs = {
        template_hash(CardTexts(template.front, template.back + _OLD_END))
        for note_type in NOTE_TYPES.values()
        for template in note_type.templates
    }
    monkeypatch.setattr(published, "_CSS", published._CSS | {css_hash(_OLD_CSS)})
    monkeypatch.setattr(published, "_TEMPLATES", published._TEMPLATES | backs)


@pytest.mark.usefixtures("_once_published")
def test_css_and_backs_are_brought_up_to_date_and_no_card_comes_twice(
    anybody: Student, release: Path
) -> None:
    anybody.sync(release)
    anybody.learner.review("Birds", [GOOD] * 5)
    for note_type in (QA, CLOZE):
        anybody.learner.set_css(note_type.name, _OLD_CSS)
        template = note_type.templates[0]
        back = template.back + _OLD_END
        anybody.learner.set_template(note_type.name, template.name, template.front, back)
    before = anybody.learner.look()
    ended = anybody.sync(release)
    assert (ended.code, ended.report["verified"]) == (0, True)
    after = anybody.learner.look()
    assert after.cards == before.cards
    assert after.notes == before.notes
    for note_type in (QA, CLOZE):
        theirs, ours = after.note_type(note_type.name), note_type.templates[0]
        assert theirs.css == note_type.css
        assert theirs.templates[0] == (ours.name, ours.front, ours.back)
    anybody.holds(release)
    assert anybody.sync("--undo").code == 0
    assert {each.css for each in anybody.learner.look().note_types if each.id == QA.id} == {
        _OLD_CSS
    }
    assert anybody.learner.look().cards == before.cards


def test_a_front_of_the_learners_own_stays_and_is_told(anybody: Student, release: Path) -> None:
    anybody.learner.import_package(release)
    template = QA.templates[0]
    anybody.learner.set_template(QA.name, template.name, template.front + "!", template.back)
    before = anybody.learner.look()
    ended = anybody.sync(release)
    assert (ended.code, ended.report["applied"]) == (0, False)
    assert anybody.learner.look() == before
