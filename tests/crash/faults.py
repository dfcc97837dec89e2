"""The operating system's file calls, counted, so that one of them can go wrong.

Only what is foreign is wrapped: functions of `os`, `io` and `fcntl`, and the C library's `renameat2`,
before ankiflask is imported.
"""

import ctypes
import errno
import fcntl
import io
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

_CALLS: dict[ModuleType, tuple[str, ...]] = {
    os: (
        *("open", "write", "chmod", "fsync", "close", "replace", "link", "unlink", "mkdir"),
        *("stat", "lstat", "fstat", "listdir", "scandir"),
    ),
    io: ("open",),
    fcntl: ("flock",),
}


@dataclass
class Fault:
    """What happens at a file call, counted from 1: an errno's name, a signal's, `PAUSE`, or a save.

    `PAUSE` makes the file `paused` in the folder `meeting` and goes on once there is a `go`. `SAVE`
    writes a person's text into the file `saved`, as one sort of editors does; `SAVE BY RENAMING`
    puts a new file in its place, as others do. `lacks` is a function that this system lacks.
    """

    what: str = ""
    call: int = 0
    is_lasting: bool = False
    meeting: str = ""
    saved: str = ""
    lacks: str = ""
    calls: list[str] = field(default_factory=list)

    def strikes(self) -> bool:
        """Tell whether the call that was just counted is the one."""
        number = len(self.calls)
        return number == self.call or (self.is_lasting and number > self.call > 0)


_now = [Fault()]


def expect(fault: Fault) -> None:
    """Count from here on, and let this happen."""
    _now[0] = fault


def watch() -> None:
    """Wrap the calls, once in a process."""
    for module, names in _CALLS.items():
        for name in names:
            setattr(module, name, _watched(f"{module.__name__}.{name}", getattr(module, name)))
    found = ctypes.CDLL.__getattr__

    def function(library: ctypes.CDLL, name: str) -> Any:
        real = found(library, name)
        return _SystemCall(name, real) if name == "renameat2" else real

    ctypes.CDLL.__getattr__ = function  # type: ignore[method-assign]


class _SystemCall:
    """A function of the C library that reports an error as those do."""

    argtypes: Any = None

    def __init__(self, name: str, real: Any) -> None:
        self._name = name
        self._watched = _watched(name, real)

    def __call__(self, *args: Any) -> Any:
        if _now[0].lacks == self._name:
            ctypes.set_errno(errno.ENOSYS)
            return -1
        try:
            return self._watched(*args)
        except OSError as error:
            ctypes.set_errno(error.errno or 0)
            return -1


def _watched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        fault = _now[0]
        if not _concerns_the_deck(args):
            return real(*args, **kwargs)
        fault.calls.append(name)
        if fault.strikes():
            if name == "os.write" and (fault.what.startswith("E") or fault.what == "SIGKILL"):
                real(args[0], args[1][: len(args[1]) // 2])
            _happen(fault)
        return real(*args, **kwargs)

    return call


def _concerns_the_deck(args: tuple[Any, ...]) -> bool:
    """Leave out the files of the program itself: all is about the present folder and open files."""
    is_path = bool(args) and isinstance(args[0], str | os.PathLike)
    return not is_path or Path.cwd() in (Path.cwd() / args[0]).parents


def _happen(fault: Fault) -> None:
    if fault.what == "PAUSE":
        expect(Fault())
        (Path(fault.meeting) / "paused").touch()
        while not (Path(fault.meeting) / "go").exists():
            time.sleep(0.002)
        expect(fault)
    elif fault.what.startswith("SIG"):
        os.kill(os.getpid(), signal.Signals[fault.what])
    elif fault.what.startswith("SAVE"):
        expect(Fault())
        _save(fault)
        expect(fault)
    else:
        number = getattr(errno, fault.what)
        raise OSError(number, os.strerror(number))


def save_text(call: int) -> str:
    """Return what the person saves at a call."""
    return f"# saved by a person at call {call}\n"


def _save(fault: Fault) -> None:
    file = Path(fault.saved)
    into = file if fault.what == "SAVE" else file.with_name("editor.tmp")
    into.write_text(save_text(len(fault.calls)), encoding="utf-8")
    if into != file:
        into.replace(file)
