"""Examples in processes of their own, several at a time: the only place that starts a deck's code."""

import json
import os
import shutil
import stat
import subprocess
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from tempfile import mkdtemp

from ankiflask.errors import UsageError
from ankiflask.examples.model import Example, Seen, Surroundings
from ankiflask.examples.report import MOST_PRINTED, seen
from ankiflask.processes.keeping import Keeper, leave_signals_to_the_main_thread

_INSIDE = Path(__file__).with_name("inside.py")
_PREFIX = "ankiflask-"
_PATIENCE = 60  # seconds that a keeper may take to end what an example started
_KILLED = -9  # what killed the keeper has killed the example
# A link, or a FIFO that nobody writes to, is no file of ours.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


def absolute_python(name: str) -> Path:
    """Return the path of the Python that is meant. Raises UsageError where there is none."""
    found = shutil.which(name)
    # Not resolved: what a link of an environment leads to does not know the environment.
    python = Path(os.path.abspath(found)) if found else None  # noqa: PTH100 - it keeps links
    asked = [str(python), "-I", "-c", "import sys; print(sys.version_info >= (3, 9))"]
    try:
        said = python and subprocess.run(asked, capture_output=True, timeout=60, check=False).stdout  # noqa: S603 - what the user named
    except (OSError, subprocess.TimeoutExpired):
        said = b""
    if python is None or not said or said.strip() != b"True":
        message = f"{name!r} is no Python of 3.9 or newer that can be run."
        raise UsageError(message, "Name one, such as `--python .venv/bin/python`.")
    return python


def run(
    examples: Sequence[Example], where: Surroundings
) -> Generator[tuple[Example, Seen], None, None]:
    """Yield each example with what its run left, in order.

    Each has a process and an empty folder of its own. Both are gone when it ends, also where the
    caller stops before the last one.
    """
    number = max(1, min(os.cpu_count() or 1, len(examples)))
    keepers = _Keepers(number)
    with ThreadPoolExecutor(number, initializer=leave_signals_to_the_main_thread) as pool:
        futures = [pool.submit(_run_one, example, where, keepers) for example in examples]
        try:
            for example, future in zip(examples, futures, strict=True):
                yield example, future.result()
        finally:
            for future in futures:
                future.cancel()
            keepers.release()
            wait(futures)
            keepers.end()


class _Keepers:
    """As many keepers as examples run at a time."""

    def __init__(self, number: int) -> None:
        self._all = [Keeper(_PREFIX) for _ in range(number)]
        self._free: SimpleQueue[Keeper] = SimpleQueue()
        self._is_over = False
        for each in self._all:
            self._free.put(each)

    @contextmanager
    def one(self) -> Iterator[Keeper]:
        """Give one that is free; where an example killed it, the next gets a new one."""
        keeper = self._free.get()
        try:
            yield keeper
        finally:
            if keeper.is_lost and not self._is_over:
                self._all.remove(keeper)
                keeper.end()
                keeper = Keeper(_PREFIX)
                self._all.append(keeper)
            self._free.put(keeper)

    def release(self) -> None:
        """Have all end, with the examples that they run."""
        self._is_over = True
        for each in self._all:
            each.release()

    def end(self) -> None:
        """Wait for their end."""
        for each in self._all:
            each.end()


def _run_one(example: Example, where: Surroundings, keepers: _Keepers) -> Seen:
    with keepers.one() as keeper:
        folder = Path(mkdtemp(dir=keeper.folder))
        for own in ("here", "home", "tmp"):
            (folder / own).mkdir()
        code = _exit_code(example, where, folder, keeper)
        found = seen(code, _beginning(folder / "printed"), _beginning(folder / "report"))
        keeper.remove(folder)
        return found


def _exit_code(example: Example, where: Surroundings, folder: Path, keeper: Keeper) -> int | None:
    """Return how the process ended, None where its time was over. Nothing that it started is left."""
    keeper.start(
        [str(where.python), "-I", "-X", "utf8", str(_INSIDE)],
        cwd=folder / "here",
        env={
            "PATH": os.pathsep.join((str(where.python.parent), os.defpath)),
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "tmp"),
            "LANG": "C.UTF-8",
        },
        output=folder / "printed",
        seconds=where.seconds,
    )
    codes = [
        {"key": code.key, "text": code.text, "places": [each.place for each in code.claims]}
        for code in example.codes
    ]
    job = {
        "codes": codes,
        "has_network": example.has_network,
        "seconds": where.seconds,
        "parent": keeper.id,
        "report": str(folder / "report"),
    }
    keeper.say(json.dumps(job))
    match keeper.read(where.seconds + _PATIENCE):
        case {"ended": int() | None as code}:
            return code
    return _KILLED


def _beginning(file: Path) -> bytes:
    """Return what stands in the file, or enough of it to see that it is too much.

    The example may have put anything there: b"" where it is no file.
    """
    try:
        with os.fdopen(os.open(file, _FLAGS), "rb") as opened:
            if stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                return opened.read(MOST_PRINTED + 1)
    except OSError:
        pass
    return b""
