"""Links whose addresses stand elsewhere in a Markdown text: `[words][name]` and `[name]`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ankiflask.inputs.links import link, outside_code

_REFERENCE = re.compile(
    r"(?<![\]\\])\[((?:[^\[\]]|!?\[[^\[\]]{0,100}\](?:\([^()\s]{0,400}\))?){1,400})\]"
    r"(?:\[([^\[\]]{0,200})\])?(?![(:\[])"
)


@dataclass(slots=True)
class References:
    """The address of each name, and the names that a link had."""

    addresses: Mapping[str, str]
    used: set[str] = field(default_factory=set)


def key(name: str) -> str:
    """Return the name as CommonMark compares it."""
    return " ".join(name.split()).lower().upper()


def named(text: str, references: References) -> str:
    """Return the text with the address in each link that names one."""

    def change(match: re.Match[str]) -> str:
        name = key(match[2] or match[1])
        if name not in references.addresses:
            return match[0]
        references.used.add(name)
        return link(match[1], references.addresses[name])

    return outside_code(_REFERENCE, text, change) if references.addresses else text
