r"""Paragraphs, and headings with a line below them.

A line that begins with `$$` or `\[` opens a formula: up to its end no line begins a list, a quote
or a heading.
"""

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from ankiflask.render.formulas import Formulas

_SIGNS = {
    "$$": re.compile(r"(?<!\\)\$\$"),
    "\\[": re.compile(r"(?<!\\)(?:\\\\)*+\\[()\[\]]"),
}
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_CODE_INDENT = 3


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 - the library's way
    """Read a paragraph, or a heading with a line below it, as a rule of markdown-it."""
    before, state.parentType = state.parentType, "paragraph"
    line, underline = _after_formula(state, start), ""
    line = max(line, start + 1)
    while line < state.lineMax and not state.isEmpty(line):
        underline = _underline(state, line)
        if underline or _ends(state, line):
            break
        line = max(_after_formula(state, line), line + 1)
    state.parentType = before
    kind, tag = ("heading", "h1" if underline == "=" else "h2") if underline else ("paragraph", "p")
    state.line = line + 1 if underline else line
    opening = state.push(f"{kind}_open", tag, 1)
    opening.map, opening.markup = [start, state.line], underline
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
    inline.map, inline.children = [start, line], []
    state.push(f"{kind}_close", tag, -1).markup = underline
    return True


def _is_lazy(state: StateBlock, line: int) -> bool:
    """Whether nothing can begin in the line, since it is indented or a quote has judged it."""
    return state.sCount[line] - state.blkIndent > _CODE_INDENT or state.sCount[line] < 0


def _underline(state: StateBlock, line: int) -> str:
    if _is_lazy(state, line) or state.sCount[line] < state.blkIndent:
        return ""
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start] if _UNDERLINE.fullmatch(state.src, start, state.eMarks[line]) else ""


def _ends(state: StateBlock, line: int) -> bool:
    rules = state.md.block.ruler.getRules("paragraph")
    return not _is_lazy(state, line) and any(
        rule(state, line, state.lineMax, True) for rule in rules
    )


def _after_formula(state: StateBlock, line: int) -> int:
    """Return the line after the one in which a formula ends that begins with this one; else 0."""
    first = _line(state, line)
    sign = _SIGNS.get(first[:2])
    if sign is None:
        return 0
    lines = [first]
    while not sign.search(lines[-1], 2 if len(lines) == 1 else 0):
        line += 1
        if line >= state.lineMax or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return 0
        lines.append(_line(state, line))
    return line + 1 if Formulas("\n".join(lines)).at(0) else 0


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
