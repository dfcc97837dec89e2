"""From markdown-it's block tokens to HTML: paragraphs, lists, tables, code."""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from ankiflask.cloze import Piece
from ankiflask.render import highlight
from ankiflask.render.html import attribute, escape
from ankiflask.render.inline import Writer, apart
from ankiflask.render.markdown import shortened

_IN_CODE = "If the sign itself is meant, put it in backticks."
_EMPTY = {
    "list_item_open": ("list-item-empty", "makes an empty list item", " A list is at most 9 deep."),
    "blockquote_open": ("quote-empty", "makes an empty quote", " A quote is at most 9 deep."),
    "heading_open": ("heading-empty", "makes an empty heading", ""),
}
_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
_LARGEST_GAP = 20  # cells that a short row of a table gets, so that it cannot fill a memory


@dataclass(slots=True)
class _Numbers:
    """The numbers of a list's items. `1. 1. 1.` leaves the counting to the browser."""

    first: int
    shown: int
    is_lazy: bool = True


def write(tokens: Sequence[Token], writer: Writer) -> None:
    """Write a text's blocks. A paragraph that is alone, or in a tight list, has no `<p>`."""
    blocks = [token for token in tokens if token.type != "definition"]
    is_alone = [token.type for token in blocks] == _PARAGRAPH
    lists: list[_Numbers] = []
    for place, token in enumerate(blocks):
        if token.map and token.nesting >= 0:
            writer.line = token.map[0]
        match token.type:
            case "inline":
                writer.inline(token.children or ())
            case "fence" | "code_block":
                _fence(token, writer)
            case "paragraph_open" | "paragraph_close":
                content = blocks[place + token.nesting].content
                if content and not is_alone and not token.hidden:
                    writer.tag("<p>" if token.nesting > 0 else "</p>")
            case "list_item_open":
                writer.tag(_item(token, lists[-1]))
            case (
                "bullet_list_open"
                | "ordered_list_open"
                | "bullet_list_close"
                | "ordered_list_close"
            ):
                writer.tag(_list(token, lists))
            case _:
                writer.tag(_tag(token))
        if token.type in _EMPTY:
            _refuse_empty(token, blocks[place + 1], writer)
    _refuse_unseen(tokens, blocks, writer)


def _tag(token: Token) -> str:
    if token.nesting < 0:
        missing = min(token.meta.get("missing", 0), _LARGEST_GAP)
        end = "</div>" if token.tag == "table" else ""
        return f"{'<td></td>' * missing}</{token.tag}>{end}"
    style = attribute("style", str(token.attrs["style"])) if token.attrs else ""
    beginning = '<div class="table">' if token.tag == "table" else ""
    return f"{beginning}<{token.tag}{style}>"


def _refuse_empty(token: Token, inside: Token, writer: Writer) -> None:
    if inside.nesting < 0 or (inside.type == "inline" and not inside.content):
        rule, what, more = _EMPTY[token.type]
        message = f"`{token.info}{token.markup}` with nothing after it {what}."
        writer.fault(rule, message, f"{_IN_CODE}{more}")


def _refuse_unseen(tokens: Sequence[Token], blocks: Sequence[Token], writer: Writer) -> None:
    """Note a fault for each definition of a link that nobody would see, and for lines alone."""
    if blocks and all(token.type == "hr" for token in blocks):
        writer.line = (blocks[0].map or [0])[0]
        message = f"`{blocks[0].markup}` alone is a line across the card, and nothing else is seen."
        writer.fault("line-alone", message, _IN_CODE)
    unused = writer.labels
    for token in tokens:
        if token.type == "definition" and token.meta["id"] in unused:
            unused = unused - {token.meta["id"]}
        elif token.type == "definition":
            writer.line = (token.map or [0])[0]
            message = (
                f"`[{shortened(token.meta['label'])}]: …` is shown nowhere: no link refers to it."
            )
            remedy = "Write `[text][label]`, or `\\[` if the bracket itself is meant."
            writer.fault("definition-unused", message, remedy)


def _list(token: Token, lists: list[_Numbers]) -> str:
    if token.nesting < 0:
        lists.pop()
        return f"</{token.tag}>"
    start = int(token.attrs.get("start", 1))
    lists.append(_Numbers(first=start, shown=start - 1))
    return f"<{token.tag}{attribute('start', str(start)) if start != 1 else ''}>"


def _item(token: Token, numbers: _Numbers) -> str:
    """Return the tag that makes an item's number the one that was written."""
    number = int(token.info or numbers.shown + 1)
    numbers.is_lazy = numbers.is_lazy and number == numbers.first
    if numbers.is_lazy or number == numbers.shown + 1:
        numbers.shown += 1
        return "<li>"
    numbers.shown = number
    return f"<li{attribute('value', str(number))}>"


def _fence(token: Token, writer: Writer) -> None:
    first, after_last = token.map or (0, 0)
    if (
        token.markup and after_last - first != token.content.count("\n") + 2
    ):  # the last line is not the content's
        message = (
            f"The code that begins with {token.markup} has no end, and takes in all that follows."
        )
        writer.fault("code-unclosed", message, f"End it with a line {token.markup} of its own.")
    writer.refuse_deletion(token.info)
    writer.line += bool(token.markup)
    language = token.info.split(maxsplit=1)
    _code(token.content, language[0] if language else "", writer)


def _code(content: str, language: str, writer: Writer) -> None:
    writer.deletions.enter()
    text, edges = _edges(content, writer)
    writer.deletions.leave()
    writer.tag(highlight.code(text, language, edges))


def _edges(content: str, writer: Writer) -> tuple[str, list[highlight.Edge]]:
    """Take the deletions' signs, and their hints, out of the code."""
    code, shown, html = "", "", ""
    is_hint = False
    edges: list[highlight.Edge] = []
    for piece, part in writer.pieces(content):
        if piece is not Piece.TEXT:
            html += apart("<!-- -->", shown, part)
            is_hint, shown = piece is Piece.HINT, ""
        elif is_hint:
            shown = escape(part, is_deleted=True).replace("\n", "<br>")
            html += shown
        else:
            edges.append(highlight.Edge(len(code), html, writer.deletions.is_open))
            code, shown, html = code + part, part, ""
    return code, [*edges, highlight.Edge(len(code), html, is_deleted=False)]
