"""The bytes of a package: what is in them, and that they are always the same."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from ankiflask.anki.note_types import CLOZE, QA, STYLE_SECOND, NoteType
from ankiflask.clock import ModTime
from ankiflask.errors import InputError
from ankiflask.html import Html
from ankiflask.identity import NoteId, card_row_id, guid, note_row_id
from ankiflask.package.encode import encode
from ankiflask.package.model import AnkiNote, Contents, MediaFile
from ankiflask.render.note import sync_field

SECOND = 1_700_000_000


def anki_note(note_id: str, position: int = 1, cards: tuple[int, ...] = (0,)) -> AnkiNote:
    texts = {"Question": f"<b>{note_id}</b> &amp; co", "Answer": "A", "ID": f"birds/{note_id}"}
    row_id = note_row_id("birds", NoteId(note_id))
    note = AnkiNote(
        uid="birds",
        id=NoteId(note_id),
        note_type=QA,
        fields=fields_of(QA, texts),
        tags=("difficulty::easy", "birds::song"),
        row_id=row_id,
        cards=cards,
        card_ids=tuple(card_row_id(row_id, each + 1) for each in cards),
        deck="Birds",
        position=position,
        second=ModTime(SECOND),
    )
    return synced(note)


def fields_of(note_type: NoteType, texts: Mapping[str, str]) -> tuple[Html, ...]:
    """Return the fields in the note type's order; those that are not named are empty."""
    assert texts.keys() <= {field.name for field in note_type.fields}
    return tuple(Html(texts.get(field.name, "")) for field in note_type.fields)


def synced(note: AnkiNote) -> AnkiNote:
    """Return the note with the field `Sync` that a build writes for it."""
    texts = {name: note.by_name[name] for name in note.note_type.text_names}
    sync = sync_field(note.second, texts, note.tags)
    return replace(note, fields=fields_of(note.note_type, {**note.by_name, "Sync": sync}))


def contents(*notes: AnkiNote, media: tuple[MediaFile, ...] = ()) -> Contents:
    return Contents(
        uid="birds",
        deck="Birds",
        subdecks="none",
        description="Of the garden",
        retired=(NoteId("old-one"),),
        notes=notes,
        media=media,
    )


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(entries(content)["collection.anki2"])
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute(query).fetchall()


def test_a_note_is_a_row_with_its_identity_second_and_tags() -> None:
    note = anki_note("robin")
    (row,) = rows(encode(contents(note)).content, "SELECT * FROM notes")
    assert row[:5] == (note.row_id, guid("birds", note.id), QA.id, SECOND, -1)
    assert row[5:7] == (" difficulty::easy birds::song ", "\x1f".join(note.fields))


def test_siblings_have_one_place_in_the_queue() -> None:
    note = anki_note("robin", position=7, cards=(0, 1))
    query = "SELECT id, nid, ord, due, mod, queue FROM cards ORDER BY ord"
    assert rows(encode(contents(note)).content, query) == [
        (card_id, note.row_id, ordinal, 7, SECOND, 0)
        for ordinal, card_id in enumerate(note.card_ids)
    ]


def test_the_collection_knows_the_deck_and_both_note_types() -> None:
    package = encode(contents(anki_note("robin")))
    ((models, decks),) = rows(package.content, "SELECT models, decks FROM col")
    by_name = {each["name"]: each for each in json.loads(models).values()}
    assert set(by_name) == {QA.name, CLOZE.name}
    for note_type in (QA, CLOZE):
        described = by_name[note_type.name]
        assert described["mod"] == STYLE_SECOND
        assert [each["id"] for each in described["flds"]] == [f.id for f in note_type.fields]
        assert [each["id"] for each in described["tmpls"]] == [t.id for t in note_type.templates]
    assert {each["name"] for each in json.loads(decks).values()} == {"Default", "Birds"}


def test_each_template_needs_the_fields_without_which_its_front_is_empty() -> None:
    ((models,),) = rows(encode(contents()).content, "SELECT models FROM col")
    needed = [
        (ordinal, kind, [note_type.fields[at].name for at in fields])
        for note_type in (QA, CLOZE)
        for ordinal, kind, fields in json.loads(models)[str(note_type.id)]["req"]
    ]
    assert needed == [
        (0, "all", ["Question"]),
        (1, "all", ["Reverse"]),
        (2, "all", ["Spare 2"]),
        (0, "all", ["Text"]),
    ]


def test_the_manifest_tells_what_later_commands_need() -> None:
    package = encode(contents(anki_note("robin", cards=(0, 1))), "a hash")
    manifest = json.loads(entries(package.content)["ankiflask.json"])
    assert manifest.pop("version")
    assert manifest == {
        "uid": "birds",
        "deck": "Birds",
        "subdecks": "none",
        "retired": ["old-one"],
        "built_from": "a hash",
        "digest": package.digest,
        "cards": 2,
    }


def test_what_a_package_was_built_from_is_no_part_of_its_digest() -> None:
    one, other = (encode(contents(anki_note("robin")), origin) for origin in ("one", "other"))
    assert one.content != other.content
    assert one.digest == other.digest


def test_media_are_numbered_and_named() -> None:
    files = (MediaFile(name="b.png", content=b"B"), MediaFile(name="c.mp3", content=b"C"))
    found = entries(encode(contents(anki_note("robin"), media=files)).content)
    assert json.loads(found["media"]) == {"0": "b.png", "1": "c.mp3"}
    assert (found["0"], found["1"]) == (b"B", b"C")


def test_the_zip_carries_no_time_and_no_order_of_chance() -> None:
    package = encode(contents(anki_note("robin"), media=(MediaFile(name="b", content=b"B"),)))
    with zipfile.ZipFile(io.BytesIO(package.content)) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.compress_type == zipfile.ZIP_DEFLATED


def test_equal_contents_in_any_order_give_equal_bytes() -> None:
    notes = tuple(anki_note(f"note-{number}", number) for number in range(1, 50))
    made = encode(contents(*notes))
    assert encode(contents(*notes)) == made
    assert encode(contents(*reversed(notes))) == made


def test_whatever_a_package_says_moves_its_digest() -> None:
    note = anki_note("robin")
    files = (MediaFile(name="b.png", content=b"B"),)
    plain = contents(note)
    variants = [
        plain,
        replace(plain, retired=()),
        replace(plain, description="Other"),
        contents(note, media=files),
        contents(note, media=(replace(files[0], content=b"C"),)),
        *(
            contents(changed)
            for changed in (
                replace(note, second=ModTime(SECOND + 1)),
                replace(note, position=2),
                replace(
                    note,
                    cards=(0, 1),
                    card_ids=tuple(card_row_id(note.row_id, each) for each in (1, 2)),
                ),
                replace(note, tags=()),
                replace(note, fields=(*note.fields[:2], Html("B"), *note.fields[3:])),
            )
        ),
    ]
    assert len({encode(each).digest for each in variants}) == len(variants)


def test_two_notes_of_one_identity_are_refused() -> None:
    with pytest.raises(InputError, match="share the identity"):
        encode(contents(anki_note("robin"), anki_note("robin", 2)))
