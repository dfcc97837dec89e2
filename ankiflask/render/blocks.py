"""From markdown-it's block tokens to HTML: paragraphs, lists, fenced code."""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from ankiflask.cloze import Piece
from ankiflask.render import highlight
from ankiflask.render.html import attribute, escape
from ankiflask.render.inline import Writer, apart

_EMPTY_ITEM = "If the sign itself is meant, put it in backticks. A list is at most 9 deep."
_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


@dataclass(slots=True)
class _Numbers:
    """The numbers of a list's items. `1. 1. 1.` leaves the counting to the browser."""

    first: int
    shown: int
    is_lazy: bool = True


def write(tokens: Sequence[Token], writer: Writer) -> None:
    """Write a text's blocks. A paragraph that is alone, or in a tight list, has no `<p>`."""
    is_alone = [token.type for token in tokens] == _PARAGRAPH
    lists: list[_Numbers] = []
    for place, token in enumerate(tokens):
        if token.map and token.nesting >= 0:
            writer.line = token.map[0]
        match token.type:
            case "inline":
                writer.inline(token.children or ())
            case "fence":
                _fence(token, writer)
            case "paragraph_open" | "paragraph_close":
                content = tokens[place + token.nesting].content
                if content and not is_alone and not token.hidden:
                    writer.tag("<p>" if token.nesting > 0 else "</p>")
            case "list_item_open":
                if tokens[place + 1].type == "list_item_close":
                    sign = f"{token.info}{token.markup}"
                    message = f"`{sign}` with nothing after it makes an empty list item."
                    writer.fault("list-item-empty", message, _EMPTY_ITEM)
                writer.tag(_item(token, lists[-1]))
            case _:
                writer.tag(_list(token, lists))


def _list(token: Token, lists: list[_Numbers]) -> str:
    if token.tag == "li":
        return "</li>"
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
    if after_last - first != token.content.count("\n") + 2:  # the last line is not the content's
        message = (
            f"The code that begins with {token.markup} has no end, and takes in all that follows."
        )
        writer.fault("code-unclosed", message, f"End it with a line {token.markup} of its own.")
    writer.refuse_deletion(token.info)
    writer.line += 1
    writer.deletions.enter()
    text, edges = _edges(token.content, writer)
    writer.deletions.leave()
    language = token.info.split(maxsplit=1)
    writer.tag(highlight.code(text, language[0] if language else "", edges))


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
