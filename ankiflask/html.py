"""HTML of fields and cards: its tags, the text that a person reads, and the files that it names.

Made for whatever text somebody has: what is no tag is text, and the time grows with its length.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple, NewType
from urllib.parse import unquote

from ankiflask.text import excerpt

Html = NewType("Html", str)  # as a card shows it: `&`, `<` and `>` that are text are escaped

_COMMENT, _COMMENT_END = "<!--", "-->"
# Without `<` outside of quotes, or a text of nothing but `<a` is read once for each of them.
_TAG = r"""<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*+)>"""
_MARKUP = re.compile(rf"{_COMMENT}|{_TAG}")
_TAGS = re.compile(_TAG)
# A name without a value matches, too: otherwise a long one is read from each of its letters.
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""",
)
SOUND = re.compile(r"\[sound:([^\[\]]*)\]")
_FILES = re.compile(
    rf"""(?i:\bsrc\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))|{SOUND.pattern}""",
)
_SPACE = re.compile(r"[ \t\n\f\r]+")

_HIDDEN = frozenset(("script", "style"))
_CELLS = frozenset(("td", "th"))
_BLOCKS = frozenset(
    """address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5
    h6 header hr li main nav ol p pre section summary table tr ul""".split()
)


class Tag(NamedTuple):
    """A tag or a comment, and its place. `name` is in lower case; "" is a comment."""

    start: int
    end: int
    name: str = ""
    is_closing: bool = False
    attributes: str = ""


def tags(html: str) -> Iterator[Tag]:
    """Yield the tags and comments. A comment without an end is text."""
    at, pattern = 0, _MARKUP
    while found := pattern.search(html, at):
        start, at = found.span()
        if found[0] != _COMMENT:
            yield Tag(start, at, found[2].lower(), bool(found[1]), found[3])
        elif (end := html.find(_COMMENT_END, at)) >= 0:
            at = end + len(_COMMENT_END)
            yield Tag(start, at)
        else:
            pattern = _TAGS  # no later comment has an end either


def pieces(html: str) -> Iterator[str | Tag]:
    """Yield the tags and comments, and the texts between them, in which entities stay."""
    at = 0
    for tag in tags(html):
        if tag.start > at:
            yield html[at : tag.start]
        yield tag
        at = tag.end
    if html[at:]:
        yield html[at:]


def attribute(attributes: str, name: str) -> str:
    """Return the value of a tag's first attribute of that name (in lower case), "" for none."""
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1].lower() == name:
            return unescape(found[2] or found[3] or found[4] or "")
    return ""


def without_tags(html: str, by: str = "") -> str:
    """Return the text with `by` instead of each tag and comment, and its entities resolved."""
    return unescape("".join(each if isinstance(each, str) else by for each in pieces(html)))


def media_names(html: str) -> Iterator[str]:
    """Yield the names and addresses of what the HTML shows (`src`) and plays (`[sound:…]`)."""
    if "src" in html or "[sound:" in html or "SRC" in html:
        for found in _FILES.finditer(html):
            yield unquote(unescape(found[1] or found[2] or found[3] or found[4] or ""))


def to_text(html: str) -> str:
    """Return what a person reads of a field, without markup: lines, `- ` before a list's item.

    A picture is `[picture NAME]`, and what Anki plays is `[sound NAME]`.
    """
    page = _Page()
    for piece in pieces(html):
        if isinstance(piece, str):
            page.text(piece)
        elif piece.name:
            page.tag(piece)
    return page.written()


class _Page:
    """What has been read so far. `_end` is its last character: a line begins after a newline."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._end = "\n"
        self._hidden = ""
        self._pre = 0

    def written(self) -> str:
        return "".join(self._pieces).strip("\n").rstrip(" ")

    def text(self, html: str) -> None:
        """Read a text between tags."""
        if self._hidden:
            return
        html = SOUND.sub(r"[sound \1]", html)
        if not self._pre:
            html = _SPACE.sub(" ", html)
            html = html.removeprefix(" ") if self._end in "\n " else html
        self._write(unescape(html))

    def tag(self, tag: Tag) -> None:
        """Read a tag."""
        if self._hidden or tag.name in _HIDDEN:
            self._hide(tag)
        elif tag.name == "br":
            self._write("\n")
        elif tag.name == "img":
            name = attribute(tag.attributes, "src")
            self._write(f"[picture {excerpt(name)}]" if name else "[picture]")
        elif tag.name in _CELLS:
            self._write("" if self._end in "\n " else " ")
        elif tag.name in _BLOCKS:
            self._block(tag)

    def _hide(self, tag: Tag) -> None:
        if not self._hidden:
            self._hidden = "" if tag.is_closing else tag.name
        elif tag.is_closing and tag.name == self._hidden:
            self._hidden = ""

    def _block(self, tag: Tag) -> None:
        self._write("" if self._end == "\n" else "\n")
        if tag.name == "pre":
            self._pre = max(0, self._pre + (-1 if tag.is_closing else 1))
        if tag.name == "li" and not tag.is_closing:
            self._write("- ")

    def _write(self, text: str) -> None:
        if not text:
            return
        if text == "\n" and self._end == " " and not self._pre:
            self._pieces[-1] = self._pieces[-1].rstrip(" ")
        self._pieces.append(text)
        self._end = text[-1]
