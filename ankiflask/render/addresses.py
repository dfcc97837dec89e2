"""Where links and images lead, and what is wrong with it. Nothing is ever loaded from a network."""

import re
from collections.abc import Iterator, Mapping

from markdown_it.token import Token

from ankiflask.problems import Fault
from ankiflask.render import html
from ankiflask.render.markdown import ESCAPED, shortened

_LINK = re.compile(r"(?i:https?://|mailto:).")
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def link(token: Token) -> str:
    """Return the opening tag of a link, its address percent-encoded."""
    address = html.address(str(token.attrs["href"]))
    return f"<a{html.attribute('href', address)}{_title(token)}>"


def link_faults(token: Token, line: int) -> Iterator[Fault]:
    """Yield what is wrong with a link's address and title."""
    address = str(token.attrs["href"])
    if not _LINK.match(address):
        message = f"A link leads to {shortened(address)!r}, which is no web or mail address."
        remedy = "Write a whole address (https://…, mailto:…); text that is no link goes in code."
        yield Fault(line, "link-address", message, remedy)
    yield from _attribute_faults(line, str(token.attrs.get("title", "")))


def image(token: Token, media: Mapping[str, str]) -> str:
    """Return an image's tag."""
    source = html.attribute("src", media.get(str(token.attrs["src"]), ""))
    return f"<img{source}{html.attribute('alt', _alt(token))}{_title(token)}>"


def image_faults(token: Token, media: Mapping[str, str], line: int) -> Iterator[Fault]:
    """Yield what is wrong with an image's file, description and title."""
    name = str(token.attrs["src"])
    if _REMOTE.match(name):
        message = (
            f"The image {shortened(name)!r} is not in the deck: cards load nothing from a network."
        )
        yield Fault(line, "image-remote", message, "Save it in `media`, and write its name.")
    elif name not in media:
        message = f"There is no image {shortened(name)!r} in `media`."
        yield Fault(line, "image-missing", message, "Put it there, or correct its name.")
    yield from _attribute_faults(line, _alt(token))
    yield from _attribute_faults(line, str(token.attrs.get("title", "")))


def _attribute_faults(line: int, text: str) -> Iterator[Fault]:
    if not html.fits_attribute(text):
        message = f"The description or title {shortened(text)!r} would not survive in Anki."
        remedy = "Leave out `<`, `>`, math, cloze deletions and Anki's `[…:` signs."
        yield Fault(line, "description-text", message, remedy)


def _alt(token: Token) -> str:
    """Return an image's description without its markup."""
    pieces: list[str] = []
    for child in token.children or ():
        match child.type:
            case "image":
                pieces.append(_alt(child))
            case "softbreak" | "hardbreak":
                pieces.append(" ")
            case "math":
                pieces.append(f"{child.markup}{child.content}")
            case "text_special":
                pieces.append(child.content if child.content in ESCAPED else child.markup)
            case _:
                is_underscore = child.markup.startswith("_")
                pieces.append(child.content or (child.markup if is_underscore else ""))
    return "".join(pieces)


def _title(token: Token) -> str:
    title = " ".join(str(token.attrs.get("title", "")).split("\n"))
    return html.attribute("title", title) if title else ""
