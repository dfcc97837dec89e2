"""Work grows with a text as its length does, whatever the text and whoever reads it.

CPU times of one process are compared with each other: four times the text may take six times as
long, where linear work takes four times and a square sixteen. What seems slower is measured again.
"""

import contextlib
import gc
import random
import time
import zlib
from collections.abc import Sequence

import pytest

from tests.fuzz.conftest import Watchdog
from tests.fuzz.shapes import SHAPES, Shape
from tests.fuzz.stages import Stage, stages

_STAGES = stages()
# Characters; each is compared with four times as many, the last only where the others seem to grow.
_SIZES = (1024, 4 * 1024, 16 * 1024, 64 * 1024)
# CPU seconds. Below the one there is nothing to compare, and a longer text is tried; and so it is
# below the other, since work may be bounded and only reach its bound there.
_NOTICEABLE, _MUCH = 0.02, 1.5
_GROWTH = 6
_TRIES = 4
# Words are compared one by one only up to a length that takes a quarter of a second.
_BOUNDED = {"words that differ": (64 * 1024, 256 * 1024)}
_SHARE = 1  # shapes for each stage where this is no soak


def _seconds(stage: Stage, text: str) -> float:
    gc.disable()  # it would walk through all that other tests have left
    try:
        start = time.thread_time()
        with contextlib.suppress(Exception):  # what may be raised is another test's question
            stage(text)
        return time.thread_time() - start
    finally:
        gc.enable()


def _grows_too_fast(stage: Stage, shape: Shape, longer: int, sizes: Sequence[int] = _SIZES) -> bool:
    grows = False
    for size in sizes:
        if size == sizes[-1] and not grows:
            break
        large = _seconds(stage, shape(4 * (size + longer)))
        if large > _NOTICEABLE:
            grows = large > _GROWTH * _seconds(stage, shape(size + longer))
            if not grows or large > _MUCH:
                break
    return grows


def too_fast(stage: Stage, shape: Shape, sizes: Sequence[int] = _SIZES) -> bool:
    """Whether the work grows faster than the text, each time it is measured, on texts that differ."""
    return all(_grows_too_fast(stage, shape, longer, sizes) for longer in range(0, 64 * _TRIES, 64))


@pytest.mark.parametrize("name", _STAGES)
def test_four_times_the_text_is_about_four_times_the_work(
    watchdog: Watchdog, name: str, *, is_soak: bool
) -> None:
    chance = random.Random(zlib.crc32(name.encode()))  # noqa: S311 - a choice, no secret
    chosen = SHAPES if is_soak else chance.sample(sorted(SHAPES), _SHARE)
    found = []
    for each in chosen:
        with watchdog:
            if too_fast(_STAGES[name], SHAPES[each], _BOUNDED.get(name, _SIZES)):
                found.append(each)
    assert found == []


# What once took time that grew with the square of the text: where, and for which text.
_FOUND = (
    ("template", "'<!--' again and again"),
    ("template", "('', '<!--', '{{a}}'), the middle one long"),
    ("template", "('', '{{', '-->'), the middle one long"),
    ("anki.templates.parse", "('', '<!--', '{{a}}'), the middle one long"),
    ("check: Q021 of _one_text", "('a', ' ', 'b \\n c'), the middle one long"),
    ("check: Q009 of _one_text", "('{{c1::', 'a', '}}') nested"),
    ("check: Q001 of _one_text", "('{{c1::x::', 'a', '}}') nested"),
    ("check: Q010 of _one_text", "'{{c1::a}}' again and again"),
    ("check: Q010 of _one_text", "('a{{c1::', '', '}}') nested"),
    ("draft: lines", "('a{{c1::', '', '}}') nested"),
    ("filter: cloze", "('\\\\)', '\\\\(', ''), the middle one long"),
    ("check: Q006 of _one_text", "('\\\\(', 'a', '\\\\)') nested"),
    ("html.to_text", "'<%' again and again"),
    ("filter: furigana", "(']', '日', ''), the middle one long"),
)


@pytest.mark.parametrize(("name", "shape"), _FOUND)
def test_what_was_found_stays_fixed(watchdog: Watchdog, name: str, shape: str) -> None:
    with watchdog:
        assert not too_fast(_STAGES[name], SHAPES[shape])


def test_the_measure_sees_a_square() -> None:
    def squared(text: str) -> None:
        for _ in text[::32]:
            text.upper()

    assert too_fast(squared, lambda length: "a" * length)


def test_every_stage_meets_at_least_a_hundred_shapes() -> None:
    assert len(SHAPES) >= 100
    assert {"anki.templates.parse", "input: markdown", "draft: D001", "render.html.canonical"} <= {
        *_STAGES
    }
