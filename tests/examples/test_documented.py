"""What docs/examples.md shows is so."""

import re
from pathlib import Path
from textwrap import indent

from ankiflask.deck.reader import read_deck
from ankiflask.examples.judge import judge
from ankiflask.examples.model import Result
from ankiflask.examples.net import MOST_IN_A_FILE, MOST_MEMORY, MOST_PROCESSES
from ankiflask.examples.read import read_example
from ankiflask.examples.report import MOST_PRINTED
from ankiflask.examples.run import run
from ankiflask.problems import Source
from tests.examples.notes import HERE

PAGE = (Path(__file__).parents[2] / "docs" / "examples.md").read_text(encoding="utf-8")


def test_the_notes_that_the_page_shows_can_be_proven() -> None:
    notes = indent("".join(re.findall(r"```yaml\n(- .*?)```", PAGE, re.DOTALL)), "  ")
    text = f"deck: Page\nuid: page\ndifficulty: easy\nnotes:\n{notes}"
    deck, problems = read_deck(Source("examples.md", text))
    assert problems == ()
    assert deck is not None
    read = [read_example("examples.md", note) for note in deck.notes]
    examples = [example for example, problems in read if example and not problems]
    assert [len(example.claims) for example in examples] == [4, 1, 0]
    ran = run([example for example in examples if example.codes], HERE)
    assert [judge(example, seen, 10) for example, seen in ran] == [(), ()]


def test_the_limits_and_results_that_the_page_names_are_the_true_ones() -> None:
    assert f"{MOST_MEMORY // 1024**3} GiB of addresses" in PAGE
    assert f"files of at most {MOST_IN_A_FILE // 1024**2} MiB" in PAGE
    assert f"output of at most {MOST_PRINTED // 1024**2} MiB" in PAGE
    assert f"| processes | {MOST_PROCESSES} that Python starts, " in PAGE
    assert all(f"`{result}`" in PAGE for result in Result)
