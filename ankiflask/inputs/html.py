"""A field's HTML to the small Markdown of a deck file, and what of it had to go.

Nothing of the HTML is ever handed on: tags become signs of Markdown or nothing, text is escaped.
"""

import re
from collections.abc import Iterator
from html import unescape

from ankiflask.inputs.cleaning import trimmed
from ankiflask.inputs.markup import CODE, STRONG, Markup

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_LINES = frozenset({"div", "p", "br", "tr", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"script", "style", "template", "iframe", "object"})
_QUIET = frozenset({"span", "font", "tbody", "thead", "td", "th", "a", "blockquote", "section"})
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\\]{1,2000}")
_COMMENT = "<!--"
_SOUND = re.compile(r"\[sound:([^\[\]\n]{1,200})\]")


class Markdown:
    """Turns fields to Markdown. `dropped` has the lines of what was lost, by what it was."""

    def __init__(self) -> None:
        self.line = 0
        self.dropped: dict[str, list[int]] = {}

    def text(self, field: str) -> str:
        """Return the field as Markdown that shows the same letters."""
        out = Markup()
        for closing, name, rest in _pieces(field):
            if out.hidden:
                out.hidden = "" if closing and name == out.hidden else out.hidden
            elif not name:
                out.write(_SOUND.sub(self._sound, unescape(rest)))
            elif name == _COMMENT:
                self._drop("a comment, which is left out")
            elif name in _HIDDEN and not closing:
                out.hidden = name
                self._drop(f"<{name}>, which is left out with all that is in it")
            else:
                self._tag(out, name, rest, is_closing=bool(closing))
        return re.sub(r"\n{3,}", "\n\n", trimmed(out.whole()))

    def _tag(self, out: Markup, name: str, rest: str, *, is_closing: bool) -> None:
        if name in STRONG or name in CODE:
            (out.leave if is_closing else out.enter)(name)
        elif name in ("ul", "ol"):
            out.list(name, is_closing=is_closing)
        elif name == "li":
            out.parts[-1] += "" if is_closing else f"\n{out.bullet}"
        elif name == "a":
            self._link(out, rest, is_closing=is_closing)
        elif name == "img":
            out.parts[-1] += self._image(rest)
        elif name in _LINES:
            out.parts[-1] += "\n"
        else:
            self._other(out, name, is_closing=is_closing)

    def _other(self, out: Markup, name: str, *, is_closing: bool) -> None:
        if name in ("td", "th"):
            out.parts[-1] += " "
        if is_closing:
            return
        if name not in _QUIET:
            self._drop(f"<{name[:20]}>, of which only the text is kept")

    def _link(self, out: Markup, rest: str, *, is_closing: bool) -> None:
        if is_closing:
            out.leave("a")
            return
        address = attribute(rest, "href")
        is_kept = bool(_ADDRESS.fullmatch(address)) and not out.is_code
        has_room = out.enter("a", address if is_kept else "")
        if address and not (is_kept and has_room):
            self._drop("the address of a link, of which only the text is kept")

    def _image(self, rest: str) -> str:
        name = attribute(rest, "src")
        if re.fullmatch(r"[\w.-]{1,120}", name):
            self._drop("a picture, whose file has to be copied to the folder media/")
            return f"![]({name})"
        self._drop("a picture that is left out: its address is no plain name of a file")
        return ""

    def _sound(self, match: re.Match[str]) -> str:
        how = f"copy its file to the folder media/, and write `audio: {match[1]}`"
        self._drop(f"a sound that is left out: {how}")
        return ""

    def _drop(self, what: str) -> None:
        lines = self.dropped.setdefault(what, [])
        if lines[-1:] != [self.line]:
            lines.append(self.line)


def _pieces(field: str) -> Iterator[tuple[str, str, str]]:
    """Yield tags ("/" where they close, name, attributes), texts ("", "", text) and comments."""
    done = 0
    for start, end, match in _tags(field):
        if start > done:
            yield "", "", field[done:start]
        yield (match[1], match[2].lower(), match[3]) if match else ("", _COMMENT, "")
        done = end
    if field[done:]:
        yield "", "", field[done:]


def _tags(field: str) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Yield where tags and comments stand; a sign `<` that begins neither is text."""
    place, last_comment = 0, field.rfind("-->")
    while (start := field.find("<", place)) >= 0:
        match = _TAG.match(field, start)
        place = start + 1
        if match:
            place = match.end()
            yield start, place, match
        elif field.startswith("<!--", start) and start < last_comment:
            place = field.index("-->", start) + 3
            yield start, place, None


def attribute(rest: str, wanted: str) -> str:
    """Return what a tag's text says of the attribute, "" where it says nothing."""
    for match in _ATTRIBUTE.finditer(rest):
        if match[1].lower() == wanted:
            return unescape(match[2] or match[3] or match[4] or "")
    return ""
