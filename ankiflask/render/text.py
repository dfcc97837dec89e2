"""Texts of a deck, in Markdown, as the HTML of Anki's fields.

Text is never lost. Only an address, a link's or image's title and the language of fenced code are
not on the card; everything else is shown, or is a fault.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from ankiflask.problems import Fault
from ankiflask.render import blocks, highlight
from ankiflask.render.html import escape
from ankiflask.render.inline import Writer
from ankiflask.render.markdown import parse

# One line without markup but plain inline code: what the parser would hand back as it is.
_TEXT = r"[^\\`*\]$^~&<|\n\u0338]*"
_SIMPLE = re.compile(
    rf"""(?! \s | [-+] (?:[ \t]|\Z) | [0-9]{{1,9}}[.)] (?:[ \t]|\Z) | [#>] | [-_][ \t_-]*\Z )
        {_TEXT} (?: (?: \](?![(:]) | `[^`\n\u0338]+`(?!`) ) {_TEXT} )*
        (?<!\s)""",
    re.VERBOSE,
)
_FENCE = re.compile(r"`{3}|~{3}")
_OVERLAY = "\u0338"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as the HTML of a field. With faults the HTML is only good for a look."""

    html: str
    faults: tuple[Fault, ...] = ()


def render(text: str, *, media: Mapping[str, str] = {}, cloze: bool = False) -> Rendered:
    """Return the HTML of a text in normal form, without newlines, and what is wrong with the text.

    `media` gives the name of an image in `media/` its name in the package. Where `cloze` is false,
    `{{c1::x}}` is text like any other.
    """
    line = text.rstrip(" \t\n")
    if not cloze and _SIMPLE.fullmatch(line):
        pieces = enumerate(line.split("`"))
        return Rendered("".join(_code(each) if at % 2 else escape(each) for at, each in pieces))
    writer = Writer(media, is_cloze=cloze)
    blocks.write(parse(text), writer)
    html = writer.done()
    faults = list(_overlay_faults(text, html))
    has_beginning = any(fault.rule == "cloze-beginning" for fault in writer.faults)
    if cloze and not writer.deletions.numbers and not has_beginning:
        message = "The text has no cloze deletion, so that Anki would make no card of it."
        remedy = "Mark what is to be remembered: `{{c1::…}}`."
        faults.append(Fault(0, "cloze-none", message, remedy))
    return Rendered(html, tuple(sorted([*faults, *writer.faults], key=lambda fault: fault.line)))


def example(text: str, *, media: Mapping[str, str] = {}) -> Rendered:
    """Return the HTML of an example: Python code, or Markdown if it begins with a fence."""
    code = text.strip("\n")
    if not code.strip():
        return Rendered("")
    if _FENCE.match(code):
        return render(text, media=media)
    html = highlight.code(code, "python")
    return Rendered(html, tuple(_overlay_faults(text, html)))


def images(text: str) -> tuple[str, ...]:
    """Return the names of the pictures and sounds in a text, each once, in their order."""
    return tuple(dict.fromkeys(_images(parse(text)))) if "![" in text else ()


def _code(text: str) -> str:
    """Return inline code, without the one space that Markdown allows at its edges."""
    is_padded = text.startswith(" ") and text.endswith(" ") and bool(text.strip(" "))
    return f"<code>{escape(text[1:-1] if is_padded else text)}</code>"


def _images(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield str(token.attrs["src"])  # what its description holds is not shown
        else:
            yield from _images(token.children or ())


def _overlay_faults(text: str, html: str) -> Iterator[Fault]:
    # Unicode's composition, which Anki applies to a whole field, makes one sign of `>` and this.
    if f">{_OVERLAY}" in html:
        line = text.count("\n", 0, text.find(_OVERLAY))
        message = "A combining stroke (U+0338) comes right after markup, and would destroy it."
        remedy = "Put it after the letter that it strikes out."
        yield Fault(line, "combining-stroke", message, remedy)
