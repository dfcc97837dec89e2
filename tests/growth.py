"""How the work for an input grows with its length: ratios of processor time, never a time.

Both lengths are measured in this process, one after the other, so a slow or busy machine slows both.
"""

import gc
import time
from collections.abc import Callable

_MEASURABLE = 0.05  # seconds of the processor; what takes less cannot be compared
# Four times the input is four times the work, sixteen times if the work grows with its square.
MOST_GROWTH = 6.0


def grows_too_fast(work: Callable[[int], object], size: int) -> bool:
    """Tell whether four times the size is far more than four times the work, each time it is tried."""
    return all(_growth(work, size) > MOST_GROWTH for _ in range(3))


def _growth(work: Callable[[int], object], size: int) -> float:
    large = _seconds(work, 4 * size)
    return large / _seconds(work, size) if large > _MEASURABLE else 1.0


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.disable()  # it would walk through all that the tests before this one have left
    try:
        start = time.process_time()
        work(size)
        return max(time.process_time() - start, 1e-9)
    finally:
        gc.enable()
