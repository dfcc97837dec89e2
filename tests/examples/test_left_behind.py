"""What an example leaves behind may be anything: no shape of it hangs or breaks the check."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.examples.judge import judge
from ankiflask.examples.report import seen
from tests.examples.notes import proven, read

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
EXAMPLE, _ = read("print('tea')  # tea\n'te' + 'a'  # 'tea'\n")
PRINTED = b"tea\n"
EVENTS: list[dict[str, object]] = [
    {"place": ["example", 1, 0], "start": 0, "end": 4, "value": "", "raised": []},
    {"place": ["example", 2, 0], "start": 4, "end": 4, "value": "'tea'", "raised": []},
]
REPORT: dict[str, object] = {"events": EVENTS, "stop": None, "printed": 4}
STOP = {"key": "example", "row": 2, "words": "ValueError: no tea"}
NEVER_ENDED = "ended before its end"


def words_of(report: object, printed: bytes = PRINTED) -> str:
    text = report if isinstance(report, bytes) else json.dumps(report).encode()
    found = judge(EXAMPLE, seen(0, printed, text), 1)
    return "\n".join(f"{each.line} {each.message}" for each in found)


def event(**changes: object) -> dict[str, object]:
    return REPORT | {"events": [EVENTS[0] | changes]}


def test_the_reports_that_the_others_change_are_ours() -> None:
    assert words_of(REPORT) == ""
    assert "ValueError: no tea" in words_of(REPORT | {"stop": STOP})


@pytest.mark.parametrize(
    "report",
    [
        b"",
        b"[" * 500_000,
        b'{"events":' * 100_000,
        b"[]",
        b"null",
        b"1e999",
        b"\xff\xfe",
        b"1" * 5000,
        REPORT | {"events": {}},
        REPORT | {"events": [1]},
        REPORT | {"events": EVENTS * 501},
        REPORT | {"stop": 1},
        REPORT | {"stop": STOP | {"words": 5}},
        REPORT | {"stop": STOP | {"row": "q"}},
        REPORT | {"stop": STOP | {"key": []}},
        event(value=[1]),
        event(value=None),
        event(raised=[1, 2]),
        event(raised=["one"]),
        event(raised="of"),
        event(start=-1),
        event(start=3, end=2),
        event(end=5),
        event(end=10**30),
        event(start=1.5),
        event(start=None),
        event(place=[]),
        event(place=["example", "1", 0]),
        event(place={"example": 1}),
    ],
    ids=lambda report: str(report)[:60],
)
def test_a_report_of_another_shape_counts_as_none(report: object) -> None:
    assert NEVER_ENDED in words_of(report)


@pytest.mark.parametrize(
    "stop", [{"key": "unknown"}, {"row": -7}, {"row": 10**30}, {"row": 3, "key": "run"}, {"row": 0}]
)
def test_a_place_that_is_not_in_the_example_is_its_first_line(stop: dict[str, object]) -> None:
    assert words_of(REPORT | {"stop": STOP | stop}).startswith(
        f"{EXAMPLE.line} The code stops here"
    )


def test_halves_of_characters_can_be_printed() -> None:
    found = words_of(REPORT | {"stop": STOP | {"words": "\ud83d tea"}})
    assert "? tea" in found
    assert found.encode()


def test_statements_that_show_the_same_again_and_again_fill_no_memory() -> None:
    printed = b"x" * 1_000_000
    each = {"place": ["example", 1, 0], "start": 0, "end": len(printed), "value": "", "raised": []}
    assert NEVER_ENDED in words_of(REPORT | {"events": [each] * 1000}, printed)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["events", "stop", "place", "start", "end", "value", "raised", "key", "row", "words"]),
            inner,
        )
    ),
)  # fmt: skip


@given(report=JSON, at=st.sampled_from([*EVENTS[0], "", "events", "stop"]))
def test_no_report_breaks_the_judgement(report: object, at: str) -> None:
    words_of(report if not at else REPORT | {at: report} if at in REPORT else event(**{at: report}))


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_no_bytes_break_the_judgement(report: bytes, printed: bytes) -> None:
    words_of(report, printed)


@POSIX
@pytest.mark.parametrize("name", ["report", "printed"])
@pytest.mark.parametrize(
    "put",
    [
        "os.mkfifo(path)",
        "os.mkdir(path)",
        "os.symlink('/dev/zero', path)",
        "os.symlink('/etc/hostname', path)",
        "os.symlink(path, path)",
        "__import__('socket').socket(__import__('socket').AF_UNIX).bind(path)",
        "os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 60 * 1024**2)",
        "None",
    ],
)
def test_no_kind_of_file_in_place_of_ours_hangs_or_breaks_the_check(name: str, put: str) -> None:
    example = f"""\
import os
path = "../{name}"
if os.path.exists(path):
    os.unlink(path)
_ = {put}
os._exit(0)
"""
    (found,) = proven(example)
    assert NEVER_ENDED in found or "prints more than" in found


@POSIX
def test_a_folder_deeper_than_any_path_is_removed(tmp_path: Path) -> None:
    where = tmp_path / "where.txt"
    example = f"""\
import os
_ = open({str(where)!r}, "w").write(os.getcwd())
for _ in range(3000):
    os.mkdir("deep")
    os.chdir("deep")
os.mkdir("closed", 0)
"""
    assert proven(example) == ()
    assert not Path(where.read_text(encoding="utf-8")).exists()


@POSIX
@pytest.mark.parametrize("end", ["kill(os.getppid(), 9)", "killpg(0, 9)", "kill(os.getpid(), 9)"])
def test_an_example_that_kills_what_is_around_it_fails_and_the_next_ones_run(end: str) -> None:
    bad = f"import os\nos.{end}\nimport time\ntime.sleep(600)"
    (found,) = proven(bad)
    assert "killed by signal 9" in found
    assert proven("'te' + 'a'  # 'tea'") == ()
