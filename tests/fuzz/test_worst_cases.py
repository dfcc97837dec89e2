"""Work grows with a text as its length does, not as its square, for what is worst for a parser.

Times are compared with each other, never with the clock's idea of fast.
"""

import gc
import time
from collections.abc import Callable

import pytest

from ankiflask.cards import markup
from ankiflask.cards.html import canonical
from ankiflask.lock import read_lock
from ankiflask.notes import read_deck
from ankiflask.statements import normalise
from ankiflask.values.source import Source
from tests.fuzz.conftest import Watchdog

_SMALL, _LARGE = 8 * 1024, 32 * 1024
_NOTICEABLE = 0.25  # seconds; below that there is nothing to compare
_GROWTH = 9.0  # four times the text: four times the work, and not sixteen

_SIGNS = {
    "formulas": ("\\(", "\\( ", "\\[", "\\(\\(a\\)", "\\( \\)", "a\\)", "$", "\\\\("),
    "links": ("[", "![", "[a](", "[a](<", '[a](b "', "[a](((", "](", "![a](b)", "[![", "![a](\\("),
    "emphasis": ("*", "**", "*a ", "a* ", "*_", "*a **b ", "a**b*c ", "_a "),
    "code": ("`", "`a", "` ", "`a``b```c", "```\n", "~~~ a\n", "```a`"),
    "deletions": ("{{c1::", "{{c1::a", "{{c1::a}}", "{{c0::", "{", "}}", "::", "{{c1::a::b"),
    "deletions in markup": ("*{{c1::", "`{{c1::`", "{{c1::*a*", "{{c1::a::{{c2::", "\\{{c1::"),
    "blocks": ("- ", "-\n", "- 1. ", "1. a\n", "> ", "\n", " \n", "a\n", "  \n", "# a\n", "|\n"),
    "HTML": ("<a", "<!--", "<a b=", '<a b="', "&", "&#", "&amp;", "<a b c", " b=a/a", "-->"),
    "signs": ("\\", "\\\n", "\u0338", "\u0301", "\u00a0", "%", "[sound:", "image-occlusion:", "a"),
}


def _deck(text: str) -> object:
    return read_deck(Source("deck.yaml", f"deck: A\nnotes:\n  - id: one\n    answer: {text}"))


_STAGES: dict[str, Callable[[str], object]] = {
    "text": markup.render,
    "cloze": lambda text: markup.render(text, cloze=True),
    "example": markup.example,
    "Python": lambda text: markup.example(f"```python\n{text}\n```"),
    "HTML": lambda text: markup.example(f"```html\n{text}\n```"),
    "canonical": canonical,
    "canonical tag": lambda text: canonical(f"<A {text}"),
    "deck": _deck,
    "lock": lambda text: read_lock(Source("deck.lock", text)),
    "statements": lambda text: normalise(Source("notes.txt", text)),
}


def _seconds(stage: Callable[[str], object], text: str) -> float:
    gc.disable()  # it would walk through all that the tests before this one have left
    try:
        start = time.process_time()
        stage(text)
        return time.process_time() - start
    finally:
        gc.enable()


def _grows_too_fast(stage: Callable[[str], object], sign: str) -> bool:
    large = _seconds(stage, sign * (_LARGE // len(sign)))
    return large > _NOTICEABLE and large > _GROWTH * _seconds(stage, sign * (_SMALL // len(sign)))


@pytest.mark.parametrize("kind", _SIGNS)
@pytest.mark.parametrize("stage", _STAGES)
def test_four_times_the_text_is_not_sixteen_times_the_work(
    watchdog: Watchdog, stage: str, kind: str
) -> None:
    for sign in _SIGNS[kind]:
        with watchdog:
            # Once more where it seems so: something else may have kept the processor.
            assert not all(_grows_too_fast(_STAGES[stage], sign) for _ in range(3)), sign


def test_the_measure_would_see_a_square() -> None:
    def squared(text: str) -> None:
        for _ in text[::2]:
            text.upper()

    assert _grows_too_fast(squared, "a")


def test_an_attribute_that_ends_in_many_ways_is_read_in_one(watchdog: Watchdog) -> None:
    with watchdog:
        assert canonical("<X" + " b=a/a" * 5000).startswith("&lt;X b=a/a")


@pytest.mark.parametrize("language", ["python", "html", "systemd", "mcfunction", "zeek", "xpp"])
def test_code_that_is_worst_for_a_lexer_is_shown_plain(watchdog: Watchdog, language: str) -> None:
    for sign in (" \n", "\t", "1", "&", "<!--", "a\n"):
        for length in (4000, 60_000):
            with watchdog:
                markup.render(f"```{language}\n{sign * (length // len(sign))}x\n```")


def test_every_lexer_has_an_end(watchdog: Watchdog, *, is_soak: bool) -> None:
    if not is_soak:
        pytest.skip("it looks at 500 lexers: in a soak")
    from pygments.lexers import get_all_lexers  # noqa: PLC0415 - as the code under test does

    names = [aliases[0] for _, aliases, _, _ in get_all_lexers() if aliases]
    for language in names:
        for sign in (" \n", "\t", "1", "a", "&", "<!--", "a\n", "(", '"', "\\", "$", "a:", "{{"):
            with watchdog:
                markup.render(f"```{language}\n{sign * (4000 // len(sign))}x\n```")
