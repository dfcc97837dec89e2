"""Packages as a publisher makes them: deck.yaml in, the real command, a package out."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

_ANKIFLASK = Path(sys.executable).with_name("ankiflask")


@dataclass(frozen=True, slots=True)
class Release:
    """A package that was built, and what the build's report says of it."""

    package: Path
    report: Any


@dataclass(frozen=True, slots=True)
class Capitals:
    """Three releases of one deck, a day apart. The seconds are those of their changes."""

    first: Path
    second: Path
    third: Path

    FIRST_AT: ClassVar[int] = 1_700_000_000
    SECOND_AT: ClassVar[int] = 1_700_086_400
    THIRD_AT: ClassVar[int] = 1_700_172_800


def build(folder: Path, out: Path, second: int | None = None, *options: str | Path) -> Release:
    """Build a deck's folder with the clock at `second`, or now."""
    clock = {} if second is None else {"SOURCE_DATE_EPOCH": str(second)}
    run = subprocess.run(
        (_ANKIFLASK, "build", folder, "-o", out, "--json", *options),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"LANG": "C.UTF-8", **clock},
    )
    if run.returncode:
        raise RuntimeError(f"ankiflask build ended with {run.returncode}: {run.stdout}{run.stderr}")
    (report,) = json.loads(run.stdout)["decks"]
    return Release(out / f"{report['uid']}.apkg", report)


def publish(folder: Path, deck_yaml: str, second: int) -> Release:
    """Write the deck's next version into its folder, beside the lock of the last one; build it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deck.yaml").write_text(deck_yaml, encoding="utf-8")
    return build(folder, folder / f"dist-{second}", second)
