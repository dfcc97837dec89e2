"""New notes come in the note type as the learner has it, and change nothing that is there."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from ankiflask.anki.collection import LiveNoteType
from ankiflask.anki.note_types import CLOZE, QA
from ankiflask.deck.model import Kind
from ankiflask.identity import AnkiCardId, AnkiNoteId, NoteId, card_row_id, guid, note_row_id
from ankiflask.package.additions import additions
from ankiflask.package.model import AnkiNote
from ankiflask.package.open import open_package
from ankiflask.pipeline.contents import contents_of
from ankiflask.sync.ankiconnect.connection import connect
from ankiflask.sync.ankiconnect.greeting import greet
from ankiflask.sync.ankiconnect.note_types import note_types
from tests.anki.collection import Collection, Note, NoteType
from tests.anki.learner import ImportLog, Learner
from tests.anki.make_environments import Environment
from tests.anki.releases import Capitals
from tests.package.test_encode import fields_of

pytestmark = pytest.mark.anki

_CSS = ".card { font-family: Papyrus; }"
_GOOD = 3


def _note(collection: Collection, note_id: str) -> Note:
    return collection.note(guid("capitals", NoteId(note_id)))


def _two_ids(row_id: AnkiNoteId) -> tuple[AnkiCardId, ...]:
    return tuple(card_row_id(row_id, number) for number in (1, 2))


def _new_notes(capitals: Capitals) -> tuple[AnkiNote, ...]:
    """Return Peru, which the second release brings, in both note types and with all cards."""
    second = contents_of(open_package(capitals.second.read_bytes(), "second"), "second")
    (peru,) = (note for note in second.notes if note.id == "peru")
    reversed_too = replace(
        peru,
        fields=fields_of(QA, {**peru.by_name, "Reverse": "Lima"}),
        cards=(0, 1),
        card_ids=_two_ids(peru.row_id),
    )
    texts = {
        "ID": "capitals/chile",
        "Text": "The capital of Chile is {{c1::Santiago}}, {{c2::not}} Lima.",
    }
    chile = note_row_id("capitals", NoteId("chile"))
    cloze = replace(
        peru,
        id=NoteId("chile"),
        row_id=chile,
        note_type=CLOZE,
        fields=fields_of(CLOZE, texts),
        position=9,
        cards=(0, 1),
        card_ids=_two_ids(chile),
    )
    return reversed_too, cloze


@pytest.fixture
def student(learner: Learner, capitals: Capitals) -> Learner:
    """Has an own field and own looks in our note type; has reviewed, edited and tagged."""
    learner.import_package(capitals.first)
    learner.review("Capitals", [_GOOD] * 4)
    learner.add_field(QA.name, "Mnemonic")
    learner.set_css(QA.name, _CSS)
    seen = learner.look()
    learner.edit(_note(seen, "japan"), "Mnemonic", "To Kyo, from Kyoto")
    learner.edit(_note(seen, "italy"), "Answer", "Roma.")
    learner.tag(_note(seen, "brazil"), "own")
    return learner


def _known(before: Collection, after: Collection) -> tuple[NoteType, ...]:
    """Return the note types but for ours for clozes, which the learner had none of."""
    assert CLOZE.name not in {each.name for each in before.note_types}
    return tuple(each for each in after.note_types if each.name != CLOZE.name)


def _live(learner: Learner) -> Mapping[Kind, LiveNoteType]:
    with learner.serve("new") as addon:
        connection = connect(addon.url)
        return note_types(connection, greet(connection))


Add = Callable[[Learner, tuple[AnkiNote, ...], Mapping[Kind, LiveNoteType]], ImportLog]


@pytest.fixture
def add(environment: Environment, tmp_path: Path) -> Add:
    """Adds notes as AnkiConnect's import does: on the newest Anki it merges note types."""
    options = {"merge_notetypes": 1, "with_scheduling": 1}

    def add(
        learner: Learner, notes: tuple[AnkiNote, ...], live: Mapping[Kind, LiveNoteType]
    ) -> ImportLog:
        file = tmp_path / "additions.apkg"
        file.write_bytes(additions(notes, {}, live))
        return learner.import_package(file, **(options if environment.version >= "26.09" else {}))

    return add


