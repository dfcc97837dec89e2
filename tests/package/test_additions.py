"""A package of additions: which note type, which fields, which cards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from ankiflask.anki.collection import CardTexts, LiveNoteType, OpenedPackage
from ankiflask.anki.note_types import CLOZE, QA, STYLE_SECOND, NoteType
from ankiflask.deck.model import Kind
from ankiflask.errors import InputError
from ankiflask.package.additions import additions
from ankiflask.package.encode import encode
from ankiflask.package.genanki_rows import note_type_json
from ankiflask.package.model import AnkiNote
from ankiflask.package.open import open_package
from ankiflask.pipeline.contents import contents_of
from tests.package.test_encode import anki_note, contents, fields_of

ROBIN = anki_note("robin", cards=(0, 1))
SONG = replace(
    anki_note("song", cards=(0, 2)),
    note_type=CLOZE,
    fields=fields_of(CLOZE, {"ID": "birds/song", "Text": "{{c1::a}} {{c3::b}}"}),
)


def live(ours: NoteType = QA, whole: Mapping[str, Any] | None = None) -> LiveNoteType:
    return LiveNoteType(
        kind=ours.kind,
        name=ours.name,
        fields={field.name: field.name for field in ours.fields},
        cards={template.name: template.name for template in ours.templates},
        css=ours.css,
        templates={each.name: CardTexts(each.front, each.back) for each in ours.templates},
        whole=whole,
    )


def whole(
    fields: Sequence[str] | None = None, cards: Sequence[str] | None = None
) -> Mapping[str, Any]:
    """Our note type as a learner has it, with these fields and templates in this order."""
    described = note_type_json(QA) | {"id": QA.id, "mod": 1_790_000_000, "css": "own {}"}
    known_fields = {each["name"]: each for each in described["flds"]}
    known_cards = {each["name"]: each for each in described["tmpls"]}
    return described | {
        "flds": [known_fields.get(name, {"name": name}) for name in fields or known_fields],
        "tmpls": [known_cards[name] for name in cards or known_cards],
    }


def added(
    *notes: AnkiNote,
    decks: Mapping[str, str] | None = None,
    note_types: Mapping[Kind, LiveNoteType] | None = None,
) -> OpenedPackage:
    return open_package(additions(notes, decks or {}, note_types or {}), "additions")


def test_notes_and_cards_are_those_of_a_release() -> None:
    released = open_package(encode(contents(ROBIN, SONG)).content, "release")
    found = added(ROBIN, SONG)
    assert found.notes == released.notes
    assert found.cards == released.cards


def test_who_has_no_such_note_type_gets_ours_as_published() -> None:
    found = added(ROBIN, SONG)
    assert {each.id: each.second for each in found.note_types.values()} == {
        QA.id: STYLE_SECOND,
        CLOZE.id: STYLE_SECOND,
    }


def test_only_the_note_types_of_the_notes_are_in_it() -> None:
    assert set(added(SONG).note_types) == {CLOZE.id}


def test_a_note_type_that_is_not_shown_whole_is_ours_and_older_than_any() -> None:
    (found,) = added(ROBIN, note_types={Kind.QA: live()}).note_types.values()
    assert (found.second, found.css) == (1, QA.css)


def test_a_note_type_that_is_shown_whole_is_the_learners_and_older_than_any() -> None:
    (found,) = added(ROBIN, note_types={Kind.QA: live(whole=whole())}).note_types.values()
    assert (found.id, found.second, found.css) == (QA.id, 1, "own {}")


def test_fields_stand_in_the_learners_order_with_their_own_left_empty() -> None:
    names = [field.name for field in QA.fields]
    order = ["ID", "Mnemonic", "Answer", "Question", *names[3:], "Source"]
    found = added(ROBIN, note_types={Kind.QA: live(whole=whole(fields=order))})
    assert [field.name for field in found.note_types[QA.id].fields] == order
    texts = dict(zip(names, ROBIN.fields, strict=True))
    assert found.notes[0].fields == tuple(texts.get(name, "") for name in order)


def test_a_field_that_the_learner_renamed_gets_our_text() -> None:
    order = ["Antwort" if field.name == "Answer" else field.name for field in QA.fields]
    known = live(whole=whole(fields=order))
    renamed = replace(known, fields={**known.fields, "Answer": "Antwort"})
    found = added(ROBIN, note_types={Kind.QA: renamed})
    assert found.notes[0].fields == ROBIN.fields


@pytest.mark.parametrize(
    ("cards", "places"),
    [
        (["Forward", "Reverse", "Spare"], [0, 1]),
        (["Reverse", "Spare", "Forward"], [2, 0]),
        (["Spare", "Forward"], [1]),
        (["Spare"], [0]),
    ],
    ids=["as ours", "moved", "one gone", "both gone"],
)
def test_cards_stand_where_the_learner_has_their_templates(
    cards: list[str], places: list[int]
) -> None:
    found = added(ROBIN, note_types={Kind.QA: live(whole=whole(cards=cards))})
    released = open_package(encode(contents(ROBIN)).content, "release")
    rows = {card.id: card.ordinal for card in found.cards}
    by_ordinal = sorted(released.cards, key=lambda card: card.ordinal)
    assert [rows[card.id] for card in by_ordinal if card.id in rows] == places


def test_the_number_of_a_cloze_is_its_card_whatever_templates_there_are() -> None:
    described = note_type_json(CLOZE) | {"id": CLOZE.id}
    found = added(SONG, note_types={Kind.CLOZE: live(CLOZE, described)})
    assert sorted(card.ordinal for card in found.cards) == [0, 2]


def test_each_note_goes_to_the_deck_that_it_names() -> None:
    found = added(replace(ROBIN, deck="Garden::é"), SONG)
    by_note = {card.note: found.decks[card.deck].name for card in found.cards}
    assert sorted(by_note.values()) == ["Birds", "Garden::é"]


def test_decks_are_described_in_html_and_so_are_those_above_them() -> None:
    """An old Anki writes all of them anew."""
    texts = {"Birds": "Of <b>the</b> &lt;garden&gt;", "Garden": "Mine"}
    found = added(replace(ROBIN, deck="Garden::é"), SONG, decks=texts)
    described = {deck.name: deck.description for deck in found.decks.values()}
    del described["Default"]
    assert described == {**texts, "Garden::é": ""}


def test_there_are_no_media_and_no_manifest_in_it() -> None:
    found = added(ROBIN)
    assert (found.media, found.missing, found.manifest) == ((), (), None)
    with pytest.raises(InputError, match="takes only packages that ankiflask built"):
        contents_of(found, "additions")


def test_equal_additions_are_equal_bytes() -> None:
    assert additions((ROBIN, SONG), {}, {}) == additions((SONG, ROBIN), {}, {})


@pytest.mark.parametrize(
    ("front", "is_shown"),
    [
        ("{{Question}}", True),
        ("{{#Question}}{{text:Answer}}{{/Question}}", True),
        ("<% Question %>", False),
        ("{{=<% %>=}}<%Question%>", True),
        ("{{^Question}}{{Answer}}{{/Question}}", False),
        ("{{Hint}}", False),
        ("<!-- {{Question}} -->", False),
        ("{{#Answer}}{{Question}}{{/Question}}", False),
        ("{{Question}}{{#Answer}}", False),
    ],
)
def test_a_template_of_the_learner_gets_a_card_where_its_front_shows_something(
    front: str, *, is_shown: bool
) -> None:
    described = dict(whole())
    own = described["tmpls"][0] | {"name": "Mine", "qfmt": front}
    described["tmpls"] = [*described["tmpls"], own]
    found = added(ROBIN, note_types={Kind.QA: live(whole=described)})
    assert sorted(card.ordinal for card in found.cards) == [0, 1, *([3] if is_shown else [])]
