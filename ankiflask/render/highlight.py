"""Code as HTML, with Pygments' short class names for a stylesheet to colour."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ankiflask.render.html import escape

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

# Many a lexer takes the square of the code's length in time, for some code.
_LONGEST = 4096
# With these, some hundred characters of some code take seconds.
_SLOW = frozenset({"Easytrieve", "MCFunction", "MCSchema", "Systemd", "X++", "Zeek", "autohotkey"})
_OVERLAY = "\u0338"  # with the `>` of a tag before it, Unicode composes another sign


@dataclass(frozen=True, slots=True)
class Edge:
    """HTML that stands at an offset of the code, and whether a cloze deletion goes on after it."""

    offset: int
    html: str
    is_deleted: bool


def code(text: str, language: str, edges: Sequence[Edge] = ()) -> str:
    """Return a `<pre>` that shows the code: every space kept, `<br>` for a newline.

    One newline at the end is dropped. A language that Pygments does not know gives plain code, and
    so do more than 4,096 characters.
    `edges` are in order; no span reaches over one.
    """
    text = text.removesuffix("\n")
    queue = deque(edges)
    html: list[str] = []
    at, is_deleted = 0, False
    for css, run in _runs(text, language):
        end = at + len(run)
        while queue and queue[0].offset < end:
            edge = queue.popleft()
            html += _span(css, text[at : edge.offset], is_deleted=is_deleted), edge.html
            at, is_deleted = edge.offset, edge.is_deleted
        html.append(_span(css, text[at:end], is_deleted=is_deleted))
        at = end
    html += (edge.html for edge in queue)
    return f"<pre><code>{''.join(html)}</code></pre>"


def _span(css: str, text: str, *, is_deleted: bool) -> str:
    html = escape(text, is_deleted=is_deleted).replace("\n", "<br>")
    return f'<span class="{css}">{html}</span>' if css and text else html


def _runs(text: str, language: str) -> list[tuple[str, str]]:
    """Return the code in pieces, each with its class; neighbours differ in class."""
    lexer = _lexer(language.lower()) if 0 < len(text) <= _LONGEST else None
    if lexer is None:
        return [("", text)]
    runs = [("", "")]
    # Many lexers want a newline at the end.
    for kind, token in lexer.get_tokens(f"{text}\n"):
        css, run = runs[-1]
        if _css(kind) == css or token.startswith(_OVERLAY):
            runs[-1] = (css, run + token)
        else:
            runs.append((_css(kind), token))
    css, run = runs[-1]
    runs[-1] = css, run.removesuffix("\n")
    # A lexer that changes the code (some drop a byte order mark) is not believed.
    return runs if "".join(run for _, run in runs) == text else [("", text)]


@cache
def _lexer(language: str) -> "Lexer | None":
    # Pygments is slow to import, and most commands meet no code.
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
    return None if lexer.name in _SLOW else lexer


@cache
def _css(kind: "_TokenType") -> str:
    """Return Pygments' class for a kind of token; white space needs none."""
    from pygments.token import STANDARD_TYPES, Whitespace  # noqa: PLC0415

    while kind not in STANDARD_TYPES and kind.parent is not None:
        kind = kind.parent
    return "" if kind is Whitespace else STANDARD_TYPES.get(kind, "")
