"""Identity: the numbers that learners' reviews hang on."""

import genanki
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.identity import AnkiNoteId, NoteId, card_row_id, guid, note_row_id

IDS = st.from_regex(r"[a-z0-9]{1,10}(-[a-z0-9]{1,10}){0,3}", fullmatch=True)
EARLIEST, LATEST = 978_307_200_000, 978_307_200_000 + 2**39


def test_the_identity_of_a_published_note_never_moves() -> None:
    assert guid("flask", NoteId("map-url-to-view")) == "ccntDj+/AZ"
    assert note_row_id("flask", NoteId("map-url-to-view")) == 1_203_051_197_246
    assert card_row_id(AnkiNoteId(1_203_051_197_246), 1) == 1_203_051_197_246
    assert card_row_id(AnkiNoteId(1_203_051_197_246), 2) == 1_203_051_197_247


@given(uid=IDS, note_id=IDS)
def test_the_guid_is_genanki_s(uid: str, note_id: str) -> None:
    assert guid(uid, NoteId(note_id)) == genanki.guid_for("ankiflask", uid, note_id)


@given(uid=IDS, note_id=IDS, ordinal=st.integers(0, 499))
def test_row_ids_are_milliseconds_that_anki_accepts(uid: str, note_id: str, ordinal: int) -> None:
    assert EARLIEST <= note_row_id(uid, NoteId(note_id)) < LATEST
    assert EARLIEST <= card_row_id(note_row_id(uid, NoteId(note_id)), ordinal + 1) < LATEST
