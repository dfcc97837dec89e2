"""The process between ankiflask and a program that it runs: `keeper.py PREFIX PARENT_FOLDER`.

It makes a temporary folder and runs one program at a time. Standard input is a pipe that ankiflask
alone holds. So it ends when ankiflask ends, even by SIGKILL; then the program is killed with all that
it started, and the folder is removed. It needs nothing but Python's own library.

Each line of standard input is a JSON object: `start` a program, `say` a line to it, `stop` it,
`remove` a folder. It prints {"folder": path} first, and {"ended": exit code} when a program has
ended (null: its time was over). A program without an `output` file prints to the same pipe.
"""

import contextlib
import ctypes
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_SET_CHILD_SUBREAPER = 36  # Linux: an option of prctl()
_NOT_STARTED = 127


def remove(folder: Path) -> None:
    """Remove a folder with all in it as far as that is possible, however deep it is."""
    waiting = [*_emptied(folder, folder)]
    while waiting:
        each = waiting.pop()
        # What is deeper is moved up first: neither a path nor this function ever gets long.
        waiting += _emptied(each, folder)
        with contextlib.suppress(OSError):
            each.rmdir()
    with contextlib.suppress(OSError):
        folder.rmdir()


def _emptied(folder: Path, top: Path) -> Iterator[Path]:
    """Remove the files of a folder, and yield its folders, which are moved to `top`."""
    try:
        folder.chmod(0o700)
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        with contextlib.suppress(OSError):
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry)  # noqa: PTH108 - an entry is no Path
                continue
            path = Path(entry)
            path.chmod(0o700)
            yield path.rename(top / f"{os.urandom(8).hex()}.gone") if folder != top else path


class _Program:
    """A program that runs, and the threads that feed and await it."""

    def __init__(self, order: Mapping[str, Any]) -> None:
        with contextlib.ExitStack() as stack:
            output = order["output"]
            self._process = subprocess.Popen(  # noqa: S603 - what ankiflask asks for
                order["words"],
                stdin=subprocess.PIPE,
                stdout=stack.enter_context(Path(output).open("ab")) if output else None,
                stderr=subprocess.DEVNULL,
                cwd=order["cwd"],
                env=order["env"],
                start_new_session=True,
            )
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._waiter = threading.Thread(target=self._wait, args=[order["seconds"]], daemon=True)
        threading.Thread(target=self._feed, daemon=True).start()
        self._waiter.start()

    def stop(self) -> None:
        """Kill the program; its end is told as any other."""
        if self._process.poll() is None:
            self._kill_group()

    def join(self) -> None:
        """Wait until the program has ended with all that it started."""
        self._waiter.join()

    def _feed(self) -> None:
        assert self._process.stdin is not None  # noqa: S101 - it was started with a pipe
        with contextlib.suppress(OSError):
            while True:
                self._process.stdin.write(f"{self.lines.get()}\n".encode())
                self._process.stdin.flush()

    def _wait(self, seconds: float | None) -> None:
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            code = None
        self._kill_group()
        self._process.wait()
        _kill_descendants()
        _tell({"ended": code})

    def _kill_group(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _kill_descendants() -> None:
    """Kill what left the program's group: on Linux its orphans come to this process."""
    while found := [*_descendants(os.getpid())]:
        killed = 0
        for process in found:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
                killed += 1
        if not killed:
            return
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, 0)


def _descendants(process: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208 - names are what is wanted
            children = Path(f"/proc/{process}/task/{task}/children").read_text(encoding="ascii")
            for child in map(int, children.split()):
                yield child
                yield from _descendants(child)


def _tell(words: Mapping[str, Any]) -> None:
    with contextlib.suppress(OSError):  # nobody is there any more
        os.write(1, (json.dumps(words) + "\n").encode())


def _keep(folder: Path) -> None:
    _tell({"folder": str(folder)})
    program: _Program | None = None
    try:
        for line in sys.stdin:
            match json.loads(line):
                case {"start": order}:
                    try:
                        program = _Program(order)
                    except OSError:
                        program = None
                        _tell({"ended": _NOT_STARTED})
                case {"say": words} if program:
                    program.lines.put(words)
                case {"stop": _} if program:
                    program.stop()
                case {"remove": gone}:
                    remove(Path(gone))
    finally:
        if program:
            program.stop()
            program.join()
        remove(folder)


def _main() -> None:
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # not ignored: a program would inherit that
            signal.signal(getattr(signal, name), lambda *_: None)
    if hasattr(signal, "pthread_sigmask"):  # who starts this may have held signals back
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    prefix, parent = sys.argv[1:]
    _keep(Path(tempfile.mkdtemp(prefix=prefix, dir=parent)))


if __name__ == "__main__":
    _main()
