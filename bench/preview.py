"""How long the preview of a large deck takes, how large it is, and when its first card can be seen.

`python -m bench.preview [--rounds N] [--notes N]`. The time is the median, over the rounds, of the
ratio of two CPU times (user and system, whole processes) of one round; version 0.1.0 had the ratio
and the size that the table names for 20,000 notes. The first card is timed in Chromium.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from bench.commands import PARSE
from bench.deck_file import deck_file
from bench.process import run
from bench.table import table
from tests.browser.conftest import OPTIONS, chromium

_OLD_RATIO, _OLD_SIZE = 7.5, 54.5  # megabytes


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--notes", type=int, default=20_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        deck, page = Path(folder) / "large" / "deck.yaml", Path(folder) / "page.html"
        deck.parent.mkdir()
        deck.write_text(deck_file(asked.notes), encoding="utf-8")
        parse = (sys.executable, "-c", PARSE, deck)
        preview = (sys.executable, "-m", "ankiflask", "preview", deck.parent, "-o", page)
        ratios = [run(preview)[1] / run(parse)[1] for _ in range(asked.rounds)]
        size = page.stat().st_size / 1e6
        first = _first_card(page, asked.rounds)
    lines = [
        (
            "a preview of the large deck / a bare parse of it",
            f"{median(ratios):.2f}",
            f"at most {_OLD_RATIO / 3:.1f}; 0.1.0 had {_OLD_RATIO}",
        ),
        ("its size in megabytes", f"{size:.1f}", f"at most 15; 0.1.0 had {_OLD_SIZE}"),
        ("its first card, in seconds after opening", f"{first:.2f}", "at most 1"),
    ]
    sys.stdout.write(table(("", "measured", "to reach"), lines))


def _first_card(page: Path, rounds: int) -> float:
    """Return the median of the seconds until the first card is there."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(OPTIONS))
        seconds = []
        for _ in range(rounds):
            window = browser.new_page()
            start = time.perf_counter()
            window.goto(page.as_uri(), wait_until="commit")
            window.frame_locator("#frame").locator("#qa > *").first.wait_for(state="visible")
            seconds.append(time.perf_counter() - start)
            window.close()
        browser.close()
    return median(seconds)


if __name__ == "__main__":
    main()
