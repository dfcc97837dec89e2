"""A journal is read as it was written, however its writer ended."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.problems import Source
from ankiflask.sync.journal import Done, Header, Journal, Step, entry_line, read_journal
from ankiflask.sync.operations import FieldsWritten
from tests.budget import examples
from tests.sync.journal.birds import HEADER, OPERATIONS, REWRITTEN, journal

CASES = Path(__file__).parents[2] / "cases"
WHOLE = "".join(
    [
        entry_line(HEADER),
        *(entry_line(Step(number, each)) for number, each in enumerate(OPERATIONS, start=1)),
        entry_line(Done(tuple(range(1, len(OPERATIONS) + 1)))),
    ]
)


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
    texts = {"Answer": ("é\n\u2028🙂", "\ud800\x00")}
    line = entry_line(Step(1, FieldsWritten("birds/robin", 7, texts)))
    assert line.isascii()
    assert line.splitlines() == [line[:-1]]
    (step,) = read(entry_line(HEADER) + line).steps
    assert step.operation == FieldsWritten("birds/robin", 7, texts)


@pytest.mark.parametrize("profile", [None, "", "Änne"])
def test_a_profile_that_is_not_known_stays_unknown(profile: str | None) -> None:
    header = Header(began=1, url="http://a.test", profile=profile, home="", uids=())
    assert read(entry_line(header)).header == header


def test_a_journal_that_was_cut_off_anywhere_loses_its_last_line_at_most() -> None:
    for end in range(len(entry_line(HEADER)), len(WHOLE) + 1):
        found = read(WHOLE[:end])
        *whole, last = WHOLE[:end].split("\n")
        steps = [each for each in (*whole, last) if '"step"' in each and _is_whole(each)]
        assert len(found.steps) == len(steps)
        assert found.is_torn is bool(last and not _is_whole(last))


def _is_whole(line: str) -> bool:
    return line in WHOLE.split("\n")


def test_zeros_at_the_end_as_a_power_cut_leaves_them_are_let_go() -> None:
    found = read(entry_line(HEADER) + entry_line(Step(1, REWRITTEN)) + "\0" * 4096)
    assert len(found.steps) == 1
    assert found.is_torn


@pytest.mark.parametrize(
    "text", ["", "\n", "{", "null\n", "[]\n", entry_line(Done((1,))), WHOLE.split("\n", 1)[1]]
)
def test_a_text_that_does_not_begin_as_a_journal_is_refused(text: str) -> None:
    found, (problem,) = read_journal(Source("journal", text))
    assert found is None
    assert (problem.rule, problem.file, problem.line) == ("journal-header", "journal", 1)


def test_a_format_that_is_not_ours_is_refused() -> None:
    newer = json.loads(entry_line(HEADER)) | {"format": 2}
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
        entry_line(HEADER).strip(),
    ],
)
def test_a_line_that_is_none_is_told_with_its_number(line: str) -> None:
    found, (problem,) = read_journal(Source("journal", f"{entry_line(HEADER)}{line}\n{WHOLE.split(chr(10))[1]}\n"))  # fmt: skip
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
