"""A deck file with what can be mended without a doubt, every other character as it was.

A place in a value is looked for in the file's own line: where the two do not agree letter by letter
(an escape, a folded text), nothing is mended. The caller reads the result before it relies on it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ankiflask.deck.model import Deck, Note
from ankiflask.quality.judging import Judged, judge, place_of
from ankiflask.quality.rule import Checked, Mend

_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_KEY = re.compile(r"\s*(?:- )?[a-z]+:[ \t]+['\"]?")
_ALLOW = re.compile(r"(?P<head>[ \t]*allow:[ \t]*\[)(?P<ids>[^\]#\[]*)\][ \t]*")


@dataclass(frozen=True, slots=True)
class Mended:
    """A mended deck file, the deck that it must read as, and what was mended: line, rule, words."""

    text: str
    deck: Deck
    told: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters of the file from `start` to `end`, and what takes their place."""

    start: int
    end: int
    text: str


def mend(checked: Checked, text: str, wanted: Iterable[Judged]) -> Mended:
    """Return the deck file's text with those of the findings mended that can be."""
    lines = _Lines(text)
    deck, notes = checked.deck, list(checked.deck.notes)
    edits: list[_Edit] = []
    told: list[Judged] = []
    for (place, key), group in groupby(sorted(wanted, key=_where), key=lambda one: _where(one)[:2]):
        owner: Deck | Note = notes[place] if place >= 0 else deck
        new, done, why = _mended_value(lines, owner, key, tuple(group))
        edits += done
        told += why
        if isinstance(new, Note):
            notes[place] = new
        else:
            deck = new
    said = ((place_of(checked, one.finding), one.rule.id, one.finding.message) for one in told)
    return Mended(_edited(text, edits), replace(deck, notes=tuple(notes)), tuple(sorted(said)))


def mendable(checked: Checked) -> tuple[Judged, ...]:
    """Return the findings that say how they are mended."""
    return tuple(each for each in judge(checked) if each.finding.mend)


def _mend(judged: Judged) -> Mend:
    assert judged.finding.mend is not None  # noqa: S101 - only such are asked for
    return judged.finding.mend


def _where(judged: Judged) -> tuple[int, str, int]:
    mend, notes = _mend(judged), judged.finding.notes
    return notes[0] if notes else -1, mend.key, mend.start


def _mended_value(
    lines: "_Lines", owner: Deck | Note, key: str, findings: tuple[Judged, ...]
) -> tuple[Deck | Note, list[_Edit], tuple[Judged, ...]]:
    """Return the deck or note with one value mended, what that edits in the file, and why."""
    if key == "allow":
        needless = {_mend(each).text for each in findings}
        edit = _allow_edit(lines, owner, needless)
        kept = tuple(each for each in owner.allow if each not in needless)
        return (replace(owner, allow=kept), [edit], findings) if edit else (owner, [], ())
    value, first = str(getattr(owner, key)), owner.lines.get(key, 0)
    placed: list[tuple[Judged, int | None]] = []
    end = -1
    for each in findings:
        if _mend(each).start >= end:  # it does not overlap an earlier one
            placed.append((each, lines.place(first, value, _mend(each))))
            end = _mend(each).end
    found = [(_mend(each), place) for each, place in placed if place is not None]
    edits = [_Edit(place, place + mend.end - mend.start, mend.text) for mend, place in found]
    if found and not found[0][0].start and lines.is_plain(first):
        if "'" in value:
            return owner, [], ()
        edits = _quoted(edits, len(value))
    mended = _edited(value, [_Edit(mend.start, mend.end, mend.text) for mend, _ in found])
    new = replace(owner, **{key: mended})  # type: ignore[arg-type] # keys of texts are texts
    return new, edits, tuple(each for each, place in placed if place is not None)


def _quoted(edits: list[_Edit], length: int) -> list[_Edit]:
    """Put a plain value into quotes, since YAML lets none begin with a backtick."""
    start = edits[0].start
    first = replace(edits[0], text=f"'{edits[0].text}")
    if len(edits) == 1 and edits[0].end == start + length:
        return [replace(first, text=f"{first.text}'")]
    return [first, *edits[1:], _Edit(start + length, start + length, "'")]


def _allow_edit(lines: "_Lines", owner: Deck | Note, needless: set[str]) -> _Edit | None:
    number = owner.lines.get("allow", 0) - 1
    if not 0 <= number < len(lines.starts):
        return None
    start, line = lines.starts[number], lines.texts[number]
    match = _ALLOW.fullmatch(line)
    if not match:
        return None
    ids = [each.strip() for each in match["ids"].split(",")]
    kept = [each for each in ids if each.strip("'\"") not in needless]
    if any(kept):
        place = start + match.start("ids")
        return _Edit(place, start + match.end("ids"), ", ".join(kept))
    after = lines.starts[number + 1] if number + 1 < len(lines.starts) else start + len(line)
    return _Edit(start, after, "")


class _Lines:
    """A text's lines, without their ends, and where each begins."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in _LINE_ENDS.finditer(text))]
        ends = [*(match.start() for match in _LINE_ENDS.finditer(text)), len(text)]
        self.texts = [text[start:end] for start, end in zip(self.starts, ends, strict=True)]

    def place(self, first: int, value: str, mend: Mend) -> int | None:
        """Return where a mend belongs in the file; None where its line is not there as it is read.

        `first` is the line of the value, from 1.
        """
        above = value.count("\n", 0, mend.start)
        line_start = value.rfind("\n", 0, mend.start) + 1
        line = value[line_start:].partition("\n")[0]
        if mend.end > line_start + len(line):
            return None
        number = first - 1
        while 0 <= number < len(self.texts) and not self.texts[number].strip():
            number += 1
        number += above
        if not 0 <= number < len(self.texts) or not line:
            return None
        there, start = self.texts[number], self.starts[number] + mend.start - line_start
        if there.endswith(line) and not there[: -len(line)].strip():
            return start + len(there) - len(line)
        key = None if "\n" in value else _KEY.match(there)
        return start + key.end() if key and there.startswith(line, key.end()) else None

    def is_plain(self, number: int) -> bool:
        """Whether the value in this line, from 1, stands behind its key and without quotes."""
        line = self.texts[number - 1] if 0 < number <= len(self.texts) else ""
        key = _KEY.match(line)
        return key is not None and line[key.end() - 1] not in "'\""


def _edited(text: str, edits: Sequence[_Edit]) -> str:
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda each: each.start):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])
