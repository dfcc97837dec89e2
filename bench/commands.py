"""How long whole commands take, each in a fresh process, beside what cannot be left out.

`python -m bench.commands [--rounds N] [--notes N]`. Medians, over the rounds, of the ratio of two
CPU times (user and system, whole processes) of one round, in an order of chance.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from bench.deck_file import deck_file
from bench.process import run
from bench.table import table

_PYTHON = sys.executable
_FLASK = str(Path(__file__).parents[1] / "decks" / "flask")
PARSE = (
    "import sys, yaml; from pathlib import Path;"
    " yaml.load(Path(sys.argv[1]).read_text(encoding='utf-8'), yaml.CSafeLoader)"
)
OFTEN_COLLECTED = (
    "import gc; gc.set_threshold = lambda *_: None; from ankiflask.cli.app import main; main()"
)

Seconds = Mapping[str, float]


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--notes", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large" / "deck.yaml"
        large.parent.mkdir()
        large.write_text(deck_file(asked.notes), encoding="utf-8")
        commands = _commands(Path(folder), large)
        for command in commands.values():
            run(command)  # for the locks, and Python's compiled files
        rounds = [_round(commands, Path(folder), seed) for seed in range(asked.rounds)]
    sys.stdout.write(table(("", "measured", "to reach"), _lines(rounds)))


def _commands(folder: Path, large: Path) -> dict[str, tuple[str, ...]]:
    ankiflask, eager = (_PYTHON, "-m", "ankiflask"), (_PYTHON, "-m", "bench.eager")
    flask, fresh, kept = folder / "flask", str(folder / "fresh"), str(folder / "kept")
    shutil.copytree(_FLASK, flask)
    return {
        "Python": (_PYTHON, "-c", "pass"),
        "click": (_PYTHON, "-c", "import click"),
        "--help": (*ankiflask, "--help"),
        "a build of Flask": (*ankiflask, "build", str(flask), "-o", fresh),
        "an eager build of Flask": (*eager, "build", str(flask), "-o", fresh),
        "an unchanged build of Flask": (*ankiflask, "build", str(flask), "-o", kept),
        "a bare parse of the large deck": (_PYTHON, "-c", PARSE, str(large)),
        "a build of the large deck": (*ankiflask, "build", str(large), "-o", fresh),
        "a build of the large deck, with Python's garbage collection": (
            *(_PYTHON, "-c", OFTEN_COLLECTED, "build", str(large), "-o", fresh),
        ),
        "an unchanged build of the large deck": (*ankiflask, "build", str(large), "-o", kept),
    }


def _round(commands: Mapping[str, tuple[str, ...]], folder: Path, seed: int) -> Seconds:
    names = list(commands)
    random.Random(seed).shuffle(names)  # noqa: S311 - an order, no secret
    seconds = {}
    for name in names:
        shutil.rmtree(folder / "fresh", ignore_errors=True)
        if "unchanged" in name:
            run(commands[name])
        _, seconds[name] = run(commands[name])
    return seconds


def _lines(rounds: list[Seconds]) -> list[tuple[str, str, str]]:
    def line(what: str, ratio: Callable[[Seconds], float], goal: str) -> tuple[str, str, str]:
        return what, f"{median(map(ratio, rounds)):.2f}", goal

    return [
        line(
            "--help / import click, both above bare Python",
            lambda one: (one["--help"] - one["Python"]) / (one["click"] - one["Python"]),
            "at most 3",
        ),
        *(
            line(f"{above} / {below}", lambda one, a=above, b=below: one[a] / one[b], goal)  # type: ignore[misc]
            for above, below, goal in (
                ("a build of Flask", "an eager build of Flask", "at most 0.5"),
                ("an unchanged build of Flask", "a build of Flask", "less"),
                ("a build of the large deck", "a bare parse of the large deck", "at most 3"),
                (
                    "a build of the large deck",
                    "a build of the large deck, with Python's garbage collection",
                    "less",
                ),
                (
                    "an unchanged build of the large deck",
                    "a build of the large deck",
                    "less",
                ),
            )
        ),
        *(
            (f"{name}, in CPU seconds", f"{median(one[name] for one in rounds):.3f}", "")
            for name in rounds[0]
        ),
    ]


if __name__ == "__main__":
    main()
