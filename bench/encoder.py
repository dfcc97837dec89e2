"""How fast the encoder is, beside genanki and beside the floor.

`python -m bench.encoder [--sizes N…] [--rounds N]`. A number of the table is the median, over the
rounds, of the ratio of two CPU times (user and system) of one round. A round runs every writer once,
each in a fresh process, in an order of chance.
"""

import argparse
import json
import marshal
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.alike import opened, ready_rows, refuse_unlike, refuse_unlike_imports
from bench.plain import PlainNote, plain_notes
from bench.process import run
from bench.table import table
from bench.writers import FLOORS, WRITERS

_SIZES = (50, 1_000, 10_000)
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: CPU seconds of the writing and of the whole process; bytes of memory and of file."""

    writing: float
    process: float
    memory: int
    size: int


Round = dict[str, Measured]


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    most = max(asked.sizes)
    cases = {f"{size:,} notes": plain_notes(size) for size in asked.sizes} | {
        f"{most:,} clozes": plain_notes(most, are_clozes=True),
        f"{most:,} notes with code": plain_notes(most, have_code=True),
    }
    lines = []
    for name, notes in cases.items():
        with tempfile.TemporaryDirectory() as folder:
            lines.append(_measured(name, notes, Path(folder), asked.rounds))
    sys.stdout.write(table(_HEADS, lines))


def _measured(name: str, notes: list[PlainNote], folder: Path, rounds: int) -> Sequence[str]:
    given, ready = folder / "notes.bin", folder / "rows.bin"
    given.write_bytes(marshal.dumps([tuple(note) for note in notes]))
    packages = {writer: folder / f"{writer}.apkg" for writer in WRITERS if writer not in FLOORS}
    for writer, package in packages.items():
        _run(writer, given, package)
    ready.write_bytes(marshal.dumps(ready_rows(packages["ours"], packages["genanki"])))
    _show_alike(name, packages, folder)
    with opened(packages["ours"]) as database:
        bytes_of_database = len(database.serialize())
    return (name, *_columns(_rounds(folder, rounds), bytes_of_database, len(notes)))


def _show_alike(name: str, packages: dict[str, Path], folder: Path) -> None:
    for other in ("ours_stored", "genanki"):
        notes, cards = refuse_unlike(packages["ours"], packages[other])
    anki, *imported = refuse_unlike_imports(tuple(packages.values()), folder)
    if imported != [notes, cards]:
        raise SystemExit(f"{name}: Anki imported {imported} of {[notes, cards]}.")
    sys.stderr.write(f"{name}: {notes} notes, {cards} cards, the same rows, and in Anki {anki}.\n")


def _rounds(folder: Path, number: int) -> list[Round]:
    rounds = []
    for seed in range(number):
        names = list(WRITERS)
        random.Random(seed).shuffle(names)  # noqa: S311
        rounds.append(
            {
                name: _run(
                    name, folder / ("rows.bin" if name in FLOORS else "notes.bin"), folder / "out"
                )
                for name in names
            }
        )
    return rounds


def _run(writer: str, given: Path, target: Path) -> Measured:
    command = (sys.executable, "-m", "bench.writers", writer, str(given), str(target))
    said, process = run(command)
    told = json.loads(said)
    return Measured(told["cpu"], process, told["memory"], target.stat().st_size)


_HEADS = (
    "", "stored: genanki/ours", "whole", "compressed: genanki/ours", "whole", "size ours/genanki",
    "stored: ours/floor", "compressed: ours/floor", "memory/database", "ours, µs a note",
)  # fmt: skip


def _columns(rounds: list[Round], database: int, notes: int) -> list[str]:
    def ratio(above: str, below: str, what: str = "writing") -> str:
        each = (getattr(one[above], what) / getattr(one[below], what) for one in rounds)
        return f"{median(each):.2f}"

    return [
        ratio("genanki", "ours_stored"),
        ratio("genanki", "ours_stored", "process"),
        ratio("genanki", "ours"),
        ratio("genanki", "ours", "process"),
        ratio("ours", "genanki", "size"),
        ratio("ours_stored", "floor"),
        ratio("ours", "floor_compressed"),
        f"{median(one['ours'].memory for one in rounds) / database:.2f}",
        f"{median(one['ours'].writing for one in rounds) / notes * 1e6:.1f}",
    ]


if __name__ == "__main__":
    main()
