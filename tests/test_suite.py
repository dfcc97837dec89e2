"""The suite can be trusted on any machine: it ends, and however it was started it says the same."""

import os
import subprocess
import sys
from pathlib import Path

from tests.waiting import HANG_LIMIT

ROOT = Path(__file__).parents[1]


def pytest_runs(*words: str | Path, before: str = ":") -> str:
    """Run another pytest in a shell that does something first; return what it prints."""
    done = subprocess.run(
        ["sh", "-c", f'{before}; exec "$@"', "sh", sys.executable, "-m", "pytest", "-q",
         "-p", "no:cacheprovider", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=HANG_LIMIT,
        check=False,
    )  # fmt: skip
    return done.stdout


def test_tests_that_send_signals_pass_where_signals_are_ignored() -> None:
    """As in a job that a shell started in the background, or nohup."""
    module = Path("tests") / "cli" / "test_surroundings.py"
    printed = pytest_runs(module, "-k", "ctrl_c", before="trap '' INT HUP TERM")
    assert "1 passed" in printed, printed


def test_a_test_that_hangs_fails_and_leaves_no_process(tmp_path: Path) -> None:
    test = tmp_path / "test_it.py"
    test.write_text(
        "import subprocess, pathlib\n"
        "def test_it():\n"
        "    with subprocess.Popen(['sh', '-c', 'sleep 1000 & echo $!; wait'], stdout=-1) as one:\n"
        f"        pathlib.Path({str(tmp_path)!r}, 'sleeper').write_bytes(one.stdout.readline())\n"
        "        one.wait()\n",
        encoding="utf-8",
    )
    printed = pytest_runs(test, "-p", "tests.hanging", "-c", os.devnull, "--timeout", "3")
    assert "1 failed" in printed, printed
    assert "Timeout" in printed
    sleeper = (tmp_path / "sleeper").read_text(encoding="ascii").strip()
    state = Path(f"/proc/{sleeper}/stat")
    assert not state.exists() or state.read_text(encoding="utf-8").split()[2] == "Z"
