"""Which lines go on with the sentence of the line before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ankiflask.sources.statements.breaks import (
    NARROWEST,
    NO_WIDTH,
    WIDEST,
    Break,
    begins_small,
    common_width,
    is_open,
    is_wide,
)
from ankiflask.sources.statements.lines import Line, plain_line

_FEWEST, _MOST = 3, 0.75  # breaks inside sentences, and their share of those without a full stop


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a text is set on the page."""

    width: range  # the widths that it may be set to, or NO_WIDTH
    is_divided: bool  # by a blank line, cue, bullet or number
    is_wrapped: bool  # there is a line break inside a sentence


def joined(lines: Sequence[Line]) -> tuple[list[Line], list[Break]]:
    """Return the lines with wrapped ones joined, and the breaks that were kept in doubt.

    A line goes on with the one before if no blank line, cue, bullet or number stands between them
    and one of these holds:

    - it hangs, indented, below a bullet or number;
    - the text is set to a common width, and the line before was full;
    - the line before stops inside a sentence, this one goes on with it, and so it comes to its end;
      where nearly all lines of a block do, a capital may begin this one.

    Where nothing divides the text, a full stop always ends a statement, and the third must explain
    the beginning and the end of every line.
    """
    blocks = [[Break(*pair) for pair in pairwise(block)] for block in _blocks(lines)]
    breaks = [b for block in blocks for b in block]
    setting = _Setting(
        width=common_width(breaks),
        is_divided=any(line.is_apart for line in lines[1:]),
        is_wrapped=any(b.is_inner for b in breaks),
    )
    goes_on = {
        b.after.first: join
        for block in blocks
        for b, join in zip(block, _joins(block, setting), strict=True)
    }
    return list(_merged(lines, goes_on)), _doubts(breaks, goes_on)


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and line.is_apart:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _joins(block: Sequence[Break], setting: _Setting) -> list[bool]:
    """Return for each break of a block whether one statement goes on over it."""
    sure = [_is_sure(b, block[0].before, setting) for b in block]
    width, is_prose = _own_width(block, setting), _is_prose(block)
    fits = [yes or _fits(b, width, is_prose) for yes, b in zip(sure, block, strict=True)]
    if not setting.is_divided and not _explains_all(block, fits):
        return sure
    return [yes or fit for yes, fit in zip(sure, _without_lists(block, fits), strict=True)]


def _is_sure(b: Break, opener: Line, setting: _Setting) -> bool:
    if b.is_tail or (opener.is_marked and b.after.indent > opener.indent):
        return True
    may_go_on = b.is_open or setting.is_divided
    return may_go_on and b.is_full(setting.width) and not b.may_be_remark


def _own_width(block: Sequence[Break], setting: _Setting) -> range:
    """Return the length of the longest line, if the block looks set to it."""
    width = max((line.columns for b in block for line in (b.before, b.after)), default=0)
    least = 0 if any(b.is_inner for b in block) else NARROWEST
    is_set = setting.is_wrapped and least <= width <= WIDEST
    return range(width, width + 1) if is_set else NO_WIDTH


def _is_prose(block: Sequence[Break]) -> bool:
    """Whether nearly all lines that end inside a sentence surely do: people wrap unevenly."""
    inner, unended = sum(b.is_inner for b in block), sum(b.is_open for b in block)
    return inner >= _FEWEST and inner >= _MOST * unended


def _fits(b: Break, width: range, is_prose: bool) -> bool:
    """Whether the two lines may be one sentence."""
    is_cut = is_prose or b.is_full(width) or b.before.text.endswith(",")
    return b.is_inner or (b.is_open and is_cut and not b.may_be_remark)


def _explains_all(block: Sequence[Break], fits: Sequence[bool]) -> bool:
    """Whether full stops and capitals tell the same story at every line of the block."""
    if not block or is_open(block[-1].after.text):
        return False
    begins = [block[0].before, *(b.after for b in block if not b.is_open)]
    is_cased = not any(begins_small(line.text) for line in begins)
    return is_cased and all(fit or not b.is_open for b, fit in zip(block, fits, strict=True))


def _without_lists(block: Sequence[Break], fits: Sequence[bool]) -> Iterator[bool]:
    """Yield `fits`, but False for a run of lines that may as well be a list of phrases."""
    for is_fit, group in groupby(zip(block, fits, strict=True), key=lambda pair: pair[1]):
        run = [b for b, _ in group]
        yield from [is_fit and _is_sentence(run)] * len(run)


def _is_sentence(run: Sequence[Break]) -> bool:
    """Whether it comes to a full stop, or only its first line begins with a capital."""
    is_closed = not is_open(run[-1].after.text)
    goes_on = all(begins_small(b.after.text) for b in run)
    return is_closed or (goes_on and not begins_small(run[0].before.text))


def _doubts(breaks: Sequence[Break], goes_on: Mapping[int, bool]) -> list[Break]:
    """Return the breaks that were kept though a sentence, or a wrapped text, may go on there."""
    width = max((b.before.columns for b in breaks if goes_on[b.after.first]), default=0)
    full = range(width, width + 1)
    kept = [b for b in breaks if not goes_on[b.after.first] and b.before.columns <= WIDEST]
    return [
        b
        for b in kept
        if not b.may_be_remark and ((b.is_open and not is_open(b.after.text)) or b.is_full(full))
    ]


def _merged(lines: Iterable[Line], goes_on: Mapping[int, bool]) -> Iterator[Line]:
    group: list[Line] = []
    for line in lines:
        if group and not goes_on.get(line.first):
            yield _one(group)
            group = []
        group.append(line)
    if group:
        yield _one(group)


def _one(group: Sequence[Line]) -> Line:
    pieces = [group[0].text]
    for before, after in pairwise(line.text for line in group):
        is_tight = is_wide(before[-1]) and is_wide(after[0])
        pieces += ["" if is_tight else " ", after]
    return plain_line("".join(pieces), group[0].first, group[-1].last)
