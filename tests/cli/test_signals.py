"""Whatever ends `check --run`: the example ends, and all that it started, and no folder is left."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import HANG_LIMIT, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")

# It writes its own number, those of a child and of a child that leaves its group and its parent.
EXAMPLE = """\
import os, subprocess, sys
child = subprocess.Popen(["sleep", "600"])
away = "import os, subprocess; print(subprocess.Popen(['sleep', '600'], start_new_session=True, stdout=-3).pid)"
other = subprocess.run([sys.executable, "-c", away], stdout=subprocess.PIPE, text=True).stdout
_ = open({mark!r} + ".new", "w").write(f"{{os.getpid()}} {{child.pid}} {{other}}")
os.rename({mark!r} + ".new", {mark!r})
"""
LOOPS = {
    "sleeping": "import time\nwhile True:\n    time.sleep(1)\n",
    "busy": "while True:\n    pass\n",
    "ignoring signals": "import signal, time\nfor each in (1, 2, 15):\n    signal.signal(each, signal.SIG_IGN)\nwhile True:\n    time.sleep(1)\n",
    "ending": "",
}
CODES = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130, "SIGKILL": -9}


def write_deck(folder: Path, loop: str) -> Path:
    """Write a deck whose example runs on; return where it says that it does."""
    mark = folder / "mark"
    code = (EXAMPLE.format(mark=str(mark)) + loop).replace("\n", "\n      ").rstrip(" ")
    (folder / "deck.yaml").write_text(
        "deck: Tea\nuid: tea\ndifficulty: easy\nnotes:\n  - id: tea\n    question: What is tea?\n"
        f"    answer: A drink.\n    example: |\n      {code}",
        encoding="utf-8",
    )
    (folder / "tmp").mkdir()
    return mark


@contextmanager
def checking(folder: Path, before: str = "") -> "Iterator[subprocess.Popen[str]]":
    start = f"{before}\nfrom ankiflask.cli.app import main\nmain()"
    with subprocess.Popen(
        [sys.executable, "-c", start, "check", "deck.yaml", "--run", "--time-limit", "600"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "TMPDIR": str(folder / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        yield process


def lives(number: str) -> bool:
    try:
        return (
            Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
            != "Z"
        )
    except OSError:
        return False


@pytest.mark.parametrize("loop", [name for name in LOOPS if name != "ending"])
@pytest.mark.parametrize("name", CODES)
def test_nothing_is_left_of_an_example_when_a_signal_ends_the_check(
    tmp_path: Path, name: str, loop: str
) -> None:
    mark = write_deck(tmp_path, LOOPS[loop])
    with checking(tmp_path) as process:
        wait_for(lambda: mark.exists() or process.poll() is not None)
        started = mark.read_text(encoding="utf-8").split()
        assert [lives(each) for each in started] == [True] * 3
        process.send_signal(signal.Signals[name])
        _, err = process.communicate(timeout=HANG_LIMIT)
    assert process.returncode == CODES[name]
    assert err.strip() == ("" if name == "SIGKILL" else "Stopped.")
    if name == "SIGKILL":  # nobody waited for what ends with it
        wait_for(lambda: not any((tmp_path / "tmp").iterdir()))
    assert not any(map(lives, started))
    assert not any((tmp_path / "tmp").iterdir())


def test_what_an_example_started_ends_with_it_wherever_it_is(tmp_path: Path) -> None:
    mark = write_deck(tmp_path, LOOPS["ending"])
    with checking(tmp_path) as process:
        process.communicate(timeout=HANG_LIMIT)
    assert process.returncode == 0
    assert not any(map(lives, mark.read_text(encoding="utf-8").split()))
    assert not any((tmp_path / "tmp").iterdir())


def test_the_whole_session_killed_at_once_leaves_nothing(tmp_path: Path) -> None:
    mark = write_deck(tmp_path, LOOPS["busy"])
    with checking(tmp_path) as process:
        wait_for(lambda: mark.exists() or process.poll() is not None)
        os.killpg(process.pid, signal.SIGKILL)
    wait_for(lambda: not any((tmp_path / "tmp").iterdir()))
    assert not any(map(lives, mark.read_text(encoding="utf-8").split()))


def test_two_signals_at_once_are_one(tmp_path: Path) -> None:
    """As `timeout` sends them: to the process, and to its group."""
    mark = write_deck(tmp_path, LOOPS["sleeping"])
    with checking(tmp_path) as process:
        wait_for(lambda: mark.exists() or process.poll() is not None)
        for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGHUP):
            process.send_signal(number)
        _, err = process.communicate(timeout=HANG_LIMIT)
    assert process.returncode in (143, 129)
    assert err.strip() == "Stopped."
    assert not any((tmp_path / "tmp").iterdir())


LOSING = """
import os, signal, sys

class Losing:
    def find_spec(self, name, *_):
        if name == "ankiflask.cli.check":
            try:
                os.kill(os.getpid(), signal.{name})
            except KeyboardInterrupt:
                pass
            raise TypeError("expected a message argument")

sys.meta_path.insert(0, Losing())
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_that_a_library_turns_into_an_error_of_its_own_is_no_traceback(
    tmp_path: Path, name: str
) -> None:
    """Python's import statement does so when the signal comes in one of its C calls."""
    write_deck(tmp_path, LOOPS["ending"])
    with checking(tmp_path, LOSING.format(name=name)) as process:
        _, err = process.communicate(timeout=HANG_LIMIT)
    assert err.strip() == "Stopped."
    assert process.returncode == CODES[name]


def test_a_signal_that_is_ignored_stays_so(tmp_path: Path) -> None:
    mark = write_deck(tmp_path, LOOPS["sleeping"])
    nohup = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)"
    with checking(tmp_path, nohup) as process:
        wait_for(lambda: mark.exists() or process.poll() is not None)
        process.send_signal(signal.SIGHUP)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=HANG_LIMIT)
    assert process.returncode == 143


def test_a_bomb_of_another_program_ends_with_the_time_of_the_example(tmp_path: Path) -> None:
    """What is not counted, since no Python started it, at least ends."""
    loop = "import subprocess\nsubprocess.run(['sh', '-c', 'for i in $(seq 200); do setsid sleep 600 & done; wait'])\n"
    mark = write_deck(tmp_path, loop)
    with checking(tmp_path) as process:
        wait_for(lambda: mark.exists() or process.poll() is not None)
        assert _working_in(tmp_path)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=HANG_LIMIT)
    assert not _working_in(tmp_path)


def _working_in(folder: Path) -> list[str]:
    """Return the processes whose current folder is an example's."""
    return [each.name for each in Path("/proc").glob("[0-9]*") if _works_in(each.name, folder)]


def _works_in(number: str, folder: Path) -> bool:
    try:
        return lives(number) and str(folder / "tmp") in str(Path(f"/proc/{number}/cwd").readlink())
    except OSError:
        return False
