"""Which words of a text were taken away and which were put in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ankiflask.compare.runs import common_runs


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
