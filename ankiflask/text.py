"""The form that every text takes before anything looks at it, and the form that messages show."""

import re
import unicodedata
from collections.abc import Container, Iterator

# Anki drops these on import without a word; so they are refused or taken out before hashing.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def normal(text: str) -> str:
    """Return the text in Unicode's composed form (NFC) with plain newlines, as Anki stores it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 note", "2 notes", "20,000 notes"; `many` stands for more than one."""
    return f"1 {one}" if number == 1 else f"{number:,} {many or one + 's'}"


def one_line(text: str) -> str:
    """Return the text without outer space, each inner run of space made one blank."""
    return " ".join(text.split())


def control_codes(text: str) -> str:
    """Return the control characters in a text as messages name them: "U+0007, U+0008"; or ""."""
    return ", ".join(sorted({f"U+{ord(character):04X}" for character in CONTROL.findall(text)}))


def excerpt(text: str, longest: int = 60) -> str:
    """Return the text as a message shows it: cut, with `…` at its end, over `longest` characters."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def most_values(content: bytes) -> int:
    """Return how many values a JSON text may hold at most; far more would fill the memory."""
    return 1 + sum(map(content.count, (b",", b"[", b"{")))


_APOSTROPHE = re.compile(r"['\u2019]")
_OTHERS = re.compile(r"[^a-z0-9]+")
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]) *(?:\..*)?",
    re.IGNORECASE | re.DOTALL,
)


def is_device_name(name: str) -> bool:
    """Whether Windows takes a file or folder of that name for a device, whatever its ending."""
    return bool(_DEVICE.fullmatch(name))


def slug(text: str, longest: int) -> str:
    """Return a-z, 0-9 and single `-` for the text, cut between words where it can be; may be ""."""
    letters = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    whole = _OTHERS.sub("-", _APOSTROPHE.sub("", letters)).strip("-")
    if len(whole) <= longest:
        return whole
    cut, _, rest = whole[: longest + 1].rpartition("-")
    return cut or rest[:longest]


_END = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'\u201d\u2019)\]]*(?=\s+\S)|[\u3002\uff01\uff1f](?=[^\s\u3002\uff01\uff1f])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|ca|approx|al|resp|incl|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|No|Fig|Co|Ltd|Inc|"
    r"Gen|Col|Rev|pp|[A-Za-z](?:\.[A-Za-z]){0,5})\.$"
)
_LONGEST_ABBREVIATION = 12  # characters, with what stands before it
_NEAR = 80  # characters in which the next word begins


def sentence_ends(text: str, whole: Container[int] = ()) -> Iterator[int]:
    """Yield the place behind each sentence but the last.

    An abbreviation ends none, nor does a stop before a small letter. Places in `whole` belong to
    something that is not cut, such as code.
    """
    for match in _END.finditer(text):
        end = match.end()
        is_small = text[end : end + _NEAR].lstrip()[:1].islower()
        is_short = match[0] == "." and _ABBREVIATION.search(
            text[max(0, end - _LONGEST_ABBREVIATION) : end]
        )
        if not (end - 1 in whole or is_small or is_short):
            yield end
