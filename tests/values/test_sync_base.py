"""The field `Sync`: what we last wrote, as learners' collections hold it."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.anki.note_types import CLOZE, QA
from ankiflask.anki.sync_field import HASH_OF_NOTHING, SyncBase, read_sync_base
from ankiflask.clock import ModTime
from ankiflask.render.note import field_hash, sync_field

SECOND = 1_795_348_800
FIELDS = sorted({name for kind in (QA, CLOZE) for name in kind.text_names})
HASHES = st.dictionaries(
    st.sampled_from(FIELDS), st.from_regex("[0-9a-f]{8}", fullmatch=True), max_size=8
)
TAGS = st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1), max_size=4)
BASES = st.builds(SyncBase, st.integers(10**8, 10**11 - 1), HASHES, TAGS.map(tuple))


@given(BASES)
def test_what_is_written_is_read(base: SyncBase) -> None:
    read = read_sync_base(base.text)
    assert read
    assert (read.second, read.tags) == (base.second, base.tags)
    assert all(read.hash_of(field) == base.hash_of(field) for field in FIELDS)


@given(BASES)
def test_reading_and_writing_again_moves_nothing(base: SyncBase) -> None:
    read = read_sync_base(base.text)
    assert read
    assert read.text == base.text


@given(st.text() | st.from_regex(r"[12] [0-9]{8,12}( [A-Za-z_]+=[0-9a-f]{7,9})*( \|.{0,9})?"))
def test_any_text_is_read_or_none_and_what_is_read_is_itself(text: str) -> None:
    read = read_sync_base(text)
    assert read is None or read_sync_base(read.text) == SyncBase(
        read.second,
        {name: each for name, each in read.hashes.items() if each != HASH_OF_NOTHING},
        read.tags,
    )


def test_the_field_of_a_published_note_is_read() -> None:
    text = "1 1795348800 Question=1a2b3c4d Spare_1=00000000 | difficulty::easy birds::song"
    assert read_sync_base(text) == SyncBase(
        ModTime(SECOND),
        {"Question": "1a2b3c4d", "Spare 1": "00000000"},
        ("difficulty::easy", "birds::song"),
    )


def test_the_field_is_read_as_a_build_writes_it() -> None:
    fields = {"Question": "What is <b>small</b>?", "Answer": "", "Spare 2": "x"}
    read = read_sync_base(sync_field(ModTime(SECOND), fields, ["difficulty::easy"]))
    assert read
    assert read.second == SECOND
    assert read.tags == ("difficulty::easy",)
    assert {name: read.hash_of(name) for name in fields} == {
        name: field_hash(html) for name, html in fields.items()
    }


def test_a_field_without_a_text_is_not_written() -> None:
    base = SyncBase(ModTime(SECOND), {"Question": HASH_OF_NOTHING, "Answer": "1a2b3c4d"}, ("a",))
    assert base.text == "1 1795348800 Answer=1a2b3c4d | a"
    assert base.hash_of("Question") == base.hash_of("Hint") == field_hash("")
    assert sha256(b"").hexdigest().startswith(HASH_OF_NOTHING)


@pytest.mark.parametrize("tags", [("|",), ("a|b", "|", "x=1a2b3c4d"), ("=", "Question=1a2b3c4d")])
def test_tags_may_hold_the_signs_that_divide(tags: tuple[str, ...]) -> None:
    base = SyncBase(ModTime(SECOND), {"Question": "1a2b3c4d"}, tags)
    assert read_sync_base(base.text) == base


def test_without_tags_nothing_follows_the_bar_that_an_editor_could_drop() -> None:
    assert SyncBase(ModTime(SECOND), {}, ()).text == "1 1795348800 |"
    assert read_sync_base("1 1795348800 |") == SyncBase(ModTime(SECOND), {}, ())


def test_spaces_between_and_after_tags_are_no_tags() -> None:
    assert read_sync_base("1 1795348800 | ") == SyncBase(ModTime(SECOND), {}, ())
    assert read_sync_base("1 1795348800 | a  b ") == SyncBase(ModTime(SECOND), {}, ("a", "b"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mine",
        "1",
        "1 1795348800",
        "1 1795348800 Question=1a2b3c4d",
        "2 1795348800 |",
        "01 1795348800 |",
        "1 12345678 |",
        "1 123456789012 |",
        "1 -795348800 |",
        "1 ١٧٩٥٣٤٨٨٠٠ |",
        "1  1795348800 |",
        "1 1795348800  |",
        " 1 1795348800 |",
        "1 1795348800 Question=1a2b3c4 |",
        "1 1795348800 Question=1A2B3C4D |",
        "1 1795348800 Question |",
        "1 1795348800 =1a2b3c4d |",
        "1 1795348800 Question=1a2b3c4d Question=00000000 |",
        "1&nbsp;1795348800 |",
        "<b>1 1795348800 |</b>",
    ],
)
def test_what_somebody_changed_is_not_read(text: str) -> None:
    assert read_sync_base(text) is None
