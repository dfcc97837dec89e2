"""What two sequences have in common, in order: the shortest way from one to the other.

After Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986. `difflib` has no
bound: it takes minutes for texts that repeat themselves.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

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


class Mark(StrEnum):
    """What became of a piece."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the old text, of the new one, or of both. Its text is never empty."""

    kind: Mark
    text: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tokens that both texts have, and what follows them in the old text and in the new one."""

    same: Sequence[str]
    removed: Sequence[str] = ()
    added: Sequence[str] = ()


# A comment or a tag, an entity, white space, a character of a script that sets no spaces between
# words, a word, any other sign. A comment has a longest length, or open ones cost their square.
_TOKEN = re.compile(
    r"""<!--.{0,200}?-->|</?[A-Za-z][^<>]*>|&\#?[A-Za-z0-9]{1,31};|\s+
    |[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]
    |[^\s!-/:-@\[-^`{-~\u2010-\u205e\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff]+|.""",
    re.VERBOSE | re.DOTALL,
)
_REWRITTEN = 0.25  # of the shorter text's letters, and less of them stayed


def word_marks(old: str, new: str) -> tuple[Piece, ...]:
    """Return both texts as pieces: what stayed and was removed is `old`, what stayed and was added `new`.

    The texts are plain or HTML; a tag is never cut. What was removed comes before what was added in
    its place. A text that was all but rewritten is removed whole and added whole.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    stretches = _readable(_stretches(before, after))
    stayed = sum(_weight(each.same) for each in stretches)
    if stayed < _REWRITTEN * min(_weight(before), _weight(after)):
        stretches = [_Stretch((), before, after)]
    return tuple(piece for stretch in stretches for piece in _pieces(stretch))


def words(text: str) -> list[str]:
    """Return the words and numbers of a plain text, without regard to case."""
    return [token.casefold() for token in _TOKEN.findall(text) if token[0].isalnum()]


def _pieces(stretch: _Stretch) -> Iterator[Piece]:
    for kind, tokens in (
        (Mark.SAME, stretch.same),
        (Mark.REMOVED, stretch.removed),
        (Mark.ADDED, stretch.added),
    ):
        if tokens:
            yield Piece(kind, "".join(tokens))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """Yield the texts from one common run of tokens to the next; the first one may be empty."""
    start, length, at = 0, 0, 0
    for there, here, size in (*common_runs(old, new), (len(old), len(new), 0)):
        yield _Stretch(
            old[start : start + length], old[start + length : there], new[at + length : here]
        )
        start, at, length = there, here, size


def _readable(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Let what stayed go under where it is less than what changed on either side of it."""
    kept: list[_Stretch] = []
    for stretch in stretches:
        last = stretch
        while kept and _is_crumb(kept[-1], last):
            last = _joined(kept.pop(), last)
        kept.append(last)
    return kept


def _is_crumb(before: _Stretch, stretch: _Stretch) -> bool:
    if not (before.removed or before.added) or not (stretch.removed or stretch.added):
        return False
    weight = _weight(stretch.same)
    return weight <= _change(before) and weight <= _change(stretch)


def _joined(before: _Stretch, stretch: _Stretch) -> _Stretch:
    return _Stretch(
        before.same,
        [*before.removed, *stretch.same, *stretch.removed],
        [*before.added, *stretch.same, *stretch.added],
    )


def _change(stretch: _Stretch) -> int:
    return max(_weight(stretch.removed), _weight(stretch.added))


def _weight(tokens: Iterable[str]) -> int:
    """Return how many letters and digits a reader sees."""
    return sum(len(token) for token in tokens if token[0].isalnum())
