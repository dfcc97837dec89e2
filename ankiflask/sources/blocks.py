"""A Markdown text to its blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ankiflask.sources.cards import Span

# Inline text is read by our own patterns, in bounds; the library tells the blocks.
_PARSER = (
    MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").disable(["inline", "text_join"])
)
_LISTS = ("bullet_list_open", "ordered_list_open")
_NO_PHRASES = {"fence", "code_block", "blockquote_open", "html_block", "table_open", *_LISTS}
_CODE = ("fence", "code_block", "html_block")
LEFT = {"html_block": "is HTML, which is not read", "hr": "is a divider"}


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
        return next(iter(self.contents), "")

    @property
    def contents(self) -> list[str]:
        """The texts in it."""
        return [token.content for token in self.tokens if token.type == "inline"]

    @property
    def leads(self) -> bool:
        """Whether it is a paragraph that something below goes on with."""
        return self.kind == "paragraph_open" and self.content.rstrip().endswith((":", "："))

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return self.kind in _LISTS

    @property
    def is_short_list(self) -> bool:
        """Whether it is one list of phrases, without lists or code inside."""
        others = {token.type for token in self.tokens[1:]}
        return self.is_list and not _NO_PHRASES & others and all(map(_phrase, self.contents))


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a name leads that links have, and its lines from 1."""

    address: str
    span: Span


@dataclass(frozen=True, slots=True)
class Blocks:
    """A text's blocks, and the addresses that it gives names, by name."""

    blocks: Sequence[Block]
    definitions: dict[str, Definition]
    again: Sequence[Span]  # where a name is given another time

    def code_lines(self) -> set[int]:
        """Return the numbers of the lines in which nothing is markup."""
        tokens = (token for block in self.blocks for token in block.tokens)
        return {
            number
            for token in tokens
            if token.type in _CODE and not _is_comment(token)
            for number in range(span_of(token).first, span_of(token).last + 1)
        }


def parse(lines: Sequence[str]) -> Blocks:
    """Return the blocks of the lines."""
    told: dict[str, Any] = {}
    blocks = list(_blocks(_PARSER.parse("\n".join(lines) + "\n", told), lines))
    named = told.get("references", {}).items()
    again = told.get("duplicate_refs", ())
    return Blocks(
        blocks,
        {name: Definition(each["href"], _place(each["map"])) for name, each in named},
        [_place(each["map"]) for each in again],
    )


def _place(lines: Sequence[int]) -> Span:
    return Span(lines[0] + 1, lines[1])


def span_of(token: Token) -> Span:
    """Return the token's lines from 1."""
    first, after = token.map or (0, 0)
    return Span(first + 1, max(after, first + 1))


def _is_comment(token: Token) -> bool:
    return token.content.lstrip().startswith("<!--") and "-->" in token.content


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Block]:
    start = 0
    for place, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            first, last = span_of(tokens[start])
            while last > first and not lines[last - 1].strip():
                last -= 1
            yield Block(tokens[start : place + 1], Span(first, last))
            start = place + 1


def _phrase(text: str) -> bool:
    return len(text.split()) <= 6 and not re.search(r"[.!?:;]\W*$|\*\*|==|\{\{|\s::\s|\n", text)  # noqa: PLR2004


def table_rows(tokens: Sequence[Token]) -> Iterator[tuple[list[str], Span]]:
    """Yield the cells and the line of each row of a table, the header first."""
    cells: list[str] = []
    line = span_of(tokens[0]).first
    for token in tokens:
        if token.type == "tr_open":
            cells, line = [], span_of(token).first if token.map else line
        elif token.type == "inline":
            cells.append(token.content)
        elif token.type == "tr_close":
            yield cells, Span(line, line)
