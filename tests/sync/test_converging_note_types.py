"""Learners who have laid a hand on our note types, or on a note's type."""

from pathlib import Path

import pytest

from ankiflask.anki.note_types import CLOZE, QA
from ankiflask.identity import NoteId, guid
from tests.addon.desktop import Line
from tests.anki.collection import Note, NoteType
from tests.sync.converging import GOOD, Student
from tests.sync.desks import FIRST_AT, SECOND_AT, THIRD_AT, Author

pytestmark = pytest.mark.anki

_CSS = ".card { font-family: Papyrus; }"


@pytest.fixture
def first(author: Author) -> Path:
    return author.release(FIRST_AT)


@pytest.fixture
def edited(author: Author, first: Path) -> Path:
    """Wren and nest change; nothing is new."""
    assert first.exists()
    author.edit("wren", answer="The wren, at 90 decibels.")
    author.edit("nest", cloze="A wren builds {{c1::six}} nests.")
    return author.release(SECOND_AT)


@pytest.fixture
def grown(author: Author, edited: Path) -> Path:
    """Also a question and a cloze are new."""
    assert edited.exists()
    author.add(
        "finch",
        question="What does a finch eat?",
        answer="Seeds.",
        reverse="Who eats seeds?",
        topics=["birds"],
    )
    author.add("jay", cloze="A jay hides {{c1::acorns}}.", topics=["birds"])
    return author.release(THIRD_AT)


def begin(student: Student, first: Path) -> None:
    """Sync the first release, and study."""
    assert student.sync(first).code == 0
    student.learner.review("Birds", [GOOD] * 5)


def our_types(student: Student) -> list[NoteType]:
    """Return our note types as the learner has them."""
    return [kind for kind in student.learner.look().note_types if kind.id in (QA.id, CLOZE.id)]


def notes_but(student: Student, *note_ids: str) -> dict[str, Note]:
    """Return all notes by GUID but these."""
    left = {guid("birds", NoteId(each)) for each in note_ids}
    return {note.guid: note for note in student.learner.look().notes if note.guid not in left}


CHANGED, NEW = ("wren", "nest"), ("finch", "jay")


def test_a_field_of_the_learners_own_is_kept(
    anybody: Student, line: Line, first: Path, grown: Path
) -> None:
    begin(anybody, first)
    anybody.learner.add_field(QA.name, "Mnemonic")
    anybody.learner.edit(anybody.note("owl"), "Mnemonic", "Owl, all night")
    before, types = notes_but(anybody, *CHANGED, *NEW), our_types(anybody)
    ended = anybody.sync(grown)
    if line == "old":
        assert ended.code == 3
        assert "Update the add-on" in ended.err
    else:
        assert ended.code == 0
        assert ended.told() == {"added": [*NEW], "updated": sorted(CHANGED)}
        anybody.holds(grown)
    assert notes_but(anybody, *CHANGED, *NEW) == before
    assert our_types(anybody) == types


def test_texts_reach_notes_beside_a_field_of_the_learners_own(
    anybody: Student, first: Path, edited: Path
) -> None:
    begin(anybody, first)
    anybody.learner.add_field(QA.name, "Mnemonic")
    anybody.learner.edit(anybody.note("wren"), "Mnemonic", "Loud wren")
    assert anybody.sync(edited).code == 0
    assert anybody.note("wren").fields["Answer"] == "The wren, at 90 decibels."
    assert anybody.note("wren").fields["Mnemonic"] == "Loud wren"
    anybody.holds(edited)


def test_new_notes_get_the_cards_of_a_card_type_of_the_learners_own(
    anybody: Student, line: Line, first: Path, grown: Path
) -> None:
    begin(anybody, first)
    front = "<!-- {{Answer}} -->{{#Answer}}Hear: {{Question}}{{^Note}}?{{/Note}}{{/Answer}}"
    anybody.learner.add_template(QA.name, "Hear", front, "{{Answer}}")
    anybody.learner.add_template(QA.name, "Noted", "{{#Note}}{{Note}}{{/Note}}", "{{Answer}}")
    anybody.faults()  # Anki may have made a card of these twice, which its own check removes
    types = our_types(anybody)
    before = anybody.learner.look().cards
    ended = anybody.sync(grown)
    if line == "old":
        assert ended.code == 3
        assert f"The card types of '{QA.name}' in Anki are not as" in ended.err
        assert anybody.learner.look().cards == before
        return
    assert ended.told() == {"added": [*NEW], "updated": sorted(CHANGED)}
    assert our_types(anybody) == types
    assert len(anybody.cards("wren")) == 2
    assert [card.ord for card in anybody.cards("finch")] == [1, 2, 3]  # Hear, Forward, Reverse
    anybody.holds(grown)


def test_looks_of_the_learners_own_stay(anybody: Student, first: Path, grown: Path) -> None:
    begin(anybody, first)
    anybody.learner.set_css(QA.name, _CSS)
    types = our_types(anybody)
    ended = anybody.sync(grown)
    assert ended.code == 0
    assert ended.told() == {"added": [*NEW], "updated": sorted(CHANGED)}
    assert "The styling of 'ankiflask Question' is your own, and stays." in ended.err
    assert our_types(anybody) == types
    anybody.holds(grown)


