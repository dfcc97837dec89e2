"""Texts to render, and what a reader sees of a field."""

import re
from html.parser import HTMLParser

from hypothesis import strategies as st

from ankiflask.text import CONTROL, normal

# Each of these vanishes or acts in Anki if it is written as it stands.
ACTING = (
    "<username>", "<script>alert(1)</script>", "&amp;", "&#91;", "&", "{{ name }}", "{{c1::x}}",
    "{{C1::x}}", "{{", "}}", "::", "[sound:x.mp3]", "[anki:tts lang=en]x[/anki:tts]", "[anki:play:q:0]",
    "[latex]x[/latex]", "[LaTeX]", "[$]x[/$]", "[$$]x[/$$]", "[[type:Front]]", "image-occlusion:rect",
    "\\(", "\\[", "__name__", "\u00a0", "\u0301", "\u2028", "é", "日本", "🙂",
)  # fmt: skip
_MARKUP = re.compile(
    r"[*`$^~|]|\][(:\[]|\\[!-/:-@\[-`{-~\n]|&#?\w+;|<(?:https?:|mailto:|[^\s<>]*@)", re.IGNORECASE
)
_BLOCK = re.compile(
    r"^[ \t]*(?:[-+](?:[ \t]|$)|[0-9]{1,9}[.)](?:[ \t]|$)|[#>=_-])|^(?: {4}|[ ]*\t)", re.MULTILINE
)

characters = st.characters(exclude_categories=["Cs"]).filter(lambda each: not CONTROL.match(each))
pieces = st.one_of(st.sampled_from(ACTING), st.text(characters, max_size=8), st.just(" "))
anything = st.lists(pieces, max_size=8).map("".join).map(normal)


def _is_plain(text: str) -> bool:
    return not _MARKUP.search(text) and not _BLOCK.search(text)


plain = anything.filter(_is_plain)

# Markdown of every kind, also broken: what it means does not matter, only what becomes of it.
_SIGNS = (
    "`", "``", "*", "**", "_", "__", "~~", "\\", "[", "](http://x.y)", "](a)", "![", "](a.png)", "[a]",
    "$", "$$", "^", "~", "a^2^", "a~2~", "{食|た}", "|", "<http://x.y>", "&#97;", "a_1",
)  # fmt: skip
_LINES = (
    "\n", "\n\n", "\n- ", "\n  - ", "\n1. ", "\n7) ", "\n```\n", "\n~~~ py\n", "  \n", "\n    ",
    "\n# ", "\n> ", "\n---\n", "\n===\n", "\n|a|a|\n|-|-:|\n", "\n$$\n", "\n\n[a]: http://x.y\n",
)  # fmt: skip
_MATH = ("\\(", "\\)", "\\[", "\\]", "$", "{", "}", "\\{", "!", "#", ">", "|", "\t")
markdown = (
    st.lists(
        st.one_of(
            st.sampled_from(_SIGNS + _LINES + _MATH + ACTING), st.text(characters, max_size=4)
        ),
        max_size=16,
    )
    .map("".join)
    .map(normal)
)


class _Reader(HTMLParser):
    _BLOCKS = frozenset(
        {"p", "li", "ul", "ol", "pre", "blockquote", "hr", "h1", "h2", "table", "tr", "th", "td"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.text += "\n" if tag == "br" or (tag in self._BLOCKS and self.text) else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def visible(html: str) -> str:
    """Return the text that a reader sees, a block to a line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text


def words(text: str) -> list[str]:
    """Return the text without its white space, which a browser folds."""
    return text.split()
