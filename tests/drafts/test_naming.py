"""Ids and uids that every rule of the deck file accepts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.drafting.naming import hash_in, note_id, uid
from ankiflask.text import slug

HASH = "0123456789abcdef"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Red blood cells", "red-blood-cells-01234567"),
        ("render_template()", "render-template-01234567"),
        ("Newton's first law", "newtons-first-law-01234567"),
        ("fotosíntesis", "fotosintesis-01234567"),
        ("光合作用", "note-01234567"),
        ("the separation of the powers of government", "the-separation-of-the-powers-of-01234567"),
    ],
)
def test_an_id_is_the_term_and_the_statement_s_hash(term: str, expected: str) -> None:
    assert note_id(term, HASH) == expected


@given(st.text())
def test_every_id_is_one(term: str) -> None:
    made = note_id(term, HASH)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert 3 <= len(made) <= 48
    assert hash_in(made) == HASH[:8]


@pytest.mark.parametrize(
    "written", ["map-url-to-view", "01234567", "view-0123456", "view-0123456G"]
)
def test_an_id_of_an_author_s_own_names_no_hash(written: str) -> None:
    assert hash_in(written) == ""


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("notes", "notes"),
        ("My Notes 2", "my-notes-2"),
        ("2024", "deck-2024"),
        ("x", "deck-x"),
        ("", "deck"),
    ],
)
def test_a_uid_is_the_stem_in_plain_letters(stem: str, expected: str) -> None:
    assert uid(stem) == expected


@given(st.text())
def test_every_uid_is_one(stem: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]{1,31}", uid(stem))


def test_names_that_lose_letters_keep_apart() -> None:
    assert len({uid(stem) for stem in ("生物", "歴史", "Geo 生物", "Geo 歴史", "geo")}) == 5


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_a_slug_is_no_longer_than_it_may_be(text: str, longest: int) -> None:
    assert len(slug(text, longest)) <= longest
