"""A journal is read as it was written, however its writer ended."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.problems import Source
from ankiflask.sync.journal import Header, Journal, read_journal
from ankiflask.sync.operations import FieldsWritten
from tests.budget import examples
from tests.sync.journal.birds import OPERATIONS, ROBIN, ROBIN_NAME, journal, written

CASES = Path(__file__).parents[2] / "cases"
WHOLE = written(*OPERATIONS)
BEGIN, *STEPS, DONE = WHOLE.splitlines(keepends=True)


def read(text: str) -> Journal:
    found, problems = read_journal(Source("journal", text))
    assert problems == ()
    assert found
    return found


def test_every_entry_comes_back() -> None:
    assert read(WHOLE) == journal(*OPERATIONS)


def test_a_journal_of_version_0_1_is_read_and_written_byte_for_byte() -> None:
    text = (CASES / "journal" / "version-0.1.jsonl").read_text(encoding="ascii")
    assert read(text) == journal(*OPERATIONS)
    assert text == WHOLE


def test_an_entry_is_one_line_of_ascii() -> None:
    operation = FieldsWritten(ROBIN_NAME, ROBIN, {"Answer": ("é\n\u2028🙂", "\ud800\x00")})
    text = written(operation)
    assert text.isascii()
    assert text.splitlines() == text.split("\n")[:-1]
    assert read(text) == journal(operation)


@pytest.mark.parametrize("profile", [None, "", "Änne"])
def test_a_profile_that_is_not_known_stays_unknown(profile: str | None) -> None:
    header = Header(began=1, url="http://a.test", profile=profile, home="", uids=())
    assert read(written(header=header)).header == header


def test_steps_of_which_no_line_says_that_they_were_carried_out_are_read_as_well() -> None:
    assert read(WHOLE.removesuffix(DONE)) == journal(*OPERATIONS)


def test_a_journal_that_was_cut_off_anywhere_loses_its_last_line_at_most() -> None:
    for end in range(len(BEGIN), len(WHOLE) + 1):
        whole = [each for each in STEPS if each.strip() in WHOLE[:end].split("\n")]
        assert read(WHOLE[:end]).operations == OPERATIONS[: len(whole)]


def test_zeros_at_the_end_as_a_power_cut_leaves_them_are_let_go() -> None:
    assert read(BEGIN + STEPS[0] + "\0" * 4096).operations == OPERATIONS[:1]


@pytest.mark.parametrize("text", ["", "\n", "{", "null\n", "[]\n", DONE, WHOLE.removeprefix(BEGIN)])
def test_a_text_that_does_not_begin_as_a_journal_is_refused(text: str) -> None:
    found, (problem,) = read_journal(Source("journal", text))
    assert found is None
    assert (problem.rule, problem.file, problem.line) == ("journal-header", "journal", 1)


def test_a_format_that_is_not_ours_is_refused() -> None:
    newer = json.loads(BEGIN) | {"format": 2}
    found, problems = read_journal(Source("journal", json.dumps(newer) + "\n"))
    assert found is None
    assert [problem.rule for problem in problems] == ["journal-header"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "no JSON",
        "[" * 100_000,
        "{}",
        '{"step": 1}',
        '{"step": "1", "media": []}',
        '{"step": 1, "media": [1]}',
        '{"step": 1, "notes": {"birds/wren": "1"}}',
        '{"step": 1, "tags": "birds/wren", "added": [], "removed": []}',
        '{"step": 1, "tags": "birds/wren", "row": 1, "added": [1], "removed": []}',
        '{"step": 1, "fields": "birds/wren", "row": 1, "texts": {"Answer": ["one"]}}',
        '{"step": 1, "fields": "birds/wren", "row": 1, "texts": {"Answer": "on"}}',
        '{"step": 1, "suspended": "birds/wren", "row": 1, "cards": [null]}',
        '{"step": 1, "style": "other", "name": "", "css": null, "templates": {}}',
        '{"step": 1, "style": "qa", "name": "", "css": ["a"], "templates": {}}',
        '{"step": 1, "style": "qa", "name": "", "css": null, "templates": {"a": [["b"], ["c"]]}}',
        '{"done": 1}',
        '{"done": ["1"]}',
        BEGIN.strip(),
    ],
)
def test_a_line_that_is_none_is_told_with_its_number(line: str) -> None:
    found, (problem,) = read_journal(Source("journal", f"{BEGIN}{line}\n{STEPS[0]}"))
    assert found is None
    assert (problem.rule, problem.line) == ("journal-line", 2)
    assert problem.remedy


@examples(300)
@given(st.integers(0, len(WHOLE)), st.text(max_size=5), st.integers(0, 60))
def test_whatever_was_done_to_a_journal_it_is_read_or_refused(
    place: int, more: str, less: int
) -> None:
    found, problems = read_journal(Source("journal", WHOLE[:place] + more + WHOLE[place + less :]))
    assert (found is None) is bool(problems)
