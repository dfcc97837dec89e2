"""Work grows with the length of a text, not with its square."""

from collections.abc import Callable

import pytest

from tests.growth import grows_too_fast
from tests.statements.texts import read

TEXTS: dict[str, Callable[[int], str]] = {
    "cues": lambda n: "Let me think ...\n" * n,
    "statements and cues": lambda n: "Iron rusts in damp air, gold does not.\nLet me think ...\n" * (n // 2),
    "unknown cues": lambda n: "".join(f"Statement {i} is long enough.\nBrr ...\n" for i in range(n // 2)),
    "counted lines": lambda n: "".join(f"{i}. x\n" for i in range(1, n)),
    "numbers in numbers": lambda n: "1. " * (10 * n) + "x",
    "open lines": lambda n: "and so on\n" * n,
    "wrapped lines": lambda n: "The fox runs over the hill and into\nthe dark wood.\n" * (n // 2),
    "one endless sentence": lambda n: "It goes\n" + "on and on\n" * n + "until here.",
    "dashes": lambda n: "- " * (10 * n),
    "one long word": lambda n: "a" * (50 * n),
    "one long hum": lambda n: "h" * (50 * n) + "m",
    "apostrophes": lambda n: "a'" * (20 * n),
    "brackets": lambda n: "(" * (50 * n),
    "blank lines": lambda n: "\n" * (20 * n),
    "spaces": lambda n: "a" + " " * (50 * n) + "b",
    "combining marks": lambda n: "a" + "\u0301" * (10 * n),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_four_times_the_length_is_about_four_times_the_work(name: str) -> None:
    text = TEXTS[name]
    assert not grows_too_fast(lambda size: read(text(size)), 1000)
