"""What two sequences have in common, in order: the shortest way from one to the other.

After Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986. `difflib` has no
bound: it takes minutes for texts that repeat themselves.
"""

from collections.abc import Sequence

_FARTHEST = 1000  # removals and additions; the time grows with the square of it

_Run = tuple[int, int, int]


def common_runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    """Return where each common run begins in both, and its length.

    Of two that are very different, only the beginning and the end are compared.
    """
    shorter = min(len(old), len(new))
    head = _same(old, new, shorter)
    tail = _same(old[::-1], new[::-1], shorter - head)
    inner = _inner_runs(old[head : len(old) - tail], new[head : len(new) - tail])
    runs = [
        (0, 0, head),
        *((there + head, here + head, length) for there, here, length in inner),
        (len(old) - tail, len(new) - tail, tail),
    ]
    return [run for run in runs if run[2]]


def _same(old: Sequence[str], new: Sequence[str], most: int) -> int:
    return next((place for place in range(most) if old[place] != new[place]), most)


def _inner_runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    if not old or not new:
        return []
    # By diagonal (place in old less place in new), the farthest place in old after so many steps.
    reach = {1: 0}
    steps: list[dict[int, int]] = []
    for step in range(min(_FARTHEST, len(old) + len(new)) + 1):
        steps.append(reach)
        reach = _stepped(reach, step, old, new)
        if reach.get(len(old) - len(new), 0) >= len(old):
            return _walked(steps, len(old), len(new))
    return []


def _stepped(
    reach: dict[int, int], step: int, old: Sequence[str], new: Sequence[str]
) -> dict[int, int]:
    farther: dict[int, int] = {}
    last, last_new = len(old), len(new)
    for diagonal in range(-step, step + 1, 2):
        place = _start(reach, diagonal)
        other = place - diagonal
        while place < last and other < last_new and old[place] == new[other]:
            place += 1
            other += 1
        farther[diagonal] = place
    return farther


def _start(reach: dict[int, int], diagonal: int) -> int:
    """Return where a diagonal is entered: by an addition, or by a removal if that leads farther."""
    return max(reach.get(diagonal + 1, -1), reach.get(diagonal - 1, -2) + 1)


def _walked(steps: Sequence[dict[int, int]], place: int, other: int) -> list[_Run]:
    runs: list[_Run] = []
    for reach in reversed(steps):
        diagonal = place - other
        start = _start(reach, diagonal)
        runs.append((start, start - diagonal, place - start))
        added = reach.get(diagonal + 1, -1)
        place, other = (
            (start, start - diagonal - 1) if added == start else (start - 1, start - diagonal)
        )
    return runs[::-1]