def test_only_the_new_notes_come_and_nothing_else_changes(
    student: Learner, capitals: Capitals, add: Add
) -> None:
    before = student.look()
    log = add(student, _new_notes(capitals), _live(student))
    assert log == ImportLog(new=("capitals/chile", "capitals/peru"))
    after = student.look()
    new = {note_row_id("capitals", NoteId(note_id)) for note_id in ("chile", "peru")}
    assert [note for note in after.notes if note.id not in new] == [*before.notes]
    assert [card for card in after.cards if card.note not in new] == [*before.cards]
    assert after.reviews == before.reviews
    assert after.decks == before.decks
    assert student.check_database() == ()
    assert _known(before, after) == before.note_types
    assert after.note_type(QA.name).css == _CSS
    assert after.note_type(QA.name).fields[-1] == "Mnemonic"
    assert _note(after, "japan").fields["Mnemonic"] == "To Kyo, from Kyoto"


def test_a_new_note_is_what_a_release_brings(
    student: Learner, capitals: Capitals, add: Add
) -> None:
    peru, chile = _new_notes(capitals)
    add(student, (peru, chile), _live(student))
    after = student.look()
    added = _note(after, "peru")
    assert (added.id, added.mod, added.tags) == (peru.row_id, peru.second, peru.tags)
    names = [field.name for field in QA.fields]
    assert added.fields == dict(zip(names, peru.fields, strict=True)) | {"Mnemonic": ""}
    for note in (peru, chile):
        cards = after.cards_of(_note(after, note.id))
        assert [(card.id, card.ord, card.due, card.deck, card.reps) for card in cards] == [
            (card_id, ordinal, note.position, "Capitals", 0)
            for ordinal, card_id in enumerate(note.card_ids)
        ]


def test_a_later_release_finds_the_added_notes(
    student: Learner, capitals: Capitals, add: Add
) -> None:
    peru, _ = _new_notes(capitals)
    add(student, (peru,), _live(student))
    assert "capitals/peru" not in student.import_package(capitals.second).new


def test_a_renamed_note_type_with_renamed_fields_takes_them_as_well(
    student: Learner, capitals: Capitals, add: Add
) -> None:
    student.rename_field(QA.name, "Answer", "Antwort")
    student.rename_note_type(QA.name, "Hauptstädte")
    before = student.look()
    add(student, _new_notes(capitals), _live(student))
    after = student.look()
    assert _known(before, after) == before.note_types
    assert _note(after, "peru").note_type == "Hauptstädte"
    assert _note(after, "peru").fields["Antwort"] == "Lima."


def test_a_note_goes_to_the_deck_that_it_names(
    student: Learner, capitals: Capitals, add: Add
) -> None:
    peru, chile = _new_notes(capitals)
    elsewhere = replace(peru, deck="America::South")
    add(student, (elsewhere, chile), _live(student))
    after = student.look()
    assert {card.deck for card in after.cards_of(_note(after, "peru"))} == {"America::South"}
    assert {card.deck for card in after.cards_of(_note(after, "chile"))} == {"Capitals"}


def test_who_has_none_of_our_note_types_gets_them_as_published(
    learner: Learner, capitals: Capitals, add: Add
) -> None:
    add(learner, _new_notes(capitals), {})
    after = learner.look()
    for ours in (QA, CLOZE):
        theirs = after.note_type(ours.name)
        assert (theirs.id, theirs.css) == (ours.id, ours.css)
        assert theirs.fields == tuple(field.name for field in ours.fields)
    assert learner.check_database() == ()


def test_where_the_add_on_shows_no_note_type_whole_ours_comes_as_the_oldest(
    learner: Learner, capitals: Capitals, add: Add
) -> None:
    learner.import_package(capitals.first)
    learner.set_css(QA.name, _CSS)
    before = learner.look()
    live = {kind: replace(each, whole=None) for kind, each in _live(learner).items()}
    log = add(learner, _new_notes(capitals), live)
    assert log.new == ("capitals/chile", "capitals/peru")
    assert _known(before, learner.look()) == before.note_types


def test_the_published_note_type_would_come_beside_the_learners_where_anki_does_not_merge(
    student: Learner, environment: Environment, capitals: Capitals, add: Add
) -> None:
    """So the tests above can fail."""
    add(student, _new_notes(capitals), {})
    names = {each.name for each in student.look().note_types}
    assert (f"{QA.name}+" in names) is (environment.version < "26.09")
