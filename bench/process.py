"""A process, run to its end, and the CPU time that it took."""

import os
import resource
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

# Installed packages are compiled once: without this variable, so are the ones measured here.
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
_ROOT = Path(__file__).parents[1]


def run(
    command: Sequence[str | Path], *, cwd: Path = _ROOT, env: Mapping[str, str] | None = None
) -> tuple[str, float]:
    """Return the standard output and the CPU seconds, user and system, of the whole process."""
    given = env or os.environ  # noqa: TID251 - nobody passes a measurement its environment
    chosen = {name: value for name, value in given.items() if name != _UNCOMPILED}
    before = _children()
    done = subprocess.run(  # noqa: S603 - our own command lines
        command, cwd=cwd, env=chosen, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout, _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
