"""Ctrl-C, pressed where one wants it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from types import FrameType, ModuleType
from typing import Any


@contextmanager
def stopped_at(line: int, module: ModuleType) -> Iterator[None]:
    """Have Ctrl-C pressed where that module comes to the `line`-th of the lines that it runs."""
    lines = count(1)

    def step(frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename != module.__file__:
            return None
        if event == "line" and next(lines) == line:
            raise KeyboardInterrupt
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        yield
    finally:
        sys.settrace(before)
