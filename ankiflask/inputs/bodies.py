"""What stands below a heading that asks, as the answer: in the small Markdown of a deck file."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from ankiflask.inputs.blocks import LEFT, Block, span_of
from ankiflask.inputs.cleaning import unescaped
from ankiflask.inputs.gathering import Gathering

_QUOTE = re.compile(r"^([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)>[ \t]?")
_TASK = re.compile(r"^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[ xX]\][ \t]+")
_ALERT = re.compile(r"^[ \t]*\[!\w{1,40}\][ \t]*$")


def body_of(lines: Sequence[str], blocks: Sequence[Block], found: Gathering) -> str:
    """Return the blocks' text: quotes and tasks without their marks, tables as they look.

    HTML and dividers are left out, and kept in `found`.
    """
    if not blocks:
        return ""
    start = blocks[0].span.first
    kept = [""] * (blocks[-1].span.last - start + 1)
    for block in blocks:
        first, last = block.span
        kept[first - start : last - start + 1] = lines[first - 1 : last]
    for token in (token for block in blocks for token in block.tokens):
        first, last = span_of(token)
        here = slice(first - start, last - start + 1)
        if token.type in LEFT:
            found.leave(LEFT[token.type], first, last)
            kept[here] = [""] * (last - first + 1)
        elif token.map:
            kept[here] = _told(token, kept[here])
    return "\n".join(kept)


def _told(token: Token, lines: list[str]) -> list[str]:
    if token.type == "blockquote_open":
        return [_ALERT.sub("", _QUOTE.sub(r"\1", line)) for line in lines]
    if token.type == "table_open" and token.level == 0:
        return [f"```text\n{lines[0]}", *lines[1:-1], f"{lines[-1]}\n```"]
    if token.type == "code_block" and token.level == 0:
        return ["```\n" + token.content.rstrip("\n"), "```", *[""] * (len(lines) - 2)]
    if token.type == "inline":
        return [unescaped(_TASK.sub(r"\1", line)) for line in lines]
    return lines
