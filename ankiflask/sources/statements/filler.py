"""Which lines are cues, no content, and by which part of the rule."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ankiflask.sources.statements.breaks import Break, ending, is_divider, is_short
from ankiflask.sources.statements.lines import Line, is_bare_number
from ankiflask.sources.statements.rhythm import Rhythm, has_speaker, is_like_a_cue, telling_words

_FEWEST_REPEATS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """The cues, and the lines that were kept in doubt: the index of each, and the reason."""

    cues: Mapping[int, str]
    doubts: Mapping[int, str]


def find_cues(lines: Sequence[Line]) -> Found:
    """Tell cues from content, first by what a line says, then by where it stands.

    A cue by itself holds no words, or only such as people say while they think. A cue by its place
    has the shape of a remark and stands alone between statements, in a text where a cue follows
    nearly every statement; or it comes again and again while the statements do not.
    """
    tails = {i for i, pair in enumerate(pairwise(lines), start=1) if _is_tail(*pair)}
    known = {
        index: why
        for index, line in enumerate(lines)
        if index not in tails and (why := _why_by_itself(line))
    }
    rhythm = Rhythm(lines, known.keys())
    placed = _repeated(rhythm) | _in_rhythm(rhythm)
    cues = _alike(lines, placed) | placed | known
    return Found(cues, {i: why for i, why in _doubts(rhythm).items() if i not in cues})


def _is_tail(before: Line, after: Line) -> bool:
    return not after.is_apart and Break(before, after).is_tail


def _why_by_itself(line: Line) -> str:
    if is_divider(line.text):
        return "It holds no word and no number."
    if line.is_marked and is_bare_number(line.text):
        return "It is the number of a list and nothing else."
    if is_short(line.text) and (telling := telling_words(line.text)):
        return f"It is short and says only what people say while they think: {', '.join(telling)}."
    return ""


def _in_rhythm(rhythm: Rhythm) -> dict[int, str]:
    if not rhythm.is_clear:
        return {}
    why = (
        "It is short and stands alone after a statement,"
        f" as {rhythm.in_place:,} lines do in this text of {len(rhythm.statements):,} statements."
    )
    return dict.fromkeys(rhythm.placed & rhythm.likely, why)


def _repeated(rhythm: Rhythm) -> dict[int, str]:
    if not rhythm.is_varied:
        return {}
    times = Counter(rhythm.lines[index].text for index in rhythm.trailing)
    return {
        index: f"It is short, trails off and comes {count:,} times, and no statement comes so often."
        for index in rhythm.trailing
        if (count := times[rhythm.lines[index].text]) >= _FEWEST_REPEATS
    }


def _alike(lines: Sequence[Line], placed: Mapping[int, str]) -> dict[int, str]:
    """Return the lines that say again what is a cue by its place elsewhere."""
    first = {lines[index].text: lines[index].first for index in sorted(placed, reverse=True)}
    return {
        index: f"It is the same as the filler in line {first[line.text]}."
        for index, line in enumerate(lines)
        if line.text in first
    }


def _doubts(rhythm: Rhythm) -> dict[int, str]:
    """Return the lines that only stand like a cue or only look like one."""
    doubts = dict.fromkeys(
        rhythm.placed if rhythm.is_clear else (), "it stands where filler stands"
    )
    for index, line in enumerate(rhythm.lines):
        if not is_like_a_cue(line.text) or rhythm.is_between_cues(index):
            continue
        if rhythm.has_cues or ending(line.text) in {"...", "!"} or has_speaker(line.text):
            doubts[index] = "it is short and sounds like a remark"
    return doubts