def test_a_note_type_may_have_another_name(anybody: Student, first: Path, grown: Path) -> None:
    begin(anybody, first)
    anybody.learner.rename_note_type(QA.name, "Fragen")
    types = our_types(anybody)
    assert anybody.sync(grown).told() == {"added": [*NEW], "updated": sorted(CHANGED)}
    assert our_types(anybody) == types
    assert anybody.note("finch").note_type == "Fragen"
    anybody.holds(grown)


def test_a_field_may_have_another_name_where_the_add_on_shows_it(
    anybody: Student, line: Line, first: Path, grown: Path
) -> None:
    begin(anybody, first)
    before = anybody.learner.look()
    anybody.learner.rename_field(QA.name, "Answer", "Antwort")
    cards = {*before.cards}
    types = our_types(anybody)
    ended = anybody.sync(grown)
    if line == "old":
        assert ended.code == 3
        assert "has lost 'Answer'" in ended.err
        assert anybody.ids() == anybody.ids() - {*NEW}
    else:
        assert ended.told() == {"added": [*NEW], "updated": sorted(CHANGED)}
        assert anybody.note("wren").fields["Antwort"] == "The wren, at 90 decibels."
        assert anybody.note("finch").fields["Antwort"] == "Seeds."
        anybody.holds(grown)
    assert our_types(anybody) == types
    assert cards <= {*anybody.learner.look().cards}


@pytest.mark.parametrize("other", ["Basic", "Cloze", CLOZE.name])
def test_a_note_of_another_type_is_told_and_its_neighbours_keep_their_fields(
    student: Student, first: Path, grown: Path, other: str
) -> None:
    begin(student, first)
    student.learner.change_note_type(student.note("robin"), other)
    before = notes_but(student, *CHANGED, *NEW)
    ended = student.sync(grown)
    assert ended.code == 0
    assert ended.told() == {"added": [*NEW], "updated": sorted(CHANGED), "moved": ["robin"]}
    assert notes_but(student, *CHANGED, *NEW) == before
    assert student.note("robin").note_type == other
    student.holds(grown)


def test_a_note_of_another_type_that_has_lost_its_id_is_told_too(
    anybody: Student, first: Path, grown: Path
) -> None:
    begin(anybody, first)
    anybody.learner.change_note_type(anybody.note("robin"), "Basic")
    anybody.learner.edit(anybody.note("robin"), "Front", "my own")
    before = notes_but(anybody, *CHANGED, *NEW)
    assert anybody.sync(grown).told()["moved"] == ["robin"]
    assert notes_but(anybody, *CHANGED, *NEW) == before
    anybody.holds(grown)


def test_a_note_that_has_lost_its_id_is_told(student: Student, first: Path, grown: Path) -> None:
    begin(student, first)
    student.learner.edit(student.note("robin"), "ID", "")
    before = notes_but(student, *CHANGED, *NEW)
    assert student.sync(grown).told()["moved"] == ["robin"]
    assert notes_but(student, *CHANGED, *NEW) == before


def test_notes_that_an_import_put_into_a_copy_of_our_note_type_have_a_way_back(
    anybody: Student, first: Path, grown: Path
) -> None:
    begin(anybody, first)
    anybody.learner.add_field(QA.name, "Mnemonic")
    anybody.learner.import_package(grown)
    copy = f"{QA.name}+"
    assert anybody.note("finch").note_type == copy
    ended = anybody.sync(grown)
    assert ended.told() == {"updated": ["wren"], "moved": ["finch"]}
    assert f"1 moved note in the note type '{copy}', a copy of '{QA.name}' as Anki" in ended.err
    assert f'note:"{copy}"' in ended.err
    anybody.learner.change_note_type(anybody.note("finch"), QA.name)
    anybody.author.edit("finch", answer="Seeds, and insects.")
    last = anybody.author.release(THIRD_AT + 1)
    assert anybody.sync(last).told() == {"updated": ["finch"]}
    assert anybody.note("finch").fields["Answer"] == "Seeds, and insects."
    anybody.holds(last)


def test_of_a_note_and_its_copy_neither_is_touched(
    anybody: Student, first: Path, grown: Path
) -> None:
    begin(anybody, first)
    anybody.learner.create_copy(anybody.note("wren"))
    before = notes_but(anybody, "nest", *NEW)
    ended = anybody.sync(grown, twins=1)
    assert ended.code == 5
    assert ended.told() == {"added": [*NEW], "updated": ["nest"], "duplicated": ["wren"]}
    assert "Two notes in Anki have the same ID: wren." in ended.err
    assert notes_but(anybody, "nest", *NEW) == before


def test_when_the_copy_is_deleted_the_note_is_updated(
    student: Student, first: Path, edited: Path
) -> None:
    begin(student, first)
    row = student.learner.create_copy(student.note("wren"))
    student.sync(edited, twins=1)
    (copy,) = (note for note in student.learner.look().notes if note.id == row)
    student.learner.delete(copy)
    assert student.sync(edited).told() == {"updated": ["wren"]}
    student.holds(edited)
