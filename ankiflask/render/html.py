r"""HTML as a browser writes it back, since Anki's editor does that to a field when it is focused.

Text is escaped as innerHTML escapes a text node. What acts in Anki even when it is escaped is cut
in two by an empty comment or a span: these survive the editor, and a learner sees no difference.
`\(` takes a span, since MathJax reads on over a comment.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

from ankiflask.text import normal

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"}
_CUT = {
    "[": "<span>[</span>",
    "\\": "<span>\\</span>",
    "{": "{<!-- -->",
    "}": "}<!-- -->",
    ":": ":<!-- -->",
    "i": "i<!-- -->",
}
_IN_TEXT = _ENTITIES | _CUT
# TeX ignores a space where a formula has none.
_IN_MATH = _ENTITIES | {character: character + " " for character in "[{}:"}

_SPECIAL = r"&|<|>|\u00a0"  # written out, `re` finds the first letters of them all at once
_BRACKET = r"\[(?=(?i:sound:|/?anki:|/?latex\]|/?\$\$?\]|\[type:))"
_BRACE = r"\{(?=\{[cC][0-9])"
_BACKSLASH = r"\\(?=[(\[])"
_BRACES_END = r"\}(?=\})"
_DELETION_EDGE = rf"{_BRACES_END}|:(?=:)"
# At the start of a deletion Anki makes a picture's mask of it.
_OCCLUSION = r"i(?=mage-occlusion:)"

_ACTING = rf"{_BRACKET}|{_BRACE}|{_BACKSLASH}"

_ACTS = re.compile(_ACTING)
_TEXT = re.compile(rf"{_SPECIAL}|{_ACTING}")
_DELETED = re.compile(rf"{_SPECIAL}|{_ACTING}|{_DELETION_EDGE}|{_OCCLUSION}")
_MATH = re.compile(rf"{_SPECIAL}|{_BRACKET}|{_BRACE}|{_BRACES_END}")
_MATH_DELETED = re.compile(rf"{_SPECIAL}|{_BRACKET}|{_BRACE}|{_DELETION_EDGE}")

_KEPT_IN_ADDRESS = "%/:?#@!$&'()*+,;=~-._"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def escape(text: str, *, is_deleted: bool = False) -> str:
    """Return HTML that shows `text`, whatever it is. In a cloze deletion more has to be cut."""
    return (_DELETED if is_deleted else _TEXT).sub(lambda found: _IN_TEXT[found[0]], text)


def escape_math(text: str, *, is_deleted: bool = False) -> str:
    """Return HTML that hands `text` to MathJax, as it stands or with a space that TeX ignores."""
    return (_MATH_DELETED if is_deleted else _MATH).sub(lambda found: _IN_MATH[found[0]], text)


def fits_attribute(text: str) -> bool:
    """Whether an attribute can hold `text` unharmed.

    Nothing can be cut in two there, and browsers differ in how they write `<` and `>` back.
    """
    return "<" not in text and ">" not in text and not _ACTS.search(text)


def attribute(name: str, value: str) -> str:
    """Return ` name="value"`, for a value that fits an attribute."""
    value = value.replace("&", "&amp;").replace("\u00a0", "&nbsp;").replace('"', "&quot;")
    return f' {name}="{value}"'


def address(written: str) -> str:
    """Return an address as an attribute holds it: what is no part of an address percent-encoded."""
    return quote(_LONE_PERCENT.sub("%25", written), safe=_KEPT_IN_ADDRESS)


def link(written: str, text: str) -> str:
    """Return a link that shows `text`."""
    return f"<a{attribute('href', address(written))}>{escape(text)}</a>"


def picture(name: str) -> str:
    """Return an image of the file `name` of the package. Words for it could tell the answer."""
    return f"<img{attribute('src', name)}{attribute('alt', '')}>"


# Canonical form. Frozen: the hashes of the field Sync are made of it. So it stands on nothing but
# HTML's entities and `normal`, and no change of `escape` may reach it.
_SPACE = r"[ \t\n\f\r]"
_VALUE = rf"""{_SPACE}*={_SPACE}*(?:"([^"]*)"|'([^']*)'|([^ \t\n\f\r"'=<>`]++))"""
_ATTRIBUTE = rf"""([^ \t\n\f\r"'<>/=]+)(?:{_VALUE})?"""
# Possessive, or an unclosed tag is tried in every way in which a `/` can end a value.
_TAG = rf"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[ \t\n\f\r/]+{_ATTRIBUTE})*)[ \t\n\f\r/]*>"
_MARKUP = re.compile(rf"<!--|{_TAG}")
_TAGS = re.compile(_TAG)
_COMMENT, _COMMENT_END = "<!--", "-->"
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_PLAIN = r"[^&<>\n\r\u00a0]*"
_PLAIN_VALUE = r'"(?:[^"&<>\r\u00a0]|&(?:amp|nbsp|quot);)*"'
_PLAIN_TAG = rf"</[a-z]+>|<[a-z]+(?:[ ][a-z]+={_PLAIN_VALUE})*>"
_IS_CANONICAL = re.compile(rf"{_PLAIN}(?:(?:&(?:amp|lt|gt|nbsp);|<!-- -->|{_PLAIN_TAG}){_PLAIN})*")


def canonical(html: str) -> str:
    """Return the one form of all that Anki's editors make of `html` when nobody edits it.

    Entities, the case and quotes of tags, `<br />`, newlines for `<br>` and Unicode's composition
    make no difference to it. What ankiflask writes is canonical already.
    """
    if _IS_CANONICAL.fullmatch(html) and unicodedata.is_normalized("NFC", html):
        return html
    pieces: list[str] = []
    at = 0
    for start, end, markup in _markup(html):
        pieces += _canonical_text(html[at:start]), markup
        at = end
    return "".join(pieces) + _canonical_text(html[at:])


def _markup(html: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each comment and each tag begins and ends, and its canonical form."""
    at, pattern = 0, _MARKUP
    while found := pattern.search(html, at):
        start, at = found.span()
        if found[0] != _COMMENT:
            yield start, at, _canonical_tag(found)
        elif (end := html.find(_COMMENT_END, at)) >= 0:
            at = end + len(_COMMENT_END)
            yield start, at, html[start:at]
        else:
            pattern = _TAGS  # what has no end is text, and no later comment has one


def _canonical_text(html: str) -> str:
    return _canonical_characters(html).replace("\n", "<br>")


def _canonical_tag(tag: re.Match[str]) -> str:
    slash, name, attributes = tag[1], tag[2], tag[3]
    if slash:
        return f"</{name.lower()}>"
    found = _ATTRIBUTES.finditer(attributes)
    return f"<{name.lower()}{''.join(map(_canonical_attribute, found))}>"


def _canonical_attribute(found: re.Match[str]) -> str:
    value = _canonical_characters(found[2] or found[3] or found[4] or "")
    return f' {found[1].lower()}="{value.replace(chr(34), "&quot;")}"'


def _canonical_characters(html: str) -> str:
    text = normal(unescape(html)).replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&nbsp;")
