r"""The Markdown that a deck's texts may hold, read into the tokens of markdown-it.

Paragraphs, lists, fenced code, inline code, emphasis, links, images, escapes and `\( … \)` or
`\[ … \]` math. Everything else (headings, tables, quotes, HTML, entities, reference links) is
text.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ankiflask.text import excerpt, one_line

# text_join is left out: it would make an escaped character the same as a bare one.
_RULES = ("fence", "list", "newline", "escape", "backticks", "emphasis", "link", "image")
# Before one of these a backslash takes markup away wherever it stands.
ESCAPED = frozenset("\\`*_{}!")
_MATH_ENDS = {"\\(": "\\)", "\\[": "\\]"}
_VISIBLE = re.compile(r"\S")
_OPENS_AGAIN = re.compile(r"(?<!\\)\\[(\[]")


class _Markdown(MarkdownIt):
    """A parser that hands addresses on as they were written; the writer judges them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
        return True


def parse(text: str) -> list[Token]:
    """Return the text's tokens. Math is an inline token of type `math`, its delimiter in `markup`."""
    # A last line that ends like all others lets a fence's end be told from its content.
    return _parser().parse(text if text.endswith("\n") else f"{text}\n")


@cache
def _parser() -> MarkdownIt:
    parser = _Markdown("zero").enable(_RULES).disable("text_join")
    parser.inline.ruler.before("escape", "math", _math)
    return parser


def _math(state: StateInline, silent: bool) -> bool:
    opening, start = state.src[state.pos : state.pos + 2], state.pos + 2
    if opening not in _MATH_ENDS:
        return False
    end = _next(state, _MATH_ENDS[opening], start)
    if not start <= end <= state.posMax - 2:
        return False
    # Anki's editor drops an empty formula, and pairs delimiters without looking inside.
    if not _VISIBLE.search(state.src, start, end) or _OPENS_AGAIN.search(state.src, start, end):
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.markup = opening
        token.content = state.src[start:end].replace("\n", " ")
    state.pos = end + 2
    return True


def _next(state: StateInline, sign: str, start: int) -> int:
    """Return where the sign stands next, or -1. What was found is kept.

    Else each of many openings would look through all the rest of the text.
    """
    kept = state.env.setdefault(sign, {})  # by the text: an image's description is one of its own
    since, found = kept.get(state.src, (0, 0))
    if since <= start and (found < 0 or start <= found):
        return int(found)
    found = state.src.find(sign, start)
    kept[state.src] = (start, found)
    return found


_LONGEST = 40


def shortened(text: str) -> str:
    """Return the text as a message quotes it: on one line, of at most 40 characters."""
    return excerpt(one_line(text), _LONGEST)
