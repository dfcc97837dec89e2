"""The net under an example: what it may take, what it meets, and what is left of it."""

import os
import socket
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from ankiflask.errors import UsageError
from ankiflask.examples.run import absolute_python, run
from tests.examples.notes import HERE, prove, proven, read
from tests.waiting import HANG_LIMIT

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")


def test_an_endless_loop_ends_with_its_time() -> None:
    assert proven("while True: pass", seconds=0.5) == (
        "1 example-failed: The example did not end within 0.5 seconds.",
    )


def test_a_thread_that_never_ends_is_an_endless_loop_too() -> None:
    example = "import threading, time\nthreading.Thread(target=time.sleep, args=[60]).start()"
    assert "did not end" in proven(example, seconds=1)[0]


def test_output_without_end_is_cut_off() -> None:
    assert proven("while True: print('tea' * 100)") == (
        "1 example-failed: The example prints more than 1 MiB.",
    )


@LINUX
def test_memory_is_limited() -> None:
    assert proven("tea = bytearray(10**10)") == (
        "1 example-failed: The code stops here with 'MemoryError'.",
    )


@LINUX
def test_processes_are_counted_also_those_of_processes() -> None:
    bomb = "import os\nwhile True:\n    os.fork()"
    (found,) = proven(bomb, seconds=5)
    assert "an example may start 64 processes" in found


def test_standard_input_is_at_its_end() -> None:
    assert proven("input()  # EOFError: EOF when reading a line") == ()


@pytest.mark.parametrize(
    ("end", "words"),
    [("_exit(0)", "with exit code 0"), ("_exit(3)", "with exit code 3"), ("abort()", "killed by signal 6")],
)  # fmt: skip
def test_a_python_that_ends_before_its_end_is_told(end: str, words: str) -> None:
    assert proven(f"import os\nos.{end}") == (
        f"1 example-failed: The example's Python ended before its end, {words}.",
    )


def test_an_exit_with_success_is_an_end_and_what_it_leaves_out_never_ran() -> None:
    assert proven("import sys\nsys.exit()") == ()
    assert "never ran" in proven("import sys\nsys.exit()\nprint(1)  # 1")[0]


@pytest.mark.parametrize(
    "ask",
    [
        "socket.create_connection(('192.0.2.1', 80))",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 80))",
        "socket.getaddrinfo('tea.example', 80)",
        "socket.gethostbyname(b'tea.example')",
        "__import__('urllib.request').request.urlopen('http://tea.example')",
    ],
)
def test_the_network_is_refused(ask: str) -> None:
    (found,) = proven(f"import socket\n{ask}")
    assert "examples have no network, and this one asks for" in found


def test_where_the_deck_opens_the_network_nothing_refuses() -> None:
    """The outside is played by a port of this machine, which a closed network does not reach."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(HANG_LIMIT)
        Thread(target=_greet, args=[server], daemon=True).start()
        ask = f"import socket\nprint(socket.create_connection({server.getsockname()}).recv(3))"
        assert proven(f"{ask}  # b'tea'", "network") == ()


def _greet(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.send(b"tea")


def test_an_example_can_talk_to_itself() -> None:
    assert (
        proven("""\
import socket, socketserver
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(("localhost", server.getsockname()[1]))
server.accept()[0].send(b"tea")
client.recv(3)  # b'tea'
one, other = socket.socketpair()""")
        == ()
    )


def test_each_example_has_an_empty_folder_of_its_own_that_goes_with_it(tmp_path: Path) -> None:
    example = f"""\
import os, tempfile
os.listdir()  # ['example.py']
open("tea.txt", "w").close()
open({str(tmp_path / "where.txt")!r}, "a").write(os.getcwd() + "\\n" + tempfile.gettempdir() + "\\n")
"""
    assert prove([read(example)[0]] * 2) == []
    # It is no wall: an example can write where its user can.
    folders = (tmp_path / "where.txt").read_text(encoding="utf-8").split()
    assert len(set(folders)) == 4
    assert not any(Path(folder).exists() for folder in folders)


def test_the_environment_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "MY_SECRET", "PYTHONSTARTUP", "PYTHONPATH"):
        monkeypatch.setenv(name, "/secret")
    assert (
        proven("""\
import os, sys
sorted(name for name in os.environ if name != "LC_CTYPE")  # ['HOME', 'LANG', 'PATH', 'TMPDIR']
os.listdir(os.environ["HOME"])  # []
"/secret" in sys.path  # False""")
        == ()
    )


@LINUX
def test_what_an_example_has_started_ends_with_it(tmp_path: Path) -> None:
    told_in = tmp_path / "number"
    example = f"import subprocess\nsleeper = subprocess.Popen(['sleep', '60'])\nopen({str(told_in)!r}, 'w').write(str(sleeper.pid))"
    assert proven(example) == ()
    state = Path(f"/proc/{told_in.read_text(encoding='utf-8')}/stat")
    for _ in range(600):  # it was killed; the system takes its time to bury it
        if _is_gone(state):
            return
        time.sleep(0.05)
    pytest.fail("it lives on")


def _is_gone(state: Path) -> bool:
    try:
        return state.read_text(encoding="utf-8").split()[2] == "Z"
    except OSError:
        return True


def test_a_child_that_runs_on_to_the_end_reports_nothing() -> None:
    assert (
        proven("import os\nif os.fork():\n    _ = os.wait()\n    x = 5\nelse:\n    x = 6\nx  # 5")
        == ()
    )


def test_a_report_that_the_example_overwrites_is_no_traceback_of_ours() -> None:
    example = (
        "import os, atexit\natexit.register(lambda: open('../report', 'w').write('[{')) and None"
    )
    assert "ended before its end" in proven(example)[0]


def test_examples_come_back_in_their_order_and_stopping_early_ends_the_others() -> None:
    loop, quick = read("while True: pass")[0], read("'te' + 'a'  # 'tea'")[0]
    running = run([quick, loop, loop, loop], HERE)
    example, seen = next(running)
    assert (example, seen.is_whole) == (quick, True)
    running.close()


def test_the_python_is_found_by_name_or_path_and_a_link_is_kept(tmp_path: Path) -> None:
    link = tmp_path / "python"
    link.symlink_to(sys.executable)
    assert absolute_python(str(link)) == link
    assert absolute_python(os.path.relpath(link)) == link
    for wrong in ("no-such-python", "/bin/true", str(tmp_path)):
        with pytest.raises(UsageError, match="is no Python of 3"):
            absolute_python(wrong)


def test_nothing_of_ours_is_left_behind_in_the_example_s_names() -> None:
    assert proven("sorted(name for name in globals() if 'ankiflask' in name)  # []") == ()
