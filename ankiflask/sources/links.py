"""Links whose addresses stand elsewhere in a Markdown text: `[words][name]` and `[name]`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ankiflask.sources.cleaning import code_places, is_visible
from ankiflask.sources.gathering import LEFT_OUT, Gathering

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


# One pair of brackets may stand in a link's text, and one of parentheses in its address.
_TEXT = r"\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){0,400})\]"
_ADDRESS = r"(?:<([^<>\n]{0,400})>|((?:[^()\s]|\([^()\s]{0,100}\)){0,800}))"
_TITLE = r"(?:[ \t]+(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|\([^()\n]{0,200}\)))?"
_WHERE = rf"\([ \t]*{_ADDRESS}{_TITLE}[ \t]*\)"
IMAGE = re.compile("!" + _TEXT + _WHERE)
LINK = re.compile(r"(?<![!\\])" + _TEXT + _WHERE)
BADGE = re.compile(rf"\[\s{{0,9}}{IMAGE.pattern}\s{{0,9}}\]{_WHERE}")
_WEB = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_FILE = re.compile(r"[\w.-]{1,120}")


@dataclass(frozen=True, slots=True)
class Linked:
    """A text's words without the addresses, and these.

    `is_bare` tells that nothing is left to learn from where the links and pictures are taken away.
    """

    words: str
    webs: tuple[str, ...]
    others: tuple[str, ...]
    pictures: tuple[str, ...]
    is_bare: bool


def without_links(text: str) -> Linked:
    """Return the text with each link replaced by its words, and each picture by what it shows."""
    if "](" not in text:
        return Linked(text, (), (), (), is_bare=False)
    shown = outside_code(IMAGE, text, lambda match: match[1])
    addresses = _addresses(LINK, shown)
    rest = outside_code(LINK, outside_code(IMAGE, text, lambda _: ""), lambda _: "")
    return Linked(
        words=outside_code(LINK, shown, lambda match: match[1]),
        webs=tuple(each for each in addresses if is_web(each)),
        others=tuple(each for each in addresses if not is_web(each)),
        pictures=tuple(_addresses(IMAGE, text)),
        is_bare=not re.search(r"\w", rest),
    )


def _addresses(pattern: re.Pattern[str], text: str) -> list[str]:
    code = code_places(text) if "`" in text else set()
    return [address_of(match) for match in pattern.finditer(text) if match.start() not in code]


def outside_code(
    pattern: re.Pattern[str], text: str, change: Callable[[re.Match[str]], str]
) -> str:
    """Return the text with each match that does not begin in inline code changed."""
    code = code_places(text) if "`" in text else set()
    return pattern.sub(lambda found: found[0] if found.start() in code else change(found), text)


def link(words: str, address: str) -> str:
    """Return the link as Markdown."""
    return f"[{words}]" + (f"(<{address}>)" if re.search(r"[()\s]", address) else f"({address})")


def address_of(match: re.Match[str]) -> str:
    """Return where a match of `IMAGE` or `LINK` leads."""
    return match[2] or match[3] or ""


def leave_picture(found: Gathering, address: str, line: int, last: int = 0) -> None:
    """Keep that a picture is left out."""
    name = address.rpartition("/")[2]
    if is_file(name) and "://" not in address:
        how = f"copy it to the folder media/, and write `picture: {name}`"
        reason = f"shows the picture {address[:200]}, which is left out: {how}"
    else:
        reason = "shows a picture from elsewhere, which is left out"
    found.leave(reason, line, last, LEFT_OUT)


def is_web(address: str) -> bool:
    """Whether the address could be a note's `see`."""
    return bool(_WEB.fullmatch(address)) and address.startswith(("http://", "https://"))


def is_file(address: str) -> bool:
    """Whether a picture could be a file of the folder media/."""
    return bool(_FILE.fullmatch(address)) and is_visible(address.strip("._-"))
