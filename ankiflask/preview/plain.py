"""Text as Anki strips HTML from it."""

import re
from html import unescape
from html.entities import html5

_ENTITY = re.compile(r"&(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|([A-Za-z0-9]+;))?")
_BEGINNING = re.compile(r"<(!--|style|script)?", re.IGNORECASE)
_TAG_END = re.compile(">")
# What is dropped with all that is in it: where its inside begins, and where it ends.
_WHOLE = {
    "!--": (None, re.compile("-->")),
    "style": (_TAG_END, re.compile("</style>", re.IGNORECASE)),
    "script": (_TAG_END, re.compile("</script>", re.IGNORECASE)),
}


def plain(html: str) -> str:
    """Return the text without tags, its entities resolved; all of them, or none if one is unknown."""
    text = without_tags(html)
    if "&" not in text or not all(_is_known(found) for found in _ENTITY.finditer(text)):
        return text
    return unescape(text).replace("\u00a0", " ")


def without_tags(html: str) -> str:
    """Return what is left without tags and comments; entities stay. Reads the text once."""
    pieces: list[str] = []
    at, endless = 0, set[str]()
    while found := _BEGINNING.search(html, at):
        end = _end(html, found, endless)
        if end < 0:
            break
        pieces.append(html[at : found.start()])
        at = end
    return "".join((*pieces, html[at:]))


def _end(html: str, found: re.Match[str], endless: set[str]) -> int:
    """Return where that which begins there ends, or -1. `endless` are kinds that end no more."""
    kind = (found[1] or "").lower()
    if kind and kind not in endless:
        opening, closing = _WHOLE[kind]
        inside = opening.search(html, found.end()) if opening else found
        end = closing.search(html, inside.end()) if inside else None
        if end:
            return end.end()
        endless.add(kind)
    return html.find(">", found.start() + 1) + 1 or -1


def _is_known(found: re.Match[str]) -> bool:
    return found[0] != "&" and (found[1] is None or found[1] in html5)
