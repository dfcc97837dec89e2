"""A package that ankiflask built is read back to what went into it; no other is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.anki.note_types import CLOZE, NOTE_TYPES, QA
from ankiflask.clock import Clock, ModTime
from ankiflask.errors import InputError
from ankiflask.files.places import Place
from ankiflask.identity import NoteId, card_row_id, note_row_id
from ankiflask.package.encode import encode
from ankiflask.package.model import AnkiNote, Contents, MediaFile
from ankiflask.package.open import open_package
from ankiflask.pipeline.contents import contents_of
from ankiflask.pipeline.inspect import inspect
from tests.budget import examples
from tests.package.packing import PACKAGE, after, sealed, with_file, without
from tests.package.test_encode import SECOND, anki_note, contents, entries, fields_of, synced

FLASK = Path(__file__).parents[2] / "decks" / "flask" / "deck.yaml"
_WORDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)


def again(made: Contents) -> Contents:
    return read(encode(made).content)


def read(content: bytes) -> Contents:
    return contents_of(open_package(content, "birds.apkg"), "birds.apkg")


@st.composite
def notes(draw: st.DrawFn, note_id: str, position: int) -> AnkiNote:
    note_type = draw(st.sampled_from([*NOTE_TYPES.values()]))
    texts = {name: draw(_TEXTS) for name in note_type.text_names}
    highest = 500 if note_type is CLOZE else 2
    cards = sorted(draw(st.sets(st.integers(0, highest), min_size=1, max_size=3)))
    row_id = note_row_id("birds", NoteId(note_id))
    note = AnkiNote(
        uid="birds",
        id=NoteId(note_id),
        note_type=note_type,
        fields=fields_of(note_type, {**texts, "ID": f"birds/{note_id}"}),
        tags=tuple(draw(st.lists(_WORDS, max_size=3))),
        row_id=row_id,
        cards=tuple(cards),
        card_ids=tuple(card_row_id(row_id, each + 1) for each in cards),
        deck=draw(st.sampled_from(["Birds", "Birds::song", "Birds::é 🙂"])),
        position=position,
        second=ModTime(draw(st.integers(946_684_800, 2_000_000_000))),
    )
    return synced(note)


@st.composite
def decks(draw: st.DrawFn) -> Contents:
    ids = draw(st.lists(_WORDS, max_size=5, unique=True))
    media = enumerate(draw(st.lists(st.binary(max_size=20), max_size=12)))
    return Contents(
        uid="birds",
        deck="Birds",
        subdecks=draw(st.sampled_from(["none", "topic"])),
        description=draw(_TEXTS | st.sampled_from(["<br>\n&lt;br&gt;", "a & b\n\nc &amp; d"])),
        retired=tuple(map(NoteId, draw(st.lists(_WORDS, max_size=3)))),
        notes=tuple(draw(notes(each, at)) for at, each in enumerate(ids, start=1)),
        media=tuple(MediaFile(name=f"{at}.png", content=each) for at, each in media),
    )


@examples(60)
@given(decks())
def test_what_was_built_is_read_back_whole(made: Contents) -> None:
    assert again(made) == made


def test_the_flask_deck_is_read_back_whole() -> None:
    made = inspect([Place(FLASK)], Clock(now=SECOND, stamp=ModTime(SECOND)))[0].contents
    assert made
    assert len(made.notes) > 50
    assert again(made) == made


def test_notes_come_in_the_order_of_study_and_not_of_their_rows() -> None:
    made = contents(*(anki_note(f"note-{number}", number) for number in range(1, 30)))
    assert again(made).notes == made.notes


def test_a_package_of_an_older_look_is_read_with_todays() -> None:
    older = sealed(after("UPDATE col SET models = replace(models, '#1b1f24', '#000000')"))
    assert [note.note_type for note in read(older).notes] == [QA, QA]


def refusal(content: bytes) -> str:
    opened = open_package(content, "birds.apkg")
    with pytest.raises(InputError, match="takes only packages that ankiflask built") as caught:
        contents_of(opened, "birds.apkg")
    (problem,) = caught.value.problems
    assert (problem.file, problem.rule) == ("birds.apkg", "not-built-by-ankiflask")
    return problem.message


def test_a_package_of_another_tool_is_refused() -> None:
    assert refusal(without("ankiflask.json")) == "Another tool made this package."


@pytest.mark.parametrize(
    "change",
    [
        {"uid": None},
        {"uid": "Birds"},
        {"uid": "a b"},
        {"uid": "birds*"},
        {"deck": 1},
        {"subdecks": "difficulty"},
        {"retired": "robin"},
        {"retired": [1]},
        {"retired": ["flask/*"]},
        {"retired": [f"old-{number}" for number in range(1_000_000)]},
    ],
)
def test_a_manifest_that_we_do_not_write_is_refused(change: dict[str, object]) -> None:
    manifest = json.loads(entries(PACKAGE)["ankiflask.json"]) | change
    assert "description" in refusal(with_file("ankiflask.json", json.dumps(manifest).encode()))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notes SET mid = 1",
        "UPDATE col SET models = '{}'",
        "UPDATE col SET models = replace(models, '2928028365210774', '1')",
        "UPDATE col SET models = replace(models, '3437587842685701', '1')",
    ],
    ids=["unknown", "none", "another field", "another template"],
)
def test_other_note_types_are_refused(statement: str) -> None:
    assert "note type" in refusal(after(statement))


def test_a_package_from_before_a_change_is_read_as_well() -> None:
    note = synced(replace(anki_note("robin"), second=ModTime(SECOND - 1)))
    assert again(contents(note)).notes == (note,)
