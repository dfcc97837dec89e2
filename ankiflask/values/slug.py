"""A text in the letters that ids, topics and uids allow."""

import re
import unicodedata

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
