"""Markdown that is written piece by piece, with the markup that is open."""

import re
from html import unescape

from ankiflask.inputs.fences import example, inline_code
from ankiflask.inputs.links import link

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
