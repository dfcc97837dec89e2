"""Two texts as one list of pieces: what stayed, what was removed, what was added."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from ankiflask.html import to_text


class Mark(StrEnum):
    """What became of a piece."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the old text, of the new one, or of both. Its text is never empty.

    `is_compared` is False for what was removed or added whole, since comparing it word by word
    would take too much memory.
    """

    kind: Mark
    text: str
    is_compared: bool = True


class _Stretch(NamedTuple):
    """Places of tokens: `old[same:gone]` stayed, `old[gone:end]` was removed, `new[here:there]` added."""

    same: int
    gone: int
    end: int
    here: int
    there: int


# A comment or a tag, an entity, white space, a character of a script that sets no spaces between
# words, a word, any other sign. A comment has a longest length, or open ones cost their square.
_TOKEN = re.compile(
    r"""<!--.{0,200}?-->|</?[A-Za-z][^<>]*>|&\#?[A-Za-z0-9]{1,31};|\s+
    |[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]
    |[^\s!-/:-@\[-^`{-~\u2010-\u205e\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff]+|.""",
    re.VERBOSE | re.DOTALL,
)
_MIN_KEPT = 0.25  # of the shorter text's letters; a text that keeps fewer was rewritten
# The memory grows with the product of both lengths in tokens: 66 MiB for this one.
_MAX_PRODUCT = 20_000 * 20_000

_Run = tuple[int, int, int]


def word_marks(old: str, new: str) -> tuple[Piece, ...]:
    """Return both texts as pieces: what stayed and was removed is `old`, what stayed and was added `new`.

    The texts are plain or HTML; a tag is never cut. What was removed comes before what was added
    instead of it. A text that was all but rewritten is removed whole and added whole. Of texts that
    are too long, only the beginning and the end are compared.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs, is_compared = _common_runs(before, after)
    weights = _Weights(_sums(before), _sums(after))
    stretches = _join_crumbs(_stretches(len(before), len(after), runs), weights)
    kept = sum(weights.of_same(each) for each in stretches)
    if kept < _MIN_KEPT * min(weights.old[-1], weights.new[-1]):
        stretches = [_Stretch(0, 0, len(before), 0, len(after))]
    parts = (
        (kind, tokens)
        for same, gone, end, here, there in stretches
        for kind, tokens in zip(
            Mark, (before[same:gone], before[gone:end], after[here:there]), strict=True
        )
    )
    return tuple(
        Piece(kind, "".join(tokens), is_compared or kind is Mark.SAME)
        for kind, tokens in parts
        if tokens
    )


def words(text: str) -> list[str]:
    """Return the words and numbers of a plain text, without regard to case."""
    return [token.casefold() for token in _TOKEN.findall(text) if token[0].isalnum()]


def _common_runs(old: Sequence[str], new: Sequence[str]) -> tuple[list[_Run], bool]:
    """Return where each common run begins in both, and its length; and whether all was compared."""
    shorter = min(len(old), len(new))
    head = _count_same(old, new, shorter)
    tail = _count_same(old[::-1], new[::-1], shorter - head)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    is_compared = len(before) * len(after) <= _MAX_PRODUCT
    inner = _longest_common_runs(before, after) if is_compared else []
    runs = [
        (0, 0, head),
        *((there + head, here + head, length) for there, here, length in inner),
        (len(old) - tail, len(new) - tail, tail),
    ]
    return [run for run in runs if run[2]], is_compared


def _count_same(old: Sequence[str], new: Sequence[str], most: int) -> int:
    return next((place for place in range(most) if old[place] != new[place]), most)


def _longest_common_runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - slow, and few commands compare texts

    # rapidfuzz compares hashes; those of numbers do not collide.
    numbers = {token: number for number, token in enumerate(dict.fromkeys((*old, *new)))}
    codes = Indel.opcodes([numbers[each] for each in old], [numbers[each] for each in new])
    return [(block.a, block.b, block.size) for block in codes.as_matching_blocks()]


def _stretches(old: int, new: int, runs: Iterable[_Run]) -> Iterator[_Stretch]:
    """Yield the texts from one common run of tokens to the next; the first run may be empty."""
    start, length, at = 0, 0, 0
    for there, here, size in (*runs, (old, new, 0)):
        yield _Stretch(start, start + length, there, at + length, here)
        start, at, length = there, here, size


def _sums(tokens: Iterable[str]) -> list[int]:
    """Return of each place how many letters and digits a reader sees before it."""
    return list(accumulate((len(each) * each[0].isalnum() for each in tokens), initial=0))


class _Weights(NamedTuple):
    """How many letters and digits come before each token of the old text and of the new one."""

    old: Sequence[int]
    new: Sequence[int]

    def of_same(self, stretch: _Stretch) -> int:
        return self.old[stretch.gone] - self.old[stretch.same]

    def of_change(self, stretch: _Stretch) -> int:
        """Return the weight of what changed, less than that of any token where nothing did."""
        _, gone, end, here, there = stretch
        if gone == end and here == there:
            return -1
        return max(self.old[end] - self.old[gone], self.new[there] - self.new[here])


def _join_crumbs(stretches: Iterable[_Stretch], weights: _Weights) -> list[_Stretch]:
    """Let what stayed go under where it is less than what changed on either side of it."""
    kept: list[_Stretch] = []
    for stretch in stretches:
        last = stretch
        while kept and weights.of_same(last) <= min(
            weights.of_change(kept[-1]), weights.of_change(last)
        ):
            before = kept.pop()
            last = before._replace(end=last.end, there=last.there)
        kept.append(last)
    return kept


# A file's name in our packages is a hash; a few digits of it tell two of them apart.
_HASHED = re.compile(r"\bankiflask-([0-9a-f]{6})[0-9a-f]{18}(?=\.|\])")


def seen_text(html: str) -> str:
    """Return the plain text, with the names of our own media files shortened."""
    return _HASHED.sub(r"\1", to_text(html))


def seen_marks(old: str, new: str) -> tuple[Piece, ...]:
    """Return the marks of both as plain texts, or as HTML where only the markup differs."""
    pieces = word_marks(seen_text(old), seen_text(new))
    if all(piece.kind is Mark.SAME for piece in pieces):
        return word_marks(old, new)
    return pieces
