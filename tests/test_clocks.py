"""No test measures time against a clock: it would say something of the machine, and not of the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CLOCKS = {
    "perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "time_ns", "process_time",
    "process_time_ns", "thread_time", "thread_time_ns", "getrusage", "os.times", "time.time",
    "datetime.now", "timeit",
}  # fmt: skip
# Who may read a clock or set a limit of its own, and why that decides about no test.
MAY = {
    "growth.py": "compares processor times with each other",
    "waiting.py": "is the limit against hangs",
    "fuzz/test_linear_time.py": "compares processor times with each other",
    "cli/terminal.py": "presses a key again that was lost",
    "crash/builders.py": "spreads kills over the time that a build takes",
    "anki/test_lost_lock.py": "waits until a later build is newer",
    "anki/test_upgrade_from_0_1.py": "waits until a later build is newer",
    "sync/any_order_author.py": "dates a deck's notes",
    "sync/connect/peer.py": "drips bytes",
    "sync/connect/test_one_request.py": "looks now and then whether it is to end",
    "addon/wire.py": "looks up now and then whether it is to end",
    "crash/test_two_builders.py": "lets another build go as far as it can",
}


def clocks(source: str) -> Iterator[str]:
    """Yield the clocks that are read and the limits in seconds that are set, with their lines."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                found = name if name in CLOCKS else f"{owner}.{name}"
            case ast.Name(id=found):
                pass
            case ast.keyword(arg="timeout", value=ast.Constant(value=int() | float())):
                yield f"{node.value.lineno}: timeout"
                continue
            case ast.Call(
                func=ast.Attribute(attr="wait" | "settimeout" | "join"),
                args=[ast.Constant(value=int() | float())],
            ):
                yield f"{node.lineno}: timeout"
                continue
            case _:
                continue
        if found in CLOCKS:
            yield f"{node.lineno}: {found}"


def test_no_test_reads_a_clock_or_sets_a_limit_of_its_own() -> None:
    found = {
        file.relative_to(TESTS).as_posix(): list(clocks(file.read_text(encoding="utf-8")))
        for file in sorted(TESTS.rglob("*.py"))
        if "cases" not in file.relative_to(TESTS).parts
    }
    assert {name: lines for name, lines in found.items() if lines and name not in MAY} == {}


@pytest.mark.parametrize(
    "line",
    [
        "start = perf_counter()",
        "start = time.monotonic()",
        "now = time.time()",
        "now = datetime.now(UTC)",
        "process.communicate(timeout=5)",
        "process.wait(2)",
        "server.settimeout(0.5)",
    ],
)
def test_a_clock_or_a_limit_would_be_seen(line: str) -> None:
    assert len(list(clocks(line))) == 1


@pytest.mark.parametrize(
    "line", ["process.wait(timeout=HANG_LIMIT)", "', '.join(names)", "time.sleep(1)"]
)
def test_what_decides_nothing_is_not_seen(line: str) -> None:
    assert not list(clocks(line))
