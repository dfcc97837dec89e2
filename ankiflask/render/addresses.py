"""Where links, pictures and sounds lead, and what is wrong with it. Nothing is ever loaded from a network."""

import re
from collections.abc import Iterator, Mapping

from markdown_it.token import Token

from ankiflask.deck.model import SOUNDS
from ankiflask.problems import Fault
from ankiflask.render import html
from ankiflask.render.formulas import ENDS
from ankiflask.render.markdown import shortened

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
    """Return an image's tag, or what makes Anki play a sound."""
    name = media.get(str(token.attrs["src"]), "")
    if _is_sound(str(token.attrs["src"])):
        return f"[sound:{name}]"
    source = html.attribute("src", name)
    return f"<img{source}{html.attribute('alt', _alt(token))}{_title(token)}>"


def image_faults(token: Token, media: Mapping[str, str], line: int) -> Iterator[Fault]:
    """Yield what is wrong with the file, description and title of an image or a sound."""
    name = str(token.attrs["src"])
    if _REMOTE.match(name):
        message = (
            f"The file {shortened(name)!r} is not in the deck: cards load nothing from a network."
        )
        yield Fault(line, "image-remote", message, "Save it in `media`, and write its name.")
    elif name not in media:
        message = f"There is no file {shortened(name)!r} in `media`."
        yield Fault(line, "image-missing", message, "Put it there, or correct its name.")
    if _is_sound(name):
        return  # neither a description nor a title is part of it
    yield from _attribute_faults(line, _alt(token))
    yield from _attribute_faults(line, str(token.attrs.get("title", "")))


def _is_sound(name: str) -> bool:
    return any(name.lower().endswith(ending) for ending in SOUNDS)


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
            case "formula":
                pieces.append(f"{child.markup}{child.content}{ENDS[child.markup]}")
            case "ruby":
                pieces.append(f"{child.content} ({child.info})")
            case _:
                pieces.append(child.content)
    return "".join(pieces)


def _title(token: Token) -> str:
    title = " ".join(str(token.attrs.get("title", "")).split("\n"))
    return html.attribute("title", title) if title else ""
