"""What stands below a heading that asks, as the answer: in the small Markdown of a deck file."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from ankiflask.sources.asides import without_boxes, without_comments, without_footnotes
from ankiflask.sources.blocks import LEFT, Block, Blocks, parse, span_of, table_rows
from ankiflask.sources.cards import Span
from ankiflask.sources.cleaning import unescaped
from ankiflask.sources.gathering import Gathering
from ankiflask.sources.inline import tidied
from ankiflask.sources.links import References
from ankiflask.sources.outline import Outline

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


_FRONT = re.compile(r"---[ \t]*")
_FRONT_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_MOST_FRONT = 200  # lines


def read_markdown(lines: Sequence[str], found: Gathering) -> None:
    """Read Markdown: a heading that asks is a question, others give topics; see `Outline`."""
    front = _front_matter(lines)
    if front:
        found.leave("is front matter, which is not read", 1, front)
    lines, blocks = _tidied([*[""] * front, *lines[front:]], found)
    _read(Outline(found), lines, blocks)


def _tidied(lines: Sequence[str], found: Gathering) -> tuple[Sequence[str], Sequence[Block]]:
    """Return the lines without what stands beside the text, and their blocks."""
    blocks = parse(lines)
    open_lines = without_boxes(lines, blocks.code_lines(), found)
    if open_lines != lines:
        lines, blocks = open_lines, parse(open_lines)
    code = blocks.code_lines()
    names = References({name: each.address for name, each in blocks.definitions.items()})
    tidy = without_footnotes(without_comments(lines, code, found), code, found)
    tidy = tidied(tidy, code, names, found)
    if tidy != lines:
        blocks = parse(tidy)
    _leave_definitions(blocks, names, found)
    return tidy, blocks.blocks


def _leave_definitions(blocks: Blocks, names: References, found: Gathering) -> None:
    for name, each in blocks.definitions.items():
        is_used = name in names.used
        what = "is read where the link stands" if is_used else "no link here leads to"
        found.leave(f"is the address of a link, which {what}", *each.span)
    for span in blocks.again:
        found.leave("gives a link another address; the first counts", *span)


def _read(outline: Outline, lines: Sequence[str], blocks: Sequence[Block]) -> None:
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if block.kind == "heading_open":
            below = blocks[place : _next_heading(blocks, place)]
            if outline.asks(block.content):
                text, span = body_of(lines, below, outline.found), Span(block.span.first, 0)
                last = (below[-1] if below else block).span.last
                outline.question(block.content, text, span._replace(last=last))
                place += len(below)
            else:
                outline.heading(block.content, block.span, has_body=bool(below))
        elif block.leads and place < len(blocks) and blocks[place].is_short_list:
            span = Span(block.span.first, blocks[place].span.last)
            outline.enumeration(block.content, blocks[place].contents, span)
            place += 1
        elif block.leads and place < len(blocks) and blocks[place].is_list:
            outline.lead(block.content, block.span)
        else:
            before = blocks[place - 2] if place > 1 else None
            is_led = before is not None and before.leads
            lead = before.content if before and is_led else outline.title
            _read_block(outline, block, lead if block.is_list else "")


def _next_heading(blocks: Sequence[Block], place: int) -> int:
    while place < len(blocks) and blocks[place].kind != "heading_open":
        place += 1
    return place


def _read_block(outline: Outline, block: Block, lead: str) -> None:
    """Read a block; `lead` is what the items of a list go on with, if they have no subject."""
    for token, inside in _with_tables(block.tokens):
        span = span_of(token)
        if inside:
            outline.table(list(table_rows(inside)), span)
        elif token.type == "inline":
            outline.paragraph(token.content, span, lead)
        elif token.type in ("fence", "code_block"):
            outline.code(token.content, token.info, span)
        elif token.type in LEFT:
            outline.found.leave(LEFT[token.type], *span)


def _with_tables(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Yield each token that stands in no table, and of a table the first with all of it."""
    opened = -1
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            opened = place
        elif token.type == "table_close":
            yield tokens[opened], tokens[opened : place + 1]
            opened = -1
        elif opened < 0:
            yield token, ()


def _front_matter(lines: Sequence[str]) -> int:
    """Return the number of lines of front matter at the top, 0 where there is none."""
    if not lines or not _FRONT.fullmatch(lines[0]):
        return 0
    ends = (n for n, line in enumerate(lines[1:_MOST_FRONT], 2) if _FRONT_END.fullmatch(line))
    return next(ends, 0)
