"""Processes in which `ankiflask` runs and is disturbed.

This file, run as a program, imports ankiflask once and then forks a process for each run that it is
asked for by a line on standard input: two hundred runs take seconds, and each is a real process that
dies a real death.
"""

import contextlib
import json
import os
import queue
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from types import FrameType
from typing import IO, Any, NoReturn

from tests.crash.faults import Fault, expect, watch
from tests.waiting import HANG_LIMIT

CORES = 2


@dataclass(frozen=True, kw_only=True)
class Order:
    """A run of `ankiflask`: where, with which words and second, and how it is disturbed.

    `signal` is sent from outside, `after` so many seconds. `file_size` is RLIMIT_FSIZE.
    """

    folder: str = ""
    words: tuple[str, ...] = ("build",)
    second: int = 1_700_000_000
    what: str = ""
    call: int = 0
    is_lasting: bool = False
    meeting: str = ""
    saved: str = ""
    lacks: str = ""
    signal: str = ""
    after: float = 0
    file_size: int = -1


@dataclass(frozen=True, kw_only=True)
class Run:
    """How it went. `code` is minus the signal for one that died of it; `calls` names file calls."""

    code: int
    out: str
    err: str
    calls: tuple[str, ...]
    seconds: float


class Builders:
    """Several of this program; whoever calls in one of several threads gets a free one."""

    def __init__(self, number: int) -> None:
        self._all = [
            subprocess.Popen(
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
            for _ in range(number)
        ]
        self._free: queue.Queue[subprocess.Popen[str]] = queue.Queue()
        for each in self._all:
            self._free.put(each)

    def run(self, order: Order) -> Run:
        builder = self._free.get()
        assert builder.stdin
        assert builder.stdout
        builder.stdin.write(json.dumps(asdict(order)) + "\n")
        builder.stdin.flush()
        answer = json.loads(builder.stdout.readline())
        self._free.put(builder)
        return Run(**answer | {"calls": tuple(answer["calls"])})

    def end(self) -> None:
        for each in self._all:
            each.communicate(timeout=HANG_LIMIT)


@contextlib.contextmanager
def builders(number: int) -> Iterator[Builders]:
    started = Builders(number)
    try:
        yield started
    finally:
        started.end()


def _serve() -> None:
    watch()
    from ankiflask.cli import app, build, check, draft  # noqa: F401, PLC0415 - only now are the calls wrapped

    for line in sys.stdin:
        order = Order(**json.loads(line))
        sys.stdout.write(json.dumps(asdict(_run(order))) + "\n")
        sys.stdout.flush()


def _run(order: Order) -> Run:
    pipes = [os.pipe() for _ in ("out", "err", "calls", "ready")]
    child = os.fork()
    if not child:
        _be_ankiflask(order, [write for _, write in pipes])
    for _, write in pipes:
        os.close(write)
    out, err, calls, ready = (os.fdopen(read, encoding="utf-8") for read, _ in pipes)
    ready.readline()
    start = time.perf_counter()
    if order.signal:
        time.sleep(order.after)
        os.kill(child, signal.Signals[order.signal])
    texts = out.read(), err.read(), calls.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    seconds = time.perf_counter() - start
    for pipe in (out, err, calls, ready):
        pipe.close()
    return Run(
        code=code,
        out=texts[0],
        err=texts[1],
        calls=tuple(texts[2].split()),
        seconds=seconds,
    )


def _be_ankiflask(order: Order, pipes: list[int]) -> NoReturn:
    out, err, calls, ready = pipes
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.chdir(order.folder)
    os.environ["SOURCE_DATE_EPOCH"] = str(order.second)
    sys.argv = ["ankiflask", *order.words]
    sys.stdin, sys.stdout, sys.stderr = open(os.devnull), _text(1), _text(2)  # noqa: PTH123, SIM115
    if order.file_size >= 0:
        sys.dont_write_bytecode = True  # the limit would cut it, for all who come later
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.file_size, resource.RLIM_INFINITY))
    fault = Fault(
        what=order.what,
        call=order.call,
        is_lasting=order.is_lasting,
        meeting=order.meeting,
        saved=order.saved,
        lacks=order.lacks,
    )
    code = _main(fault, ready)
    expect(Fault())
    os.write(calls, " ".join(fault.calls).encode())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _main(fault: Fault, ready: int) -> int:
    from ankiflask.cli.app import main  # noqa: PLC0415 - as above

    signal.signal(signal.SIGINT, _interrupt)
    os.close(ready)
    expect(fault)
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Be Ctrl-C, but not for the first and last lines of the interpreter, where nobody can answer."""
    from ankiflask.cli.app import run  # noqa: PLC0415 - as above

    outer = frame
    while outer and outer.f_code is not run.__code__:
        outer = outer.f_back
    if outer is None:
        os._exit(130)
    signal.default_int_handler(number, frame)


def _text(handle: int) -> IO[Any]:
    return os.fdopen(handle, "w", encoding="utf-8")


if __name__ == "__main__":
    _serve()
