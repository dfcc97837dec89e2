"""The seed text, as it is and in other dress."""

import textwrap
from pathlib import Path

import pytest

from ankiflask.sources.statements.lines import statement_hash
from tests.sources.texts import read, texts_of

LINES = (
    (Path(__file__).parents[2] / "decks" / "flask" / "seed.txt")
    .read_text(encoding="utf-8")
    .splitlines()
)
STATEMENTS, CUES = LINES[::2], LINES[1::2]


def test_the_seed_has_fifty_statements_and_fifty_cues_and_no_problem() -> None:
    result = read("\n".join(LINES))
    assert [(each.text, each.line, each.last_line) for each in result.statements] == [
        (text, line, line) for line, text in zip(range(1, 100, 2), STATEMENTS, strict=True)
    ]
    assert [(cue.text, cue.line) for cue in result.cues] == list(
        zip(CUES, range(2, 101, 2), strict=True)
    )
    assert not result.problems


def test_the_seed_without_its_cues_has_the_same_statements() -> None:
    assert texts_of(read("\n".join(STATEMENTS))) == STATEMENTS


def test_the_seed_with_its_statements_in_another_order_has_the_same_statements() -> None:
    turned = [*STATEMENTS[12:], *STATEMENTS[:12]][::-1]
    pairs = zip(turned, CUES, strict=True)
    assert texts_of(read("".join(f"{text}\n{cue}\n" for text, cue in pairs))) == turned


@pytest.mark.parametrize("width", [40, 50, 60, 72, 80, 100])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_the_seed_wrapped_has_the_same_statements(width: int, gap: str) -> None:
    blocks = [
        gap[: len(gap) // gap.count("\n")].join(textwrap.wrap(line, width, break_on_hyphens=False))
        for line in LINES
    ]
    assert texts_of(read(gap.join(blocks))) == STATEMENTS


@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "({}) ", "- ", "* ", "• "])
def test_the_seed_as_a_list_has_the_same_statements(mark: str) -> None:
    pairs = enumerate(zip(STATEMENTS, CUES, strict=True), start=1)
    text = "".join(f"{mark.format(place)}{text}\n{cue}\n" for place, (text, cue) in pairs)
    result = read(text)
    assert texts_of(result) == STATEMENTS
    assert not result.problems


@pytest.mark.parametrize(
    "cues",
    [
        ["Wait, I had it ...", "I know this one!", "Give me a second…", "Easy!"],
        ["It's on the tip of my tongue ...", "Never heard of it ...", "Got it!", "Hm, let's see …"],
        ["Brr, cold in here ...", "Right, chapter two ...", "Coffee first!", "Where were we?"],
        ["Moment mal ...", "Das kenne ich!", "Gleich hab ich's ...", "Wie war das noch?"],
        ["うーん……", "知ってる！", "ちょっと待って……", "なんだっけ……"],
    ],
)
def test_the_seed_with_other_cues_has_the_same_statements(cues: list[str]) -> None:
    text = "".join(f"{text}\n{cues[place % 4]}\n" for place, text in enumerate(STATEMENTS))
    result = read(text)
    assert texts_of(result) == STATEMENTS
    assert len(result.cues) == 50


def test_the_hash_of_a_statement_is_the_beginning_of_its_sha_256() -> None:
    # printf 'Flask is small.' | sha256sum
    assert statement_hash("Flask is small.") == "e6a2dadae2b7ec05"


def test_the_hash_of_a_statement_does_not_depend_on_how_it_is_typed() -> None:
    assert statement_hash(" Cafe\u0301  is\tFrench.") == statement_hash("Café is French.")
