"""Tables: a row to a line, its cells between `|`, and a line of dashes below the first row.

A `|` inside code, a formula, ruby or a cloze deletion divides no cells.
"""

import re
from collections.abc import Sequence

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from ankiflask.cloze import OPENING
from ankiflask.render.formulas import Formulas
from ankiflask.render.scripts import ruby_at

_DASHES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*")
_SIGNS = re.compile(r"\\.|`+|[${}|]")


def cells(row: str) -> list[str]:
    r"""Return the cells of a row, in which `\|` is `|`, but for formulas."""
    row = mdTrim(row)
    pieces, parts, start = [], [], 0
    for at, sign in _signs(row):
        if sign == "\\|":
            parts.append(row[start:at])
            start = at + 1
        else:
            pieces.append(mdTrim("".join([*parts, row[start:at]])))
            parts, start = [], at + 1
    last = mdTrim("".join([*parts, row[start:]]))
    return [*pieces[1 if row.startswith("|") else 0 :], *([last] if last or not pieces else [])]


def _signs(row: str) -> list[tuple[int, str]]:
    r"""Return where cells are divided, and each `\|` outside formulas."""
    found: list[tuple[int, str]] = []
    formulas, deletions = Formulas(row), _OpenDeletions()
    done, is_code = 0, False
    for sign in _SIGNS.finditer(row):
        at = sign.start()
        if at < done:
            if is_code and sign[0] == "\\|":
                found.append((at, sign[0]))
            continue
        formula, ruby = formulas.at(at), ruby_at(row, at)
        is_code = sign[0][0] == "`" and at in formulas.code
        if formula or ruby:
            done = formula.end if formula else ruby.end() if ruby else at
        elif is_code:
            done = formulas.code[at]
        elif sign[0] in "{}":
            done, start = deletions.take(row, at)
            _join(found, start)
        elif sign[0] in ("|", "\\|"):
            found.append((at, sign[0]))
    return found


def _join(found: list[tuple[int, str]], start: int) -> None:
    """Forget what divides cells after the place at which a deletion begins, if any does."""
    kept = []
    while start >= 0 and found and found[-1][0] > start:
        kept.append(found.pop())
    found += [each for each in reversed(kept) if each[1] != "|"]


class _OpenDeletions:
    """The cloze deletions that are open at a place of a row, and the braces inside each."""

    def __init__(self) -> None:
        self._open: list[list[int]] = []

    def take(self, row: str, at: int) -> tuple[int, int]:
        """Read a brace; return where to read on, and where the outermost deletion began that ends here, or -1."""
        opening = OPENING.match(row, at)
        if opening:
            self._open.append([at, 0])
            return opening.end(), -1
        if not self._open:
            return at + 1, -1
        here = self._open[-1]
        if row.startswith("}}", at) and not here[1]:
            self._open.pop()
            return at + 2, here[0] if not self._open else -1
        here[1] = max(0, here[1] + (1 if row[at] == "{" else -1))
        return at + 1, -1


def alignments(line: str) -> list[str] | None:
    """Return how each column is aligned ("" where nothing says it); None where no line of dashes is."""
    line = mdTrim(line)
    if line[:1] not in tuple("|:-") or not _DASHES.fullmatch(line):
        return None
    columns = [each.strip() for each in line.strip("|").split("|")]
    if len(columns) == 1 and "|" not in line:
        return None
    names = {"::": "center", "-:": "right", ":-": "left"}
    return [names.get((each[0] + each[-1]) if len(each) > 1 else "", "") for each in columns]


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table, as a rule of markdown-it."""
    if start + 1 >= end or not _is_row(state, start) or not _is_row(state, start + 1):
        return False
    aligned = alignments(_line(state, start + 1))
    first = cells(_line(state, start)) if aligned and "|" in _line(state, start) else []
    if not aligned or len(first) != len(aligned):
        return False
    if silent:
        return True
    last = _end(state, start + 2, end)
    opening = state.push("table_open", "table", 1)
    opening.map = [start, last]
    _part(state, "thead", "th", [start], aligned)
    if last > start + 2:
        _part(state, "tbody", "td", range(start + 2, last), aligned)
    state.push("table_close", "table", -1)
    state.line = last
    return True


def _end(state: StateBlock, line: int, end: int) -> int:
    """Return the first line after the rows."""
    ends = state.md.block.ruler.getRules("blockquote")
    before, state.parentType = state.parentType, "table"
    while (
        line < end
        and not state.isEmpty(line)
        and _is_row(state, line)
        and not any(rule(state, line, end, True) for rule in ends)
    ):
        line += 1
    state.parentType = before
    return line


def _part(
    state: StateBlock, part: str, tag: str, lines: Sequence[int], aligned: Sequence[str]
) -> None:
    state.push(f"{part}_open", part, 1)
    for line in lines:
        row = state.push("tr_open", "tr", 1)
        row.map = [line, line + 1]
        texts = cells(_line(state, line))
        for column, text in enumerate(texts):
            cell = state.push(f"{tag}_open", tag, 1)
            align = aligned[column] if column < len(aligned) else ""
            if align:
                cell.attrs["style"] = f"text-align: {align};"
            inline = state.push("inline", "", 0)
            inline.content, inline.map, inline.children = text, [line, line + 1], []
            state.push(f"{tag}_close", tag, -1)
        closing = state.push("tr_close", "tr", -1)
        closing.meta["missing"] = len(aligned) - len(texts)
    state.push(f"{part}_close", part, -1)


def _is_row(state: StateBlock, line: int) -> bool:
    return state.sCount[line] >= state.blkIndent and not state.is_code_block(line)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
