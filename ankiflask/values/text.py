"""The form that every text takes before anything else looks at it: what Anki would make of it."""

import re
import unicodedata

# Anki drops these on import without a word; so they are refused or taken out before hashing.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def normal(text: str) -> str:
    """Return the text in Unicode's composed form (NFC) with plain newlines, as Anki stores it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
