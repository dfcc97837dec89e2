r"""The Markdown that a deck's texts may hold, read into the tokens of markdown-it.

CommonMark, tables, strikethrough, sub- and superscript, ruby and formulas. Raw HTML is text, and
`_` does not emphasise: `__name__` is a name.
"""

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline, autolink, emphasis
from markdown_it.token import Token

from ankiflask.render.formulas import Formulas
from ankiflask.render.paragraphs import paragraph
from ankiflask.render.scripts import ruby_at, subscript_at, superscript_at
from ankiflask.render.tables import table
from ankiflask.text import excerpt, one_line

# text_join is left out: it would make an escaped character the same as a bare one.
_RULES = (
    *("code", "fence", "blockquote", "hr", "list", "reference", "heading", "table"),
    *("newline", "escape", "backticks", "strikethrough", "emphasis", "link", "image", "autolink"),
    "entity",
)
WEB_OR_MAIL = re.compile(r"<(?:(?i:https?://|mailto:)|[^\s<>:@]+@)")


class _Markdown(MarkdownIt):
    """A parser that hands addresses on as they were written; the writer judges them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
        return True


def parse(text: str) -> list[Token]:
    """Return the text's tokens.

    A formula is an inline token `formula`, its delimiter in `markup`; ruby is a token `ruby`, its
    reading in `info`; and there are `sub` and `sup`. A `definition` is that of a reference link.
    """
    # A last line that ends like all others lets a fence's end be told from its content.
    return _parser().parse(text if text.endswith("\n") else f"{text}\n")


@cache
def _parser() -> MarkdownIt:
    parser = _Markdown("zero", {"inline_definitions": True, "store_labels": True})
    parser.enable(_RULES).disable("text_join")
    parser.block.ruler.at("paragraph", paragraph)
    parser.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("reference", _reference)
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("autolink", _autolink)
    parser.inline.ruler.before("escape", "formula", _formula)
    for name, sign, read in (("sup", "^", superscript_at), ("sub", "~", subscript_at)):
        parser.inline.ruler.before("strikethrough", name, _script(name, sign, read))
    parser.inline.ruler.before("link", "ruby", _ruby)
    return parser


def _formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "\\$":
        return False
    # By the text: an image's description is one of its own.
    kept = state.env.setdefault("formulas", {})
    if state.src not in kept:
        kept[state.src] = Formulas(state.src)
    found = kept[state.src].at(state.pos)
    if found is None or found.end > state.posMax:
        return False
    token = Token("formula", "", 0, content=found.content, markup=found.opening)
    return _push(state, token, found.end, is_silent=silent)


def _ruby(state: StateInline, silent: bool) -> bool:
    found = ruby_at(state.src, state.pos) if state.src[state.pos] == "{" else None
    if found is None or found.end() > state.posMax:
        return False
    token = Token("ruby", "", 0, content=found[1], info=found[2])
    return _push(state, token, found.end(), is_silent=silent)


def _script(
    name: str, sign: str, read: Callable[[str, int], re.Match[str] | None]
) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:
        found = read(state.src, state.pos) if state.src[state.pos] == sign else None
        if found is None or found.end() > state.posMax:
            return False
        return _push(state, Token(name, "", 0, content=found[1]), found.end(), is_silent=silent)

    return rule


def _push(state: StateInline, token: Token, end: int, *, is_silent: bool) -> bool:
    if not is_silent:
        pushed = state.push(token.type, "", 0)
        pushed.content, pushed.markup, pushed.info = token.content, token.markup, token.info
    state.pos = end
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


def _autolink(state: StateInline, silent: bool) -> bool:
    # `<ns::T>` is no link, whatever CommonMark takes for a scheme.
    return bool(WEB_OR_MAIL.match(state.src, state.pos)) and autolink(state, silent)


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    is_footnote = state.src.startswith("[^", state.bMarks[start] + state.tShift[start])
    return not is_footnote and reference(state, start, end, silent)


_LONGEST = 40


def shortened(text: str) -> str:
    """Return the text as a message quotes it: on one line, of at most 40 characters."""
    return excerpt(one_line(text), _LONGEST)
