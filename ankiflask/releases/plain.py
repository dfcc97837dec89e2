"""A field as a person reads it."""

import re
from collections.abc import Iterator
from html import unescape

from ankiflask.releases.word_diff import Mark, Piece, word_marks
from ankiflask.text import beginning

_COMMENT, _COMMENT_END = "<!--", "-->"
# Without `<` outside of quotes, or a text of nothing but `<a` is read once for each of them.
_TAG = r"""<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*+)>"""
_MARKUP = re.compile(rf"{_COMMENT}|{_TAG}")
_TAGS = re.compile(_TAG)
_SOURCE = re.compile(r"""(?i:\ssrc\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_SOUND = re.compile(r"\[sound:([^\[\]]*)\]")
_SPACE = re.compile(r"[ \t\n\f\r]+")

_HIDDEN = frozenset(("script", "style"))
_CELLS = frozenset(("td", "th"))
_BLOCKS = frozenset(
    """address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5
    h6 header hr li main nav ol p pre section summary table tr ul""".split()
)


def as_plain(html: str) -> str:
    """Return what a person reads of a field, without markup: lines, `- ` before a list's item.

    A picture is `[picture NAME]`, and what Anki plays is `[sound NAME]`.
    """
    page = _Page()
    at = 0
    for start, end, tag in _markup(html):
        page.text(html[at:start])
        at = end
        if tag:
            page.tag(tag)
    page.text(html[at:])
    return page.written()


def _markup(html: str) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Yield where each comment and each tag begins and ends; a comment is no tag."""
    at, pattern = 0, _MARKUP
    while found := pattern.search(html, at):
        start, at = found.span()
        if found[0] != _COMMENT:
            yield start, at, found
        elif (end := html.find(_COMMENT_END, at)) >= 0:
            at = end + len(_COMMENT_END)
            yield start, at, None
        else:
            pattern = _TAGS  # what has no end is text, and no later comment has one


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
        """Read what stands between tags."""
        if self._hidden or not html:
            return
        html = _SOUND.sub(r"[sound \1]", html)
        if not self._pre:
            html = _SPACE.sub(" ", html)
            html = html.removeprefix(" ") if self._end in "\n " else html
        self._write(unescape(html))

    def tag(self, tag: re.Match[str]) -> None:
        """Read a tag."""
        closes, name = bool(tag[1]), tag[2].lower()
        if self._hidden or name in _HIDDEN:
            self._hide(name, closes=closes)
        elif name == "br":
            self._write("\n")
        elif name == "img":
            self._write(_picture(tag[3]))
        elif name in _CELLS:
            self._write("" if self._end in "\n " else " ")
        elif name in _BLOCKS:
            self._block(name, closes=closes)

    def _hide(self, name: str, *, closes: bool) -> None:
        if not self._hidden:
            self._hidden = "" if closes else name
        elif closes and name == self._hidden:
            self._hidden = ""

    def _block(self, name: str, *, closes: bool) -> None:
        self._write("" if self._end == "\n" else "\n")
        if name == "pre":
            self._pre = max(0, self._pre + (-1 if closes else 1))
        if name == "li" and not closes:
            self._write("- ")

    def _write(self, text: str) -> None:
        if not text:
            return
        if text == "\n" and self._end == " " and not self._pre:
            self._pieces[-1] = self._pieces[-1].rstrip(" ")
        self._pieces.append(text)
        self._end = text[-1]


def _picture(attributes: str) -> str:
    found = _SOURCE.search(attributes)
    name = unescape(found[1] or found[2] or found[3] or "") if found else ""
    return f"[picture {beginning(name)}]" if name else "[picture]"


# A file's name in our packages is a hash; a few digits of it tell two of them apart.
_HASHED = re.compile(r"\bankiflask-([0-9a-f]{6})[0-9a-f]{18}(?=\.|\])")


def seen_text(html: str) -> str:
    """Return the plain text, with the names of our own media files shortened."""
    return _HASHED.sub(r"\1", as_plain(html))


def seen_marks(old: str, new: str) -> tuple[Piece, ...]:
    """Return the marks of both as plain texts, or as HTML where only the markup differs."""
    pieces = word_marks(seen_text(old), seen_text(new))
    if all(piece.kind is Mark.SAME for piece in pieces):
        return word_marks(old, new)
    return pieces
