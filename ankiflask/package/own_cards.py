"""Which card types of the learner's own have something to show of a note, by Anki's rule.

A card is made where the front shows a field that is not empty. Text alone makes none.
"""

import re
from collections.abc import Mapping

_TAG = re.compile(r"\{\{([^{}]*)\}\}")
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)


def is_shown(front: str, fields: Mapping[str, str]) -> bool:
    """Whether a front shows something of the fields, given as HTML by the learner's names.

    A front whose sections do not fit together shows nothing.
    """
    filled = {name for name, html in fields.items() if not _EMPTY.fullmatch(html)}
    opened: list[bool] = []
    is_found = False
    for tag in _TAG.findall(_without_comments(front)):
        name = tag.strip()
        if name[:1] in ("#", "^"):
            opened.append((name[1:].strip() in filled) == (name[0] == "#"))
        elif name[:1] == "/":
            if not opened:
                return False
            opened.pop()
        elif name.rpartition(":")[2] in filled and all(opened):
            is_found = True
    return is_found and not opened


def _without_comments(text: str) -> str:
    shown: list[str] = []
    is_comment = False
    for part in text.split("<!--"):
        if is_comment:
            _, end, part = part.partition("-->")  # noqa: PLW2901 - what follows the comment
            is_comment = not end
        if not is_comment:
            shown.append(part)
            is_comment = True
    return "".join(shown)
