"""Markdown that is written piece by piece, with the markup that is open."""

import re
from html import unescape

from ankiflask.html import Tag, attribute, pieces
from ankiflask.sources.cleaning import example, inline_code, trimmed
from ankiflask.sources.links import link

_ACTS = re.compile(
    r"[\\`*\[]|^[ \t]*(?:[-+](?=[ \t]|$)|~(?=~~))|(?<=\d)[.)](?=[ \t]|$)", re.MULTILINE
)
_MATH_ENDS = {"\\(": "\\)", "\\[": "\\]"}
_MATH = re.compile(r"\\[(\[]")
STRONG = {"b": "**", "strong": "**", "i": "*", "em": "*"}
CODE = frozenset({"code", "kbd", "tt", "pre"})
_DEEPEST = 20


class Markup:
    """What was written: the open markup, innermost last, each with its own part."""

    def __init__(self) -> None:
        self.parts = [""]
        self.open: list[str] = []
        self.lists: list[str] = []
        self.links: list[str] = []  # where each open markup leads, if anywhere
        self.hidden = ""

    @property
    def bullet(self) -> str:
        """What an item of the innermost list begins with."""
        mark = "1. " if self.lists[-1:] == ["ol"] else "- "
        return "   " * max(len(self.lists) - 1, 0) + mark

    @property
    def is_code(self) -> bool:
        """Whether what is written now stands in code."""
        return not CODE.isdisjoint(self.open)

    def write(self, text: str) -> None:
        """Write text, so that each sign of it is shown."""
        self.parts[-1] += text if self.is_code else _escaped(text.replace("\xa0", " "))

    def list(self, name: str, *, is_closing: bool) -> None:
        """Begin or end a list."""
        if is_closing:
            self.lists[-1:] = []
        elif len(self.lists) < _DEEPEST:
            self.lists.append(name)
        self.parts[-1] += "\n"

    def enter(self, name: str, address: str = "") -> bool:
        """Open markup; whether there was room for it."""
        has_room = len(self.open) < _DEEPEST
        if has_room:
            self.open.append(name)
            self.links.append(address)
            self.parts.append("")
        return has_room

    def leave(self, name: str) -> None:
        """Close markup, and what was opened in it."""
        if name in self.open:
            while self.open[-1] != name:
                self._end("")
            self._end(name)

    def _end(self, name: str) -> None:
        self.open.pop()
        text, address = self.parts.pop(), self.links.pop()
        if name in CODE and not self.is_code and text.strip():
            is_block = name == "pre" or "\n" in text
            text = f"\n{example(text, 'text')}\n" if is_block else inline_code(text)
        elif name in STRONG and not self.is_code and _can_be_strong(text):
            text = STRONG[name] + text + STRONG[name]
        elif address:
            text = _linked(text, address)
        self.parts[-1] += text

    def whole(self) -> str:
        """Close all that is open, and return all that was written."""
        while self.open:
            self._end("")
        return self.parts[0]


def _linked(text: str, address: str) -> str:
    """Return the link, or its words alone where they are the address, or no link could hold them."""
    is_plain = "\n" not in text.strip() and "](" not in text
    if not is_plain or not text.strip():
        return f"{text} ({address})"
    words = re.sub(r"(?<!\\)\]", r"\\]", text)
    return text if unescape(text).strip() == address else link(words, address)


def _can_be_strong(text: str) -> bool:
    return "\n" not in text and text[:1].isalnum() and text[-1:].isalnum()


def _escaped(text: str) -> str:
    """Return Markdown that shows the text; formulas stay what they are."""
    pieces, done = [], 0
    last = {opening: text.rfind(end) for opening, end in _MATH_ENDS.items()}
    for match in _MATH.finditer(text):
        start, opening = match.start(), match[0]
        if done <= start < last[opening]:
            end = text.index(_MATH_ENDS[opening], start) + 2
            pieces += [_ACTS.sub(_backslash, text[done:start]), text[start:end]]
            done = end
    return "".join([*pieces, _ACTS.sub(_backslash, text[done:])])


def _backslash(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}\\{match[0][-1:]}"


_LINES = frozenset({"div", "p", "br", "tr", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"script", "style", "template", "iframe", "object"})
_QUIET = frozenset({"span", "font", "tbody", "thead", "td", "th", "a", "blockquote", "section"})
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\\]{1,2000}")
_SOUND = re.compile(r"\[sound:([^\[\]\n]{1,200})\]")


class Markdown:
    """Turns fields to Markdown. `dropped` has the lines of what was lost, by what it was."""

    def __init__(self) -> None:
        self.line = 0
        self.dropped: dict[str, list[int]] = {}

    def text(self, field: str) -> str:
        """Return the field as Markdown that shows the same letters."""
        out = Markup()
        for piece in pieces(field):
            if isinstance(piece, str):
                if not out.hidden:
                    out.write(_SOUND.sub(self._sound, unescape(piece)))
            elif out.hidden:
                out.hidden = "" if piece.is_closing and piece.name == out.hidden else out.hidden
            elif not piece.name:
                self._drop("a comment, which is left out")
            elif piece.name in _HIDDEN and not piece.is_closing:
                out.hidden = piece.name
                self._drop(f"<{piece.name}>, which is left out with all that is in it")
            else:
                self._tag(out, piece)
        return re.sub(r"\n{3,}", "\n\n", trimmed(out.whole()))

    def _tag(self, out: Markup, tag: Tag) -> None:
        name, rest, is_closing = tag.name, tag.attributes, tag.is_closing
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
