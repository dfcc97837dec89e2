"""Whatever the bytes of a package: a value, or problems in words; no other exception, no hang."""

import zipfile

from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.errors import InputError
from ankiflask.identity import AnkiDeckId
from ankiflask.package.open import open_package
from ankiflask.pipeline.contents import contents_of
from ankiflask.problems import Problem
from tests.budget import examples
from tests.fuzz.conftest import Watchdog
from tests.fuzz.test_any_input import assert_in_words
from tests.package.packing import COLLECTION, PACKAGE, collection_after, zipped
from tests.package.test_encode import entries

_FILES = entries(PACKAGE)
_NEWEST = {
    "meta": b"\x08\x03",
    "media": zstd.compress(b"\n\x22\n\x07pic.png\x10\x90\x03\x1a\x14" + bytes(20)),
    "0": zstd.compress(b"<svg/>"),
    COLLECTION: b"",
}
_NEW_TABLES = """
CREATE TABLE notetypes (id integer PRIMARY KEY, name text, mtime_secs integer, usn, config blob);
CREATE TABLE fields (ntid integer, ord integer, name text, config blob, PRIMARY KEY (ntid, ord))
    WITHOUT ROWID;
CREATE TABLE templates (ntid integer, ord integer, name text, config blob,
    PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE decks (id integer PRIMARY KEY, name text, mtime_secs integer, common blob, kind blob);
INSERT INTO notetypes VALUES (1, 'Birds', 7, 0, x'080110011a0261622001');
INSERT INTO fields VALUES (1, 0, 'Front', x'1a0561726961484805'), (1, 1, 'Back', x'4805');
INSERT INTO templates VALUES (1, 0, 'Card', x'0a016112016240054007');
INSERT INTO decks VALUES (1, 'Birds', 7, x'0801', x'0a05080122016f')
"""


@st.composite
def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """Return the bytes with up to eight pieces overwritten, cut out, doubled or inserted."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(1, 8))):
        here = draw(st.integers(0, len(changed)))
        there = here + draw(st.integers(0, 16))
        piece = draw(
            st.sampled_from([b"\0", b"\xff" * 4, b"\x7f\xff", b""]) | st.binary(max_size=8)
        )
        match draw(st.sampled_from(("overwrite", "overwrite", "cut", "double", "insert"))):
            case "overwrite":
                changed[here : here + len(piece)] = piece
            case "cut":
                del changed[here:there]
            case "double":
                changed[here:here] = changed[here:there]
            case "insert":
                changed[here:here] = piece
    return bytes(changed)


def newest() -> dict[str, bytes]:
    database = collection_after(*_NEW_TABLES.split(";"))
    return _NEWEST | {"collection.anki21b": zstd.compress(database)}


def look_at(content: bytes, watchdog: Watchdog) -> bool:
    """Read everything; return whether it could be read."""
    problems: tuple[Problem, ...] = ()
    with watchdog:
        try:
            opened = open_package(content, "any.apkg")
            contents_of(opened, "any.apkg")
            for each in opened.media:
                each.read()
        except InputError as error:
            problems = error.problems
    assert_in_words(problems)
    assert {problem.file for problem in problems} <= {"any.apkg"}
    return not problems


def test_what_is_mutated_here_can_be_read(watchdog: Watchdog) -> None:
    assert look_at(PACKAGE, watchdog)
    opened = open_package(zipped(newest()), "newest.apkg")
    (note_type,) = opened.note_types.values()
    assert [field.name for field in note_type.fields] == ["Front", "Back"]
    assert [each.read() for each in opened.media] == [b"<svg/>"]
    assert opened.decks[AnkiDeckId(1)].description == "o"
    assert len(opened.notes) == 2


@examples(200)
@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_refused_in_words(watchdog: Watchdog, content: bytes) -> None:
    assert not look_at(content, watchdog)


@examples(300)
@given(mutated(PACKAGE))
def test_any_mutation_of_a_package_is_read_or_refused(watchdog: Watchdog, content: bytes) -> None:
    look_at(content, watchdog)


@examples(300)
@given(mutated(PACKAGE[-600:]))
def test_any_mutation_of_a_zips_directory_is_read_or_refused(
    watchdog: Watchdog, tail: bytes
) -> None:
    look_at(PACKAGE[:-600] + tail, watchdog)


@examples(300)
@given(mutated(_FILES[COLLECTION]))
def test_any_mutation_of_a_database_is_read_or_refused(watchdog: Watchdog, content: bytes) -> None:
    look_at(zipped(_FILES | {COLLECTION: content}, zipfile.ZIP_STORED), watchdog)


@examples(150)
@given(st.sampled_from(["media", "ankiflask.json"]), st.data())
def test_any_mutation_of_a_description_is_read_or_refused(
    watchdog: Watchdog, name: str, data: st.DataObject
) -> None:
    content = data.draw(mutated(_FILES[name]))
    look_at(zipped(_FILES | {name: content}, zipfile.ZIP_STORED), watchdog)


@examples(200)
@given(st.sampled_from(["meta", "media", "0", "collection.anki21b"]), st.data())
def test_any_mutation_of_the_newest_form_is_read_or_refused(
    watchdog: Watchdog, name: str, data: st.DataObject
) -> None:
    files = newest()
    content = files[name] if name == "meta" else zstd.decompress(files[name])
    changed = data.draw(mutated(content))
    packed = changed if name == "meta" or data.draw(st.booleans()) else zstd.compress(changed)
    look_at(zipped(files | {name: packed}, zipfile.ZIP_STORED), watchdog)


def test_no_config_of_a_note_type_brings_the_reader_down(watchdog: Watchdog) -> None:
    """Each prefix of a description, and each with one byte turned."""
    config = bytes.fromhex("080110011a0261622001")
    broken = [config[:end] for end in range(len(config))]
    broken += [config[:at] + b"\xff" + config[at + 1 :] for at in range(len(config))]
    for each in broken:
        database = collection_after(
            *_NEW_TABLES.replace("080110011a0261622001", each.hex()).split(";")
        )
        files = _NEWEST | {"collection.anki21b": zstd.compress(database)}
        look_at(zipped(files, zipfile.ZIP_STORED), watchdog)
