r"""Formulas as MathML, so that a preview shows them without Anki's MathJax.

Only MathML elements, their text and a few attributes that lay them out are kept of what the
converter gives: a formula cannot bring in a link, a style or a script.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from xml.etree import ElementTree as ET

_FORMULA = re.compile(r"\\\(((?:(?!\\[()\[\]])[^<>])+)\\\)|\\\[((?:(?!\\[()\[\]])[^<>])+)\\\]")
_BEGINNING = re.compile(r"\\[(\[]")
_LONGEST = 4000  # characters; a longer one is shown as its source
_UNKNOWN = re.compile(r"\\[A-Za-z]+")
_ELEMENTS = frozenset(
    "math mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup"
    " msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd".split()
)
_ATTRIBUTES = frozenset(
    "display displaystyle scriptlevel mathvariant stretchy fence separator accent accentunder width"
    " height depth linethickness columnalign rowalign columnspacing rowspacing minsize maxsize".split()
)
_VALUE = re.compile(r"[\w.%+ -]{1,40}")
_NAMESPACE = re.compile(r"\{[^}]*\}")


def draw_formulas(field: str) -> tuple[str, frozenset[str]]:
    """Return the HTML of a field with its formulas drawn, and the commands that nobody knows.

    A formula with such a command, or that is wrong, stays as its source.
    """
    if "\\(" not in field and "\\[" not in field:
        return field, frozenset()
    unknown: set[str] = set()

    def drawn(found: re.Match[str]) -> str:
        mathml, commands = _drawn(unescape(found[1] or found[2]), is_block=bool(found[2]))
        unknown.update(commands)
        return mathml or found[0]

    return _FORMULA.sub(drawn, field), frozenset(unknown)


def leaves_formula_open(html: str) -> bool:
    """Whether a formula may begin in the text that a later text ends."""
    if "\\" not in html:
        return False
    return html.endswith("\\") or bool(_BEGINNING.search(_FORMULA.sub("", html)))


@lru_cache(maxsize=1000)
def _drawn(tex: str, *, is_block: bool) -> tuple[str, frozenset[str]]:
    """Return the MathML, "" where the formula is wrong, and its unknown commands."""
    # Slow to import, and most decks have no formula.
    from latex2mathml.converter import convert  # noqa: PLC0415

    if len(tex) > _LONGEST or not tex.strip():
        return "", frozenset()
    try:
        root = ET.fromstring(convert(tex, display="block" if is_block else "inline"))  # noqa: S314 - ours
        html = "".join(_html(root))
    except Exception:  # noqa: BLE001 - whatever the converter makes of a wrong formula
        return "", frozenset()
    source = escape(tex.strip()).replace("[", "&#91;")  # or it could be taken for a sound
    html = html.replace("<math", f'<math alttext="{source}"', 1)
    texts = (each.text or "" for each in root.iter())
    unknown = frozenset(name for text in texts for name in _UNKNOWN.findall(text))
    return ("" if unknown else html), unknown


def _html(element: ET.Element) -> Iterator[str]:
    tag = _NAMESPACE.sub("", element.tag)
    is_kept = tag in _ELEMENTS
    if is_kept:
        kept = (
            f' {key}="{value}"'
            for key, value in element.attrib.items()
            if key in _ATTRIBUTES and _VALUE.fullmatch(value)
        )
        yield f"<{tag}{''.join(kept)}>"
    yield escape(element.text or "", quote=False)
    for child in element:
        yield from _html(child)
        yield escape(child.tail or "", quote=False)
    if is_kept:
        yield f"</{tag}>"
