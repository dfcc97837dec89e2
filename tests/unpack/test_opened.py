"""A package is read as it stands there, whoever made it."""

from pathlib import Path

from ankiflask.anki.collection import CollectionCard, CollectionNote
from ankiflask.anki.note_types import NOTE_TYPES, QA, STYLE_SECOND
from ankiflask.clock import ModTime
from ankiflask.identity import AnkiDeckId, NoteId, card_row_id, deck_row_id, guid, note_row_id
from ankiflask.package.encode import encode
from ankiflask.package.open import open_package
from tests.anki.naive import naive_package
from tests.package.packing import PACKAGE, after, with_file, without
from tests.package.test_encode import SECOND, anki_note, contents


def test_a_note_comes_with_its_identity_second_tags_and_fields() -> None:
    robin, _ = open_package(PACKAGE, "birds.apkg").notes[::-1]
    assert robin == CollectionNote(
        id=note_row_id("birds", NoteId("robin")),
        guid=guid("birds", NoteId("robin")),
        note_type=QA.id,
        second=ModTime(SECOND),
        tags=("difficulty::easy", "birds::song"),
        fields=anki_note("robin").fields,
    )


def test_a_card_comes_with_all_its_numbers() -> None:
    opened = open_package(
        after(
            "UPDATE cards SET type = 2, queue = -1, ivl = 30, factor = 2500, reps = 7, lapses = 1,"
            " left = 3, odue = 5, odid = 6, flags = 4, mod = 9 WHERE ord = 1"
        ),
        "birds.apkg",
    )
    (card,) = (card for card in opened.cards if card.ordinal == 1)
    assert card == CollectionCard(
        id=card_row_id(note_row_id("birds", NoteId("wren")), 2),
        note=note_row_id("birds", NoteId("wren")),
        deck=deck_row_id("birds", "Birds"),
        ordinal=1,
        second=ModTime(9),
        type=2,
        queue=-1,
        due=2,
        interval=30,
        factor=2500,
        reviews=7,
        lapses=1,
        left=3,
        home_due=5,
        home_deck=AnkiDeckId(6),
        flags=4,
    )


def test_a_broken_number_as_old_ankis_wrote_them_loses_its_fraction() -> None:
    opened = open_package(after("UPDATE cards SET ivl = 2.5"), "birds.apkg")
    assert {card.interval for card in opened.cards} == {2}


def test_note_types_come_with_fields_templates_looks_and_second() -> None:
    opened = open_package(PACKAGE, "birds.apkg")
    assert set(opened.note_types) == {note_type.id for note_type in NOTE_TYPES.values()}
    for ours in NOTE_TYPES.values():
        theirs = opened.note_types[ours.id]
        assert (theirs.name, theirs.css, theirs.sort_field) == (ours.name, ours.css, 0)
        assert theirs.second == STYLE_SECOND
        assert theirs.is_cloze is (ours.kind == "cloze")
        assert [(f.name, f.id) for f in theirs.fields] == [(f.name, f.id) for f in ours.fields]
        assert [(t.name, t.id, t.front, t.back) for t in theirs.templates] == [
            (t.name, t.id, t.front, t.back) for t in ours.templates
        ]
        assert theirs.whole
        assert theirs.whole["flds"][-1]["preventDeletion"]


def test_decks_come_by_their_ids() -> None:
    deck = open_package(PACKAGE, "birds.apkg").decks[deck_row_id("birds", "Birds")]
    assert (deck.name, deck.description, deck.is_filtered) == ("Birds", "Of the garden", False)


def test_media_are_read_when_they_are_wanted() -> None:
    (song,) = open_package(PACKAGE, "birds.apkg").media
    assert (song.place, song.name, song.read()) == ("0", "song.mp3", b"tweet" * 10)


def test_media_come_in_the_order_of_their_numbers() -> None:
    names = ", ".join(f'"{number}": "{number}.png"' for number in (10, 9, 0))
    files = with_file("media", f"{{{names}}}".encode())
    opened = open_package(files, "birds.apkg")
    assert [each.name for each in opened.media] == ["0.png"]
    assert opened.missing == ("10.png", "9.png")


def test_a_package_without_a_list_of_media_has_none() -> None:
    assert open_package(without("media"), "birds.apkg").media == ()


def test_the_manifest_is_there_in_ours_and_not_in_others() -> None:
    manifest = open_package(PACKAGE, "birds.apkg").manifest
    assert manifest
    assert manifest["uid"] == "birds"
    assert open_package(without("ankiflask.json"), "birds.apkg").manifest is None


def test_reviews_are_counted() -> None:
    line = "INSERT INTO revlog VALUES ({}, 1, -1, 3, 1, 0, 2500, 900, 0)"
    opened = open_package(after(*(line.format(number) for number in (1, 2, 3))), "birds.apkg")
    assert opened.reviews == 3


def test_a_deck_of_another_tool_is_read_as_well(tmp_path: Path) -> None:
    file = naive_package(tmp_path / "naive.apkg", [("one", "1 + 0?", "1")], SECOND)
    opened = open_package(file.read_bytes(), "naive.apkg")
    assert [note.fields for note in opened.notes] == [("one", "1 + 0?", "1")]
    assert [note_type.name for note_type in opened.note_types.values()] == ["Naive"]
    assert {deck.name for deck in opened.decks.values()} == {"Default", "Naive"}


def test_a_package_of_no_notes_is_a_package() -> None:
    opened = open_package(encode(contents()).content, "birds.apkg")
    assert (opened.notes, opened.cards, opened.reviews) == ((), (), 0)
