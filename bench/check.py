"""What `check` of a very large deck takes: CPU time, beside a bare parse of the same file, and memory.

`python -m bench.check [--notes N]`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.commands import PARSE
from bench.deck_file import deck_file
from bench.table import table

_MIB = 1024  # KiB, in which Linux counts


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "large" / "deck.yaml"
        deck.parent.mkdir()
        deck.write_text(deck_file(asked.notes), encoding="utf-8")
        parse, _ = _used((sys.executable, "-c", PARSE, str(deck)))
        seconds, memory = _used((sys.executable, "-m", "ankiflask", "check", str(deck)))
    what = f"check of {asked.notes:,} notes"
    lines = (
        (f"{what} / a bare parse of the file", f"{seconds / parse:.2f}", ""),
        (f"{what}, in CPU seconds", f"{seconds:.1f}", "at most 15 for 100,000"),
        (f"{what}, in MiB of memory", f"{memory:.0f}", "at most 400 for 100,000"),
    )
    sys.stdout.write(table(("", "measured", "to reach"), lines))


def _used(command: Sequence[str]) -> tuple[float, float]:
    """Return the CPU seconds of a process, and the most memory that it had, in MiB."""
    with subprocess.Popen(  # noqa: S603 - our own command lines
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed.")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / _MIB


if __name__ == "__main__":
    main()
