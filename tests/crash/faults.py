"""The operating system's file calls, counted, so that one of them can go wrong.

Only what is foreign is wrapped: functions of `os`, `io` and `fcntl`, before ankiflask is imported.
"""

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
        *("open", "write", "chmod", "fsync", "close", "replace", "unlink", "mkdir"),
        *("stat", "lstat", "fstat", "listdir", "scandir"),
    ),
    io: ("open",),
    fcntl: ("flock",),
}


@dataclass
class Fault:
    """What happens at a file call, counted from 1: an errno's name, a signal's, or `PAUSE`.

    `PAUSE` makes the file `paused` in the folder `meeting` and goes on once there is a `go`.
    """

    what: str = ""
    call: int = 0
    is_lasting: bool = False
    meeting: str = ""
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
    else:
        number = getattr(errno, fault.what)
        raise OSError(number, os.strerror(number))
