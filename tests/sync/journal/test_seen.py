"""Which notes a profile has held, as a file that is read even where it was damaged."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.problems import Severity, Source
from ankiflask.sync.state import read_seen, seen_text
from tests.budget import examples

SEEN = {"flask": {"routing", "session"}, "birds": {"robin"}}


def test_what_was_written_is_read() -> None:
    found, problems = read_seen(Source("seen", seen_text(SEEN)))
    assert found == {uid: frozenset(ids) for uid, ids in SEEN.items()}
    assert problems == ()


def test_equal_ids_are_an_equal_text_whatever_their_order() -> None:
    told = {"birds": ["robin"], "flask": ["session", "routing", "session"]}
    assert seen_text(told) == seen_text(SEEN)
    assert json.loads(seen_text(SEEN)) == {
        "format": 1,
        "seen": {"birds": ["robin"], "flask": ["routing", "session"]},
    }


def test_an_empty_file_has_seen_nothing() -> None:
    assert read_seen(Source("seen", "")) == ({}, ())


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"format": 2, "seen": {}}',
        '{"seen": {}}',
        '{"format": 1}',
    ],
)
def test_a_text_that_is_none_is_a_warning_that_tells_what_follows(text: str) -> None:
    found, (problem,) = read_seen(Source("seen", text))
    assert found == {}
    assert (problem.rule, problem.severity) == ("seen-unreadable", Severity.WARNING)
    assert "added again" in problem.remedy


def test_one_damaged_deck_takes_no_other_along() -> None:
    text = '{"format": 1, "seen": {"birds": ["robin"], "flask": "routing", "trees": [1]}}'
    found, problems = read_seen(Source("seen", text))
    assert found == {"birds": {"robin"}}
    assert [problem.message for problem in problems] == [
        'Which notes of "flask" were in Anki before cannot be read.',
        'Which notes of "trees" were in Anki before cannot be read.',
    ]


@examples(200)
@given(st.text(max_size=40), st.integers(0, 90), st.integers(0, 20))
def test_whatever_was_done_to_the_file_it_is_read(more: str, place: int, less: int) -> None:
    text = seen_text(SEEN)
    found, _ = read_seen(Source("seen", text[:place] + more + text[place + less :]))
    assert all(isinstance(ids, frozenset) for ids in found.values())
