"""Texts of a deck, in a small Markdown, as the HTML of Anki's fields.

Text is never lost. Only an address, a link's or image's title and the language of fenced code are
not on the card; everything else is shown, or is a fault.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from ankiflask.problems import Fault
from ankiflask.render import addresses, blocks, highlight
from ankiflask.render.html import escape
from ankiflask.render.inline import Writer
from ankiflask.render.markdown import Rendered, parse

__all__ = ["Rendered", "example", "images", "render"]

# One line without markup but plain inline code: what the parser would hand back as it is.
_TEXT = r"[^\\`*\]\n\u0338]*"
_SIMPLE = re.compile(
    rf"""(?! \s | [-+] (?:[ \t]|\Z) | [0-9]{{1,9}}[.)] (?:[ \t]|\Z) | ~~~ )
        {_TEXT} (?: (?: \](?!\() | `[^`\n\u0338]+`(?!`) ) {_TEXT} )*
        (?<!\s)""",
    re.VERBOSE,
)
_FENCE = re.compile(r"`{3}|~{3}")
_OVERLAY = "\u0338"


def render(text: str, *, media: Mapping[str, str] = {}, cloze: bool = False) -> Rendered:
    """Return the HTML of a text in normal form, without newlines, and what is wrong with the text.

    `media` gives the name of an image in `media/` its name in the package. Where `cloze` is false,
    `{{c1::x}}` is text like any other.
    """
    line = text.strip(" \t\n")
    if not cloze and _SIMPLE.fullmatch(line):
        return Rendered(_simple(line))
    writer = Writer(media, is_cloze=cloze)
    blocks.write(parse(text), writer)
    html = writer.done()
    faults = (*_whole_faults(text, html, writer, is_cloze=cloze), *writer.faults)
    return Rendered(html, tuple(sorted(faults, key=lambda fault: fault.line)))


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
    """Return the names of the images in a text, each once, in their order."""
    return tuple(dict.fromkeys(_images(parse(text)))) if "![" in text else ()


def _simple(line: str) -> str:
    if "`" not in line:
        return escape(line)
    parts = line.split("`")
    return "".join(
        f"<code>{escape(_code(part))}</code>" if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def _code(part: str) -> str:
    """Return a code's content without the one space that Markdown allows at its edges."""
    is_padded = part.startswith(" ") and part.endswith(" ") and bool(part.strip(" "))
    return part[1:-1] if is_padded else part


def _images(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield addresses.image_name(token)  # what its description holds is not shown
        else:
            yield from _images(token.children or ())


def _whole_faults(text: str, html: str, writer: Writer, *, is_cloze: bool) -> Iterator[Fault]:
    yield from _overlay_faults(text, html)
    is_told = any(fault.rule == "cloze-beginning" for fault in writer.faults)
    if is_cloze and not writer.deletions.numbers and not is_told:
        message = "The text has no cloze deletion, so that Anki would make no card of it."
        yield Fault(0, "cloze-none", message, "Mark what is to be remembered: `{{c1::…}}`.")


def _overlay_faults(text: str, html: str) -> Iterator[Fault]:
    # Unicode's composition, which Anki applies to a whole field, makes one sign of `>` and this.
    if f">{_OVERLAY}" in html:
        line = text.count("\n", 0, text.find(_OVERLAY))
        message = "A combining stroke (U+0338) comes right after markup, and would destroy it."
        yield Fault(
            line, "combining-stroke", message, "Put it after the letter that it strikes out."
        )
