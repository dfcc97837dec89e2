"""Markdown as people keep notes in: headings, paragraphs, lists, tables, fenced code."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ankiflask.inputs.cards import Span
from ankiflask.inputs.gathering import Gathering
from ankiflask.inputs.outline import Outline

# Inline text is read by our own patterns, in bounds; the library tells the blocks.
_PARSER = (
    MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").disable(["inline", "text_join"])
)
_FRONT = re.compile(r"---[ \t]*")
_FRONT_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_MOST_FRONT = 200  # lines
_LEFT = {"html_block": "is HTML, which is not read", "hr": "is a divider"}


@dataclass(frozen=True, slots=True)
class Block:
    """A block that stands in no other: its tokens, and its lines from 1."""

    tokens: Sequence[Token]
    span: Span

    @property
    def kind(self) -> str:
        """The name of its first token."""
        return self.tokens[0].type

    @property
    def content(self) -> str:
        """The text of a heading or a paragraph."""
        return next((each.content for each in self.tokens if each.type == "inline"), "")


def read_markdown(lines: Sequence[str], found: Gathering) -> None:
    """Read Markdown: a heading that asks is a question, others give topics; see `Outline`."""
    front = _front_matter(lines)
    if front:
        found.leave("is front matter, which is not read", 1, front)
    text = "\n" * front + "\n".join(lines[front:]) + "\n"
    blocks = list(_blocks(_PARSER.parse(text), lines))
    _leave_definitions(lines, front, blocks, found)
    outline = Outline(found, lines)
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if block.kind == "heading_open":
            body = place
            while body < len(blocks) and blocks[body].kind != "heading_open":
                body += 1
            if outline.heading(block.content, block.span, _span(blocks[place:body])):
                place = body
        elif block.kind in _LEFT:
            found.leave(_LEFT[block.kind], *block.span)
        elif _leads(block) and place < len(blocks) and _is_short_list(blocks[place]):
            outline.enumeration(
                block.content, _contents(blocks[place]), _span([block, blocks[place]])
            )
            place += 1
        else:
            _read_block(outline, block)


def _read_block(outline: Outline, block: Block) -> None:
    if block.kind == "table_open":
        outline.table(list(_table(block)), block.span)
        return
    for token in block.tokens:
        first, after = token.map or (0, 0)
        span = Span(first + 1, max(after, first + 1))
        if token.type == "inline":
            outline.paragraph(token.content, span)
        elif token.type in ("fence", "code_block"):
            outline.code(token.content, token.info, span)
        elif token.type in _LEFT:
            outline.found.leave(_LEFT[token.type], *span)


def _front_matter(lines: Sequence[str]) -> int:
    """Return the number of lines of front matter at the top, 0 where there is none."""
    if not lines or not _FRONT.fullmatch(lines[0]):
        return 0
    ends = (n for n, line in enumerate(lines[1:_MOST_FRONT], 2) if _FRONT_END.fullmatch(line))
    return next(ends, 0)


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Block]:
    start = 0
    for place, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            first, after = tokens[start].map or (0, 0)
            while after > first + 1 and not lines[after - 1].strip():
                after -= 1
            yield Block(tokens[start : place + 1], Span(first + 1, max(after, first + 1)))
            start = place + 1


def _span(blocks: Sequence[Block]) -> Span | None:
    return Span(blocks[0].span.first, blocks[-1].span.last) if blocks else None


def _leave_definitions(
    lines: Sequence[str], front: int, blocks: Sequence[Block], found: Gathering
) -> None:
    covered = {n for block in blocks for n in range(block.span.first, block.span.last + 1)}
    for number, line in enumerate(lines[front:], front + 1):
        if line.strip() and number not in covered:
            found.leave("defines a link, which is not read", number, number)


def _leads(block: Block) -> bool:
    return block.kind == "paragraph_open" and block.content.rstrip().endswith((":", "："))


def _is_short_list(block: Block) -> bool:
    """Whether the block is one list of phrases, without lists or code inside."""
    kinds = [token.type for token in block.tokens]
    is_flat = kinds[0] in ("bullet_list_open", "ordered_list_open") and kinds.count(kinds[0]) == 1
    others = {
        "fence",
        "code_block",
        "blockquote_open",
        "html_block",
        "bullet_list_open",
        "ordered_list_open",
    }
    return (
        is_flat
        and not others & set(kinds[1:])
        and all(_is_phrase(text) for text in _contents(block))
    )


def _is_phrase(text: str) -> bool:
    return len(text.split()) <= 6 and not re.search(r"[.!?:;]\W*$|\*\*|==|\{\{|\s::\s|\n", text)  # noqa: PLR2004


def _contents(block: Block) -> list[str]:
    return [token.content for token in block.tokens if token.type == "inline"]


def _table(block: Block) -> Iterator[tuple[list[str], Span]]:
    """Yield the cells and the line of each row, the header first."""
    cells: list[str] = []
    line = block.span.first
    for token in block.tokens:
        if token.type == "tr_open":
            cells, line = [], (token.map or (line,))[0] + 1
        elif token.type == "inline":
            cells.append(token.content)
        elif token.type == "tr_close":
            yield cells, Span(line, line)
